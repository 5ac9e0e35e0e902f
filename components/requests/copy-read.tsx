'use client'

import { startTransition, useEffect } from 'react'
import { readCopy } from '@/lib/requests/actions'

/** Notes that somebody who was copied in has seen the page. */
export function CopyRead({ number }: { number: string }) {
  useEffect(() => {
    const data = new FormData()
    data.set('number', number)
    startTransition(async () => {
      await readCopy(null, data)
    })
  }, [number])
  return null
}
