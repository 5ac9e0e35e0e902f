'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { isTaken } from './keys'

/** Milliseconds after something else has come up in which keys decide nothing: they were meant for what was there before. */
const settle = 500

/**
 * Keyboard grammar for a list or a detail page, by delegation: J/K move between `a[data-row]`, Enter follows the link
 * natively, and any other single letter presses `[data-key="letter"]` of what stands beside the list (`[data-beside]`), else of the focused
 * row, else of this region outside its rows: nobody decides a row that they have not gone to. After a row has gone, the focus moves to the
 * one that took its place.
 */
export function InboxKeys({ children }: { children: ReactNode }) {
  const region = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const root = region.current
    if (!root) return
    let index = -1
    let movedAt = 0
    const rows = () =>
      [...root.querySelectorAll<HTMLAnchorElement>('a[data-row]')].filter(
        row => !row.closest('[data-beside]'),
      )

    const onKey = (event: KeyboardEvent) => {
      if (isTaken(event)) return
      const all = rows()
      const row = (document.activeElement as HTMLElement | null)?.closest('tr, li')
      const at = all.findIndex(link => row?.contains(link))
      const key = event.key.toLowerCase()
      if (key === 'j' || key === 'k') {
        // from the row that has the focus, else from the place of one that has gone
        const next = at >= 0 ? at + (key === 'j' ? 1 : -1) : index - (key === 'j' ? 0 : 1)
        index = Math.max(0, Math.min(all.length - 1, next))
        all[index]?.focus()
      } else {
        const pressed = `[data-key="${CSS.escape(key)}"]`
        const scope = at >= 0 && row ? row : root
        const button =
          root.querySelector<HTMLElement>(`[data-beside] ${pressed}`) ??
          [...scope.querySelectorAll<HTMLElement>(pressed)].find(one => at >= 0 || !isInRow(one))
        if (!button) return
        if (Date.now() - movedAt < settle) return event.preventDefault()
        index = at
        // a box is told of Shift, which means a range
        if (button instanceof HTMLInputElement)
          button.dispatchEvent(new MouseEvent('click', { bubbles: true, shiftKey: event.shiftKey }))
        else button.click()
      }
      event.preventDefault()
    }
    let beside = root.querySelector('[data-beside]')
    const watcher = new MutationObserver(() => {
      const now = root.querySelector('[data-beside]')
      if (now && now !== beside) movedAt = Date.now()
      beside = now
      // with something open beside the list, the list itself knows what is next
      if (index < 0 || document.activeElement !== document.body || beside) return
      const all = rows()
      const next = all[Math.min(index, all.length - 1)]
      if (!next) return
      movedAt = Date.now()
      next.focus()
    })
    document.addEventListener('keydown', onKey)
    watcher.observe(root, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('keydown', onKey)
      watcher.disconnect()
    }
  }, [])

  return (
    <div ref={region} data-walk>
      {children}
    </div>
  )
}

const isInRow = (button: Element): boolean => Boolean(button.closest('tr, li')?.querySelector('a[data-row]'))
