import type { LawLimit } from '@/lib/partners/rules'
import type { RosterEntry } from '@/lib/rosters/queries'
import { type Hint, type RosterRow, weekHints } from '@/lib/rosters/rules'
import { getTranslations } from '@/lib/translations'
import { Warnings } from '../transfers/warnings'
import { inHours } from './words'

/** What a manager should look at in a week; no verdict. */
export async function WeekHints({ rows, limits }: { rows: RosterRow<RosterEntry>[]; limits: LawLimit[] }) {
  const t = await getTranslations('rosters.hint')
  const textOf = (name: string, one: Hint): string => {
    const { limit, source } = one
    switch (one.hint) {
      case 'day':
        return t('day', { name, limit, source, dates: one.days.map(day => day.slice(5)).join(' ') })
      case 'rest':
        return t('rest', { name, limit, source })
      default:
        return t(one.hint, { name, limit, source, hours: inHours(one.minutes) })
    }
  }
  const texts = rows.flatMap(row => weekHints(row.entries, limits).map(one => textOf(row.name, one)))
  if (texts.length === 0) return null
  return <Warnings title={t('title')} note={t('note')} texts={texts} />
}
