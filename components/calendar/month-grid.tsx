import { clsx } from 'clsx'
import type { CalendarPage } from '@/lib/calendar/queries'
import { type CalendarKind, calendarKinds, type Month, weeksOf } from '@/lib/calendar/rules'
import { useTranslations } from '@/lib/translations'
import type { Tone } from '../ui/badge'
import { Icon, type IconName } from '../ui/icon'
import { type SearchParams, withParams } from '../ui/search-params'

export const kindTones: Record<CalendarKind, Tone> = {
  birthday: 'trip',
  anniversary: 'hq',
  probation: 'info',
  contract: 'warn',
  certificate: 'store',
}

const icons: Record<CalendarKind, IconName> = {
  birthday: 'cake',
  anniversary: 'award',
  probation: 'hourglass',
  contract: 'file-text',
  certificate: 'file-certificate',
}

/** A month at a glance: how much of what falls on which day. Each day leads to its entries; on phones pictures stand for words. */
export function MonthGrid({
  month,
  title,
  kinds,
  days,
  today,
  day,
  typed,
}: {
  month: Month
  title: string
  kinds: readonly CalendarKind[]
  days: CalendarPage['days']
  today: string
  day: string | undefined
  typed: SearchParams
}) {
  const t = useTranslations('calendar')
  return (
    <>
      <table className="w-full table-fixed border-collapse">
        <caption className="sr-only">{t('grid', { month: title })}</caption>
        <thead>
          <tr>
            {(['0', '1', '2', '3', '4', '5', '6'] as const).map(n => (
              <th key={n} scope="col" className="border-line border-b py-1.5 font-normal text-ink-2 text-sm">
                <span className="sr-only">{t('weekday', { day: t(`weekdays.${n}`) })}</span>
                <span aria-hidden>{t(`weekdays.${n}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(month).map((week, index) => (
            <tr key={week.find(one => one) ?? index}>
              {week.map((one, place) => (
                <td
                  key={one ?? `none ${place}`}
                  className="h-13 border-line border-b p-0 align-top not-last:border-e sm:h-20"
                >
                  {one && (
                    <DayCell
                      on={one}
                      counts={days[one] ?? {}}
                      isToday={one === today}
                      isChosen={one === day}
                      href={withParams(typed, {
                        day: one === day ? undefined : one,
                        month: month.name,
                        after: undefined,
                        before: undefined,
                      })}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ul
        aria-label={t('views')}
        className="flex flex-wrap gap-x-3 gap-y-1.5 px-(--pad) py-2.5 text-sm sm:hidden"
      >
        {kinds.map(kind => (
          <li key={kind} className="flex items-center gap-1.5">
            <span className={`badge soft ${kindTones[kind]}`}>
              <Icon name={icons[kind]} />
            </span>
            {t(`kinds.${kind}`)}
          </li>
        ))}
      </ul>
    </>
  )
}

function DayCell({
  on,
  counts,
  isToday,
  isChosen,
  href,
}: {
  on: string
  counts: Partial<Record<CalendarKind, number>>
  isToday: boolean
  isChosen: boolean
  href: string
}) {
  const t = useTranslations('calendar')
  const kinds = calendarKinds.filter(kind => counts[kind])
  const total = kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)
  const number = (
    <span
      className={clsx(
        'num inline-grid size-6 place-items-center rounded-full text-sm',
        isToday && 'bg-hq font-semibold text-on-solid',
      )}
    >
      {Number(on.slice(8))}
    </span>
  )
  if (total === 0)
    return (
      <span className="block p-1 text-ink-3">
        {number}
        {isToday && <span className="sr-only">{t('today')}</span>}
      </span>
    )
  return (
    <a
      href={href}
      aria-current={isChosen ? 'date' : undefined}
      aria-label={t('dayLink', { date: on, count: total })}
      className={clsx('block h-full min-h-11 p-1 hover:bg-surface-2', isChosen && 'bg-hq-soft')}
    >
      {number}
      <span className="mt-0.5 flex flex-wrap gap-0.5">
        {kinds.map(kind => (
          <span key={kind} className={`badge soft ${kindTones[kind]} max-sm:gap-0.5 max-sm:px-1`}>
            <span className="sm:hidden">
              <Icon name={icons[kind]} />
            </span>
            <span className="max-sm:sr-only">{t(`kinds.${kind}`)}</span>{' '}
            <span className="num">{counts[kind]}</span>
          </span>
        ))}
      </span>
    </a>
  )
}
