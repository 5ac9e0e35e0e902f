import type { Route } from 'next'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { getRequestConfig } from 'next-intl/server'
import { type Locale, locales, type Theme, themes } from './actor'
import { zone } from './clock'
import type { Messages } from './messages'
import { seatHeader } from './seat'

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

/** Kept beside the session so that pages know them before they ask the database; the person's own record is the truth. */
export const localeCookie = 'outpost-locale'
export const themeCookie = 'outpost-theme'

/** As this browser was told; before anybody chose, English where the browser asks for it first. */
export async function currentLocale(): Promise<Locale> {
  const kept = (await cookies()).get(localeCookie)?.value
  const known = locales.find(locale => locale === kept)
  if (known) return known
  const wanted = (await headers()).get('accept-language') ?? ''
  return /^\s*en\b/i.test(wanted) ? 'en' : 'zh-CN'
}

export async function currentTheme(): Promise<Theme> {
  const kept = (await cookies()).get(themeCookie)?.value
  return themes.find(theme => theme === kept) ?? 'system'
}

/** Remembers a person's choice in this browser; only in actions and route handlers. */
export async function keepLook(look: {
  locale?: Locale | undefined
  theme?: Theme | undefined
}): Promise<void> {
  const jar = await cookies()
  const options = { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 3600 } as const
  if (look.locale) jar.set(localeCookie, look.locale, options)
  if (look.theme) jar.set(themeCookie, look.theme, options)
}

/** Sends a browser that knows another look of somebody than their record by way of where it takes that over. */
export async function followLook(look: { locale: Locale; theme: Theme }): Promise<void> {
  if (look.locale === (await currentLocale()) && look.theme === (await currentTheme())) return
  const from = new URLSearchParams({ next: (await headers()).get(seatHeader) ?? '/' })
  redirect(`/api/look?${from}` as Route)
}

/** Only the language: texts and formats are kept by lib/translations.ts. */
export default getRequestConfig(async () => ({ locale: await currentLocale(), messages: {}, timeZone: zone }))
