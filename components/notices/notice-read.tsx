'use client'

import { useEffect } from 'react'
import { readNotice } from '@/lib/notices/actions'
import { noteSeen } from '../notifications/seen'

/** Notes that the reader has this version before them, and what they were told about it as read. */
export function NoticeRead({ number, isUnread }: { number: string; isUnread: boolean }) {
  useEffect(() => {
    const notice = new FormData()
    notice.set('number', number)
    noteSeen(`notices/${number}`, isUnread ? () => readNotice(null, notice) : undefined)
  }, [number, isUnread])
  return null
}
