import 'server-only'
import type { Locale } from '../../actor'
import { translator } from '../../translators'
import type { Line } from './channel'

export type Letter = { subject: string; text: string; html: string }

/** Lines that one mail shows; whoever has more reads on in Outpost. */
const mostLines = 30

/** What happened, each on a line with its link, and how to get no more of it. */
export function letterOf(lines: Line[], locale: Locale, links: { list: string; stop: string }): Letter {
  const t = translator(locale, 'channels.mail')
  const [first] = lines
  const shown = lines.slice(0, mostLines)
  const more = lines.length - shown.length
  const subject = lines.length === 1 ? (first?.title ?? '') : t('several', { n: lines.length })
  const parts: Part[] = [
    ...(lines.length > 1 ? [{ text: subject }] : []),
    ...shown.map(line => ({ text: line.title, url: line.url })),
    ...(more > 0 ? [{ text: t('more', { n: more }), url: links.list }] : []),
    { text: t('signIn'), isSmall: true },
    { text: t('stop'), url: links.stop, isSmall: true },
  ]
  return { subject, ...spell(parts, locale) }
}

/** Asks whoever reads this mailbox whether it is theirs. */
export function confirmingLetter(name: string, url: string, locale: Locale): Letter {
  const t = translator(locale, 'channels.mail.confirm')
  const parts: Part[] = [
    { text: t('detail', { name }) },
    { text: t('link'), url },
    { text: t('ignore'), isSmall: true },
  ]
  return { subject: t('subject'), ...spell(parts, locale) }
}

type Part = { text: string; url?: string; isSmall?: boolean }

/** The same twice: plain, and as the little HTML that every mail program shows alike. */
function spell(parts: Part[], locale: Locale): { text: string; html: string } {
  const text = parts.map(part => [part.text, part.url].filter(Boolean).join('\n')).join('\n\n')
  const paragraphs = parts.map(part => {
    const words = `<bdi>${escapeHtml(part.text)}</bdi>`
    const inner = part.url ? `<a href="${escapeHtml(part.url)}" style="color:#265496">${words}</a>` : words
    return `<p style="margin:0 0 12px${part.isSmall ? ';font-size:12px;color:#5b6472' : ''}">${inner}</p>`
  })
  const html = `<!doctype html><html lang="${locale}"><body style="margin:24px;font:15px/1.6 system-ui,sans-serif;color:#1b2230">${paragraphs.join('')}</body></html>`
  return { text: `${text}\n`, html }
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, mark => `&#${mark.charCodeAt(0)};`)
}
