import type { Actor } from '@/lib/actor'
import { daysBetween } from '@/lib/clock'
import type { ReaderRow } from '@/lib/notices/queries'
import { dueLevelOf } from '@/lib/notices/rules'
import { pathOfSeat } from '@/lib/seat'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import type { DueLevel } from '../ui/due-chip'
import type { ReaderLine } from './reader-rows'

export async function readerLines(rows: ReaderRow[], actor: Actor): Promise<ReaderLine[]> {
  const t = await getTranslations('notices')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  return Promise.all(
    rows.map(async row => ({
      number: row.number,
      href: `${base}/notices/${row.number}`,
      title: row.title,
      details: `${t('reader.from', { author: row.authorName, unit: row.unitName })} · ${when.stamp(new Date(row.at))}`,
      standing: { is: row.standing, text: t(`standings.${row.standing}`) },
      due: row.standing === 'toSign' && row.dueOn ? await dueOf(row.dueOn, actor) : undefined,
      over: row.state === 'published' ? undefined : t(`states.${row.state}`),
    })),
  )
}

/** By when something is to be signed, in words. */
export async function dueOf(day: string, actor: Actor): Promise<{ level: DueLevel; text: string }> {
  const t = await getTranslations('notices.due')
  const when = await getWhen(actor.now)
  const level = dueLevelOf(day, actor.today)
  return { level, text: t(level, { days: Math.abs(daysBetween(actor.today, day)), date: when.day(day) }) }
}
