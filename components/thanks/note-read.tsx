'use client'

import { startTransition, useEffect } from 'react'
import { markRead } from '@/lib/notifications/actions'

/** Notes that the reader has seen the page: what they were told about it. */
export function NoteRead({ id }: { id: string }) {
  useEffect(() => {
    const news = new FormData()
    news.set('path', `thanks/${id}`)
    startTransition(async () => {
      await markRead(null, news)
    })
  }, [id])
  return null
}
