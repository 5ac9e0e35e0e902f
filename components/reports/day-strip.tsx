import type { Actor } from '@/lib/actor'
import { addDays } from '@/lib/clock'
import { getTranslations } from '@/lib/translations'
import { getWhen } from '../requests/when'
import { Button, LinkButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { DateField } from '../ui/input'
import { type SearchParams, withParams } from '../ui/search-params'

/** A day of the address, or today. */
export function dayOf(value: SearchParams['day'], actor: Actor): string {
  const text = Array.isArray(value) ? value[0] : value
  const isDay = text !== undefined && /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))
  return isDay && text <= addDays(actor.today, 7) ? text : actor.today
}

/** One day, the days beside it, and the way to any other. */
export async function DayStrip({
  day,
  actor,
  keep = {},
}: {
  day: string
  actor: Actor
  keep?: Record<string, string | undefined>
}) {
  const t = await getTranslations('reports.board')
  const when = await getWhen(actor.now)
  const to = (other: string) => withParams(keep, { day: other === actor.today ? undefined : other })
  return (
    <div className="flex flex-wrap items-center gap-2">
      <LinkButton size="square" href={to(addDays(day, -1))} aria-label={t('previousDay')}>
        <Icon name="chevron-left" />
      </LinkButton>
      <strong className="num text-lg">
        {when.weekday(day)}
        {day === actor.today && ` · ${t('today')}`}
      </strong>
      <LinkButton size="square" href={to(addDays(day, 1))} aria-label={t('nextDay')}>
        <Icon name="chevron-right" />
      </LinkButton>
      <form method="get" className="flex items-center gap-2">
        {Object.entries(keep).map(([name, value]) =>
          value ? <input key={name} type="hidden" name={name} value={value} /> : null,
        )}
        <DateField name="day" aria-label={t('day')} defaultValue={day} max={addDays(actor.today, 7)} />
        <Button type="submit">{t('go')}</Button>
      </form>
    </div>
  )
}
