import { daysBetween } from '@/lib/clock'
import type { OwedMonth } from '@/lib/insurance/queries'
import { reminderDays } from '@/lib/insurance/rules'
import { monthOf } from '@/lib/schemes/rules'
import { useTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { DueChip } from '../ui/due-chip'

/** On HR's home: months that people were not told of yet, and by when they have to be. */
export function OwedMonthsCard({ months, today }: { months: OwedMonth[]; today: string }) {
  const t = useTranslations('insurance')
  if (months.length === 0) return null
  const levelOf = (days: number) => {
    if (days < 0) return 'overdue' as const
    if (days === 0) return 'today' as const
    return days <= Math.min(...reminderDays) ? ('soon' as const) : ('later' as const)
  }
  return (
    <Card title={t('title')}>
      <ul className="grid gap-2">
        {months.map(({ month, dueOn, source }) => {
          const days = daysBetween(today, dueOn)
          return (
            <li key={month} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <span>
                <a href={`/hq/insurance/${monthOf(month)}`} className="text-hq-ink hover:underline">
                  {t('owed.month', { month: monthOf(month) })}
                </a>
                <span className="block text-ink-2 text-sm">{t('owed.by', { date: dueOn, source })}</span>
              </span>
              <DueChip level={levelOf(days)}>
                {days < 0 ? t('owed.late', { n: -days }) : t('owed.left', { n: days })}
              </DueChip>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
