'use client'

import { startTransition, useEffect } from 'react'
import { markRead } from '@/lib/notifications/actions'

/** Notes that the reader has seen the page: what they were told about it. */
export function TicketRead({ number }: { number: string }) {
  useEffect(() => {
    const news = new FormData()
    news.set('path', `tickets/${number}`)
    startTransition(async () => {
      await markRead(null, news)
    })
  }, [number])
  return null
}
