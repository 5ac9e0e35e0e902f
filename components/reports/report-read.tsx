'use client'

import { useEffect } from 'react'
import { readReport } from '@/lib/reports/actions'
import { noteSeen } from '../notifications/seen'

/** Notes that the reader has the report before them, and what they were told about it as read. */
export function ReportRead({ reportId, isUnread }: { reportId: string; isUnread: boolean }) {
  useEffect(() => {
    const report = new FormData()
    report.set('reportId', reportId)
    noteSeen(`reports/${reportId}`, isUnread ? () => readReport(null, report) : undefined)
  }, [reportId, isUnread])
  return null
}
