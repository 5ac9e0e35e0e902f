'use client'

import { clsx } from 'clsx'
import { useState, useTransition } from 'react'
import type { Action } from '@/lib/action'

export type Theme = 'system' | 'light' | 'dark'

/** Changes at once; `save` (an action with the field `theme`) keeps the choice with the person. */
export function ThemeSwitch({
  value,
  label,
  names,
  save,
}: {
  value: Theme
  label: string
  names: Record<Theme, string>
  save?: Action<void>
}) {
  const [theme, setTheme] = useState(value)
  const [, start] = useTransition()
  const choose = (next: Theme) => {
    setTheme(next)
    document.documentElement.dataset.theme = next
    if (!save) return
    const data = new FormData()
    data.set('theme', next)
    start(async () => void (await save(null, data)))
  }
  return (
    <fieldset className="flex rounded-sm border border-line bg-surface-2 p-0.5">
      <legend className="sr-only">{label}</legend>
      {(['system', 'light', 'dark'] as const).map(one => (
        <button
          key={one}
          type="button"
          aria-pressed={theme === one}
          className={clsx(
            'min-h-7 grow rounded-[4px] px-2.5 text-sm',
            theme === one ? 'bg-surface font-semibold text-ink outline outline-line' : 'text-ink-2',
          )}
          onClick={() => choose(one)}
        >
          {names[one]}
        </button>
      ))}
    </fieldset>
  )
}
