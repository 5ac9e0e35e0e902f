'use client'

import { startTransition } from 'react'
import { markRead } from '@/lib/notifications/actions'
import { isLostAnswer } from '../ui/use-action-form'

/**
 * Notes that the reader has a page before them: what they were told about it is no news any more, after what else is to be noted. Whoever
 * is offline at that moment is not bothered with it; the next visit notes it.
 * @param path of the page, without the portal: `tickets/WT-2026-0036`
 */
export function noteSeen(path: string, also?: () => Promise<unknown>): void {
  const news = new FormData()
  news.set('path', path)
  startTransition(async () => {
    try {
      await also?.()
      await markRead(null, news)
    } catch (error) {
      if (!isLostAnswer(error)) throw error
    }
  })
}
