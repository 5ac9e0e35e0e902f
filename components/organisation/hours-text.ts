import { dayRuns, type Hours } from '@/lib/stores/rules'
import { useTranslations } from '@/lib/translations'

/** Opening hours in one line, the days with the same hours together. */
export function useHoursText(): (hours: Hours[]) => string {
  const t = useTranslations('organisation')
  const dayName = (day: number) => t(`weekdays.${day as 1}`)
  return hours =>
    hours
      .map(({ days, opens, closes }) => {
        const runs = dayRuns(days).map(([from, to]) =>
          from === to ? dayName(from) : t('history.days', { from: dayName(from), to: dayName(to) }),
        )
        const isOvernight = closes <= opens
        const until = isOvernight ? t('stores.overnight', { time: closes }) : closes
        return `${runs.join(' ')} ${opens === closes ? t('stores.allDay') : `${opens} – ${until}`}`
      })
      .join('; ') || t('stores.hoursNone')
}
