import { useId } from 'react'
import { firstDay, isNoDay, lastDay } from '@/lib/organisation/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import { Banner } from '../ui/banner'
import { Button, LinkButton } from '../ui/button'
import { Icon } from '../ui/icon'
import { DateField } from '../ui/input'

/** Chooses the day that a page about the organisation shows, past or to come; the day is part of the address. */
export function AsOfForm({ on }: { on: string }) {
  const t = useTranslations('organisation.asOf')
  const id = useId()
  return (
    <form method="get" className="flex items-center gap-2 text-sm" data-print="hide">
      <label htmlFor={id} className="text-ink-2">
        {t('label')}
      </label>
      <DateField id={id} name="on" defaultValue={on} className="w-36" />
      <Button type="submit" icon={<Icon name="calendar-search" />}>
        {t('show')}
      </Button>
    </form>
  )
}

/** Says on which day the page is drawn; `asked` is what the address has. */
export function AsOfBanner({
  on,
  asked,
  today,
  backHref,
}: {
  on: string | undefined
  asked: unknown
  today: string
  backHref: string
}) {
  const t = useTranslations('organisation.asOf')
  const format = useFormatter()
  if (isNoDay(asked)) {
    return (
      <div className="mb-3">
        <Banner tone="warn" title={t('noDay')}>
          {t('noDayDetail', { firstDay, lastDay })}
        </Banner>
      </div>
    )
  }
  if (!on) return null
  const date = format.dateTime(new Date(`${on}T00:00:00Z`), { dateStyle: 'long', timeZone: 'UTC' })
  return (
    <div className="mb-3">
      <Banner
        tone="info"
        title={t(on > today ? 'bannerAhead' : 'banner', { date })}
        actions={
          <LinkButton href={backHref} size="small">
            {t('back')}
          </LinkButton>
        }
      >
        {t(on > today ? 'bannerAheadDetail' : 'bannerDetail')}
      </Banner>
    </div>
  )
}
