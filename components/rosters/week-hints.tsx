import type { LawLimit } from '@/lib/partners/rules'
import type { RosterEntry } from '@/lib/rosters/queries'
import { type Hint, type RosterRow, weekHints } from '@/lib/rosters/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Warnings } from '../transfers/warnings'
import { inHours } from './words'

/** What a manager should look at in a week; no verdict. */
export async function WeekHints({
  rows,
  before,
  limits,
}: {
  rows: RosterRow<RosterEntry>[]
  before: RosterEntry[]
  limits: LawLimit[]
}) {
  const t = await getTranslations('rosters.hint')
  const format = await getFormatter()
  const shortDay = (day: string) => day.slice(5)
  const textOf = (name: string, one: Hint): string => {
    const { limit } = one
    switch (one.hint) {
      case 'day':
        return t('day', { name, limit, source: one.source, dates: one.days.map(shortDay).join(' ') })
      case 'rest':
        return t('rest', { name, limit, source: one.source })
      case 'gap':
        return t('gap', {
          name,
          limit,
          gaps: format.list(
            one.gaps.map(({ day, minutes }) => t('gapOf', { date: shortDay(day), hours: inHours(minutes) })),
            { style: 'narrow' },
          ),
        })
      default:
        return t(one.hint, { name, limit, source: one.source, hours: inHours(one.minutes) })
    }
  }
  const texts = rows.flatMap(row => {
    const sunday = before.filter(entry => entry.employeeId === row.id)
    return weekHints(row.entries, limits, sunday).map(one => textOf(row.name, one))
  })
  if (texts.length === 0) return null
  return <Warnings title={t('title')} note={t('note')} texts={texts} />
}
