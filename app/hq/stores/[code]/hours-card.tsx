import { Card } from '@/components/ui/card'
import { byWeekday, type DayHours, type Hours } from '@/lib/stores/rules'
import { useTranslations } from '@/lib/translations'

const week = ['1', '2', '3', '4', '5', '6', '7'] as const

export function HoursCard({ hours }: { hours: Hours[] }) {
  const t = useTranslations('organisation')
  const days = byWeekday(hours)
  return (
    <Card title={t('stores.hours')}>
      {days.length === 0 ? (
        <p className="text-ink-2">{t('stores.hoursNone')}</p>
      ) : (
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
          {week.map(day => (
            <div key={day} className="contents">
              <dt className="text-ink-3">{t(`weekdays.${day}`)}</dt>
              <dd className="num">
                <Day stretches={days.filter(one => `${one.day}` === day)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  )
}

function Day({ stretches }: { stretches: DayHours[] }) {
  const t = useTranslations('organisation.stores')
  if (stretches.length === 0) return <span className="text-ink-3">{t('closedDay')}</span>
  const text = ({ opens, closes, isAllDay, isOvernight }: DayHours) =>
    isAllDay ? t('allDay') : `${opens} – ${isOvernight ? t('overnight', { time: closes }) : closes}`
  return stretches.map(text).join(' · ')
}
