import type { Actor } from '@/lib/actor'
import type { OwnRow } from '@/lib/reports/queries'
import type { Standing } from '@/lib/reports/rules'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import type { DueLevel } from '../ui/due-chip'

/** One of the caller's own reports as a row reads. */
export type OwnLine = {
  key: string
  templateId: string
  dueOn: string
  href: string | undefined
  template: string
  day: string
  details: string
  standing: { is: Standing; text: string }
  due: { level: DueLevel; text: string } | undefined
  verb: string
}

export async function ownLines(rows: OwnRow[], actor: Actor): Promise<OwnLine[]> {
  const t = await getTranslations('reports')
  const when = await getWhen(actor.now)
  return rows.map(row => {
    const dueAt = new Date(row.dueAt)
    const isOpen = row.status === 'open'
    const details = [
      row.savedAt && t('own.draft', { time: when.stamp(new Date(row.savedAt)) }),
      row.submittedAt && t('submittedAt', { time: when.stamp(new Date(row.submittedAt)) }),
      row.status === 'submitted' && t(row.readAt ? 'readShort' : 'unread'),
    ]
    return {
      key: `${row.templateId} ${row.dueOn}`,
      templateId: row.templateId,
      dueOn: row.dueOn,
      href: row.id ? `/me/reports/${row.id}` : undefined,
      template: row.template,
      day: when.weekday(row.dueOn),
      details: details.filter(Boolean).join(' · '),
      standing: { is: row.standing, text: t(`standings.${row.standing}`) },
      due: isOpen ? dueOf(row) : undefined,
      verb: t(row.savedAt ? 'own.continue' : 'own.write'),
    }
    function dueOf({ standing, dueOn }: OwnRow): { level: DueLevel; text: string } {
      if (standing === 'missing')
        return {
          level: 'overdue',
          text: t('missingSince', { day: when.day(dueAt), time: when.clock(dueAt) }),
        }
      return dueOn === actor.today
        ? { level: 'today', text: t('dueToday', { time: when.clock(dueAt) }) }
        : { level: 'later', text: t('dueAt', { time: when.stamp(dueAt) }) }
    }
  })
}
