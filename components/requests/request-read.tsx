'use client'

import { startTransition, useEffect } from 'react'
import { markRead } from '@/lib/notifications/actions'
import { readCopy } from '@/lib/requests/actions'

/** Notes that the reader has seen the page: what they were told about it, and the copy that was sent to them. */
export function RequestRead({ number, isCopy }: { number: string; isCopy: boolean }) {
  useEffect(() => {
    const news = new FormData()
    news.set('path', `requests/${number}`)
    const copy = new FormData()
    copy.set('number', number)
    startTransition(async () => {
      if (isCopy) await readCopy(null, copy)
      await markRead(null, news)
    })
  }, [number, isCopy])
  return null
}
