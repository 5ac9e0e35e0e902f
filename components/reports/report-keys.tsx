'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { isTaken } from '../ui/keys'

/** On a report: J opens the next unread one, K the one before. */
export function ReportKeys({ children }: { children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const rel = { j: 'next', k: 'prev' }[event.key.toLowerCase()]
      const link = rel && region.current?.querySelector<HTMLAnchorElement>(`a[rel="${rel}"]`)
      if (!link) return
      event.preventDefault()
      link.click()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <div ref={region} data-walk>
      {children}
    </div>
  )
}
