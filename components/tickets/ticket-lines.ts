import { getLocale } from 'next-intl/server'
import type { Actor } from '@/lib/actor'
import { dueLevel } from '@/lib/requests/rules'
import { pathOfSeat } from '@/lib/seat'
import type { TicketRow } from '@/lib/tickets/queries'
import { getTranslations } from '@/lib/translations'
import { getWhen, type When } from '../requests/when'
import type { DueLevel } from '../ui/due-chip'
import type { TicketStatus } from './ticket-face'

/** A ticket as a row or a card reads, in the reader's language. */
export type TicketLine = {
  number: string
  href: string
  title: string
  category: string
  details: string[]
  author: string
  store: string
  receiver: string
  opened: string
  status: { is: TicketStatus; text: string }
  due?: { level: DueLevel; text: string } | undefined
  priority?: { tone: 'bad' | 'warn' | 'mute'; text: string } | undefined
  promised?: string | undefined
  private?: string | undefined
  rating?: string | undefined
}

const tones = { urgent: 'bad', high: 'warn', low: 'mute' } as const

export async function linesOf(rows: TicketRow[], actor: Actor): Promise<TicketLine[]> {
  const t = await getTranslations('tickets')
  const when = await getWhen(actor.now)
  const isEnglish = (await getLocale()) === 'en'
  const base = pathOfSeat(actor)
  return rows.map(row => {
    const isWaiting = row.status === 'open' || row.status === 'in_progress'
    const opened = when.stamp(new Date(row.openedAt))
    const receiver = row.takenByName ?? row.receiver
    return {
      number: row.number,
      href: `${base}/tickets/${row.number}`,
      title: row.title,
      category: isEnglish ? row.categoryEn : row.category,
      details: [
        row.number,
        !row.isOwn && t('list.by', { name: row.authorName }),
        row.store,
        row.takenByName ? t('list.with', { name: row.takenByName }) : t('list.at', { name: row.receiver }),
        opened,
      ].filter(part => part !== null && part !== false),
      author: row.authorName,
      store: row.store ?? '—',
      receiver,
      opened,
      status: { is: row.status, text: t(`status.${row.status}`) },
      due: isWaiting ? dueOf(row.dueAt, actor.now, when, t) : undefined,
      priority:
        row.priority === 'normal'
          ? undefined
          : { tone: tones[row.priority], text: t(`priority.${row.priority}`) },
      promised:
        row.promisedOn && row.status !== 'closed'
          ? t(row.promisedOn < actor.today ? 'promisedLate' : 'promised', { date: when.day(row.promisedOn) })
          : undefined,
      private: row.isPrivate ? t('private') : undefined,
      rating: row.rating ? t('rated', { n: row.rating }) : undefined,
    }
  })
}

type Texts = Awaited<ReturnType<typeof getTranslations<'tickets'>>>

/** When an answer is due, in words. */
export function dueOf(dueAt: string, now: Date, when: When, t: Texts): { level: DueLevel; text: string } {
  const at = new Date(dueAt)
  const level = dueLevel(at, now)
  const time = level === 'today' ? when.clock(at) : when.span(at.getTime() - now.getTime())
  return { level, text: t(`due.${level}`, { time }) }
}
