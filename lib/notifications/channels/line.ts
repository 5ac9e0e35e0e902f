import 'server-only'
import { env } from '@/env'
import type { Locale } from '../../actor'
import type { NotificationKind } from '../../notify'
import { translator } from '../../translators'
import { groupOf } from '../rules'
import type { Line } from './channel'

/**
 * A notification as it may leave the house: titles and names, never the reason, the comment or the figure that the page shows. A kind
 * without a title of its own says only what it is about.
 */
export function lineOf(
  told: { kind: NotificationKind; path: string; values: Record<string, string | string[]> },
  locale: Locale,
): Line {
  const t = translator(locale, 'channels')
  const title = t.has(`titles.${told.kind}` as never)
    ? t(`titles.${told.kind}` as never, told.values as never)
    : t(`news.${groupOf(told.kind)}`)
  return { kind: told.kind, title: onOneLine(title), url: `${env.publicUrl}/open/${told.path}` }
}

/** Line breaks, other control characters and marks that turn the direction of text could pretend to be more than a title. */
export function onOneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/gu, '')
    .trim()
    .slice(0, 200)
}
