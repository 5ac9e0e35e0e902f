'use client'

import { useActionState } from 'react'
import { chooseLocale } from '@/lib/account/actions'

const names = { 'zh-CN': '中文', en: 'English' }

/** Needs no session: the choice is kept in a cookie. */
export function LocaleLinks() {
  const [, send] = useActionState(chooseLocale, null)
  return (
    <form action={send} className="flex gap-1">
      {Object.entries(names).map(([locale, name]) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          className="inline-flex min-h-7 items-center rounded-sm px-2 hover:bg-surface-2"
        >
          {name}
        </button>
      ))}
    </form>
  )
}
