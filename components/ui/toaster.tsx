'use client'

import { useEffect, useState } from 'react'
import { Button } from './button'
import { Icon } from './icon'
import type { Toast } from './toast'
import { useWords } from './words'

const standsFor = 8000

/** Once per shell. Messages queue up to three and leave by themselves; hovering is not needed to read them. */
export function Toaster() {
  const words = useWords()
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([])
  const drop = (id: number) => setToasts(all => all.filter(one => one.id !== id))

  useEffect(() => {
    let last = 0
    const show = (event: Event) => {
      const id = ++last
      setToasts(all => [...all.slice(-2), { ...(event as CustomEvent<Toast>).detail, id }])
      setTimeout(() => setToasts(all => all.filter(one => one.id !== id)), standsFor)
    }
    window.addEventListener('outpost:toast', show)
    return () => window.removeEventListener('outpost:toast', show)
  }, [])

  return (
    <div
      role="status"
      aria-live="polite"
      data-print="hide"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--foot-h)+16px)] z-50 grid justify-items-center gap-2"
    >
      {toasts.map(one => (
        <div
          key={one.id}
          className="pointer-events-auto flex items-center gap-2 rounded-md bg-ink py-1.5 ps-3.5 pe-1.5 text-bg shadow-pop"
        >
          <span aria-hidden>{one.tone === 'bad' ? '⚠' : '✓'}</span>
          {one.message}
          {one.undo && (
            <button
              type="button"
              className="min-h-7 rounded-sm px-2 font-semibold underline"
              onClick={() => {
                one.undo?.()
                drop(one.id)
              }}
            >
              {words.undo}
            </button>
          )}
          <Button
            variant="ghost"
            size="small"
            className="text-bg!"
            aria-label={words.close}
            onClick={() => drop(one.id)}
          >
            <Icon name="x" />
          </Button>
        </div>
      ))}
    </div>
  )
}
