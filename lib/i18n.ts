import { cookies } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { type Locale, locales, type Theme, themes } from './actor'
import { type Messages, messages } from './messages'

declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}

/** Kept beside the session so that pages know them before they ask the database; the person's own record is the truth. */
export const localeCookie = 'outpost-locale'
export const themeCookie = 'outpost-theme'

export async function currentLocale(): Promise<Locale> {
  const kept = (await cookies()).get(localeCookie)?.value
  return locales.find(locale => locale === kept) ?? 'zh-CN'
}

export async function currentTheme(): Promise<Theme> {
  const kept = (await cookies()).get(themeCookie)?.value
  return themes.find(theme => theme === kept) ?? 'system'
}

export default getRequestConfig(async () => {
  const locale = await currentLocale()
  return { locale, messages: messages[locale], timeZone: 'Asia/Shanghai' }
})
