'use client'

import { clsx } from 'clsx'
import { type ReactNode, useEffect, useRef, useState } from 'react'

/**
 * A disclosure that floats: native details, closed by Esc, by a press elsewhere, and by following one of its links. What is in it is drawn
 * when it is opened first.
 */
export function Menu({
  label,
  trigger,
  triggerClass,
  align = 'start',
  up = false,
  className,
  children,
}: {
  /** The accessible name, when the trigger shows only an icon. */
  label?: string
  trigger: ReactNode
  triggerClass?: string
  align?: 'start' | 'end'
  up?: boolean
  className?: string
  children: ReactNode
}) {
  const box = useRef<HTMLDetailsElement>(null)
  const [wasOpened, setWasOpened] = useState(false)

  useEffect(() => {
    // before the page's scripts had arrived
    if (box.current?.open) setWasOpened(true)
    const close = (event: Event) => {
      const details = box.current
      if (!details?.open) return
      const target = event.target as Element
      const inside = details.contains(target)
      if (event instanceof KeyboardEvent) {
        if (event.key !== 'Escape') return
        details.open = false
        if (inside) details.querySelector('summary')?.focus()
      } else if (!inside || (event.type === 'click' && target.closest('a, [data-key-help]')))
        details.open = false
    }
    const events = ['pointerdown', 'click', 'keydown', 'focusin']
    for (const name of events) document.addEventListener(name, close)
    return () => {
      for (const name of events) document.removeEventListener(name, close)
    }
  }, [])

  return (
    <details ref={box} className={clsx('relative', className)} onToggle={() => setWasOpened(true)}>
      <summary aria-label={label} className={triggerClass}>
        {trigger}
      </summary>
      {wasOpened && (
        <div
          className={clsx(
            'absolute z-50 min-w-56 rounded-md border border-line bg-surface p-1.5 shadow-pop',
            align === 'end' ? 'end-0' : 'start-0',
            up ? 'bottom-full mb-1' : 'top-full mt-1',
          )}
        >
          {children}
        </div>
      )}
    </details>
  )
}
