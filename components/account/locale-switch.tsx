'use client'

import { clsx } from 'clsx'
import { useActionState } from 'react'
import { chooseLocale } from '@/lib/account/actions'
import type { Locale } from '@/lib/actor'

const names: [Locale, string][] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
]

/** Each language in its own name: whoever cannot read the page finds theirs. */
export function LocaleSwitch({ current, label }: { current: Locale; label: string }) {
  const [, send] = useActionState(chooseLocale, null)
  return (
    <form action={send}>
      <fieldset className="flex gap-1 text-sm">
        <legend className="sr-only">{label}</legend>
        {names.map(([locale, name]) => (
          <button
            key={locale}
            type="submit"
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === current}
            className={clsx(
              'min-h-9 rounded-sm px-2.5',
              locale === current ? 'font-semibold text-ink' : 'text-ink-2 hover:text-ink',
            )}
          >
            {name}
          </button>
        ))}
      </fieldset>
    </form>
  )
}
