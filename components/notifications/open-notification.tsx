'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type MouseEvent, type ReactNode, useTransition } from 'react'
import { markRead } from '@/lib/notifications/actions'

/** One listener for the list: following an unread notification first notes that it was read. */
export function OpenNotification({ children }: { children: ReactNode }) {
  const router = useRouter()
  const [busy, start] = useTransition()

  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return
    const row = (event.target as Element).closest('li')
    const link = row?.querySelector<HTMLAnchorElement>('a[data-notification]')
    if (!link?.dataset.notification || getSelection()?.toString()) return
    event.preventDefault()
    const data = new FormData()
    data.set('id', link.dataset.notification)
    start(async () => {
      await markRead(null, data)
      router.push(link.pathname as Route)
    })
  }
  return (
    <div aria-busy={busy} onClickCapture={onClick} className="aria-busy:opacity-70">
      {children}
    </div>
  )
}
