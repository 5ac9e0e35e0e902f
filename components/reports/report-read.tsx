'use client'

import { startTransition, useEffect } from 'react'
import { markRead } from '@/lib/notifications/actions'
import { readReport } from '@/lib/reports/actions'

/** Notes that the reader has the report before them, and what they were told about it as read. */
export function ReportRead({ reportId, isUnread }: { reportId: string; isUnread: boolean }) {
  useEffect(() => {
    const report = new FormData()
    report.set('reportId', reportId)
    const news = new FormData()
    news.set('path', `reports/${reportId}`)
    startTransition(async () => {
      if (isUnread) await readReport(null, report)
      await markRead(null, news)
    })
  }, [reportId, isUnread])
  return null
}
