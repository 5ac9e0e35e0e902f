'use client'

import { startTransition, useEffect } from 'react'
import { markRead } from '@/lib/notifications/actions'

/** Notes that the reader has the list before them: what they were told about it is no news any more. */
export function NewsRead() {
  useEffect(() => {
    const news = new FormData()
    news.set('path', 'reports')
    startTransition(async () => {
      await markRead(null, news)
    })
  }, [])
  return null
}
