'use client'

import { useEffect } from 'react'
import { readCopy } from '@/lib/requests/actions'
import { noteSeen } from '../notifications/seen'

/** Notes that the reader has seen the page: what they were told about it, and the copy that was sent to them. */
export function RequestRead({ number, isCopy }: { number: string; isCopy: boolean }) {
  useEffect(() => {
    const copy = new FormData()
    copy.set('number', number)
    noteSeen(`requests/${number}`, isCopy ? () => readCopy(null, copy) : undefined)
  }, [number, isCopy])
  return null
}
