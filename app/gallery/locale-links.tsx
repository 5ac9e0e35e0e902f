'use client'

import { useRouter } from 'next/navigation'

const names = { 'zh-CN': '中文', en: 'English' }

/** The same cookie that a signed-in person's choice is kept in, without a session. */
export function LocaleLinks() {
  const router = useRouter()
  return Object.entries(names).map(([locale, name]) => (
    <button
      key={locale}
      type="button"
      lang={locale}
      className="inline-flex min-h-7 items-center rounded-sm px-2 hover:bg-surface-2"
      onClick={async () => {
        await cookieStore.set('outpost-locale', locale)
        router.refresh()
      }}
    >
      {name}
    </button>
  ))
}
