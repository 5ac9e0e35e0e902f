import type { Actor } from '@/lib/actor'
import { addDays, daysBetween } from '@/lib/clock'
import { daysAhead, milestonesBetween } from '@/lib/milestones/rules'
import { pathOfSeat } from '@/lib/seat'
import type { Due } from '@/lib/touchpoints/queries'
import { standingOf } from '@/lib/touchpoints/rules'
import { getTranslations } from '@/lib/translations'
import type { DueLine } from './dues-rows'

const looks = {
  overdue: { tone: 'bad', icon: 'clock-exclamation' },
  soon: { tone: 'warn', icon: 'clock' },
  fine: { tone: 'ok', icon: 'check' },
} as const

/** How a row of the list says a person, with what they have to celebrate in the coming days. */
export async function dueLines(rows: Due[], actor: Actor): Promise<DueLine[]> {
  const t = await getTranslations('touchpoints.table')
  const m = await getTranslations('milestones')
  const { today } = actor
  return rows.map(row => {
    const standing = standingOf(row.dueOn, today)
    const days = daysBetween(row.dueOn, today)
    return {
      key: row.number,
      href: `${pathOfSeat(actor)}/touchpoints/${row.number}`,
      name: row.name,
      detail: [
        row.unitName,
        row.homeName,
        row.contactName ? t('contact', { name: row.contactName }) : t('nobody'),
      ].join(' · '),
      last: row.lastOn ? t('last', { date: row.lastOn }) : t('never'),
      badges: [
        {
          ...looks[standing],
          label: standing === 'overdue' ? t('overdue', { days }) : t('dueOn', { date: row.dueOn }),
        },
        ...(row.followUpOn
          ? [{ tone: 'info' as const, icon: 'flag' as const, label: t('followUp', { date: row.followUpOn }) }]
          : []),
        ...milestonesBetween(row, today, addDays(today, daysAhead - 1)).map(({ kind, n, on }) => ({
          tone: 'store' as const,
          icon: 'heart' as const,
          label: `${on.slice(5)} ${m(kind, { n })}`,
        })),
      ],
    }
  })
}
