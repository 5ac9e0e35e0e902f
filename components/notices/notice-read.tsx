'use client'

import { startTransition, useEffect } from 'react'
import { readNotice } from '@/lib/notices/actions'
import { markRead } from '@/lib/notifications/actions'

/** Notes that the reader has this version before them, and what they were told about it as read. */
export function NoticeRead({ number, isUnread }: { number: string; isUnread: boolean }) {
  useEffect(() => {
    const notice = new FormData()
    notice.set('number', number)
    const news = new FormData()
    news.set('path', `notices/${number}`)
    startTransition(async () => {
      if (isUnread) await readNotice(null, notice)
      await markRead(null, news)
    })
  }, [number, isUnread])
  return null
}
