import { addDays } from '@/lib/clock'
import { isNear, weekOf } from '@/lib/rosters/rules'
import { useTranslations } from '@/lib/translations'
import { LinkButton } from '../ui/button'
import { Icon } from '../ui/icon'

/** From week to week; each has an address. */
export function WeekNav({ at, week, today }: { at: string; week: string; today: string }) {
  const t = useTranslations('rosters')
  const now = weekOf(today)
  const [before, after] = [addDays(week, -7), addDays(week, 7)]
  return (
    <nav aria-label={t('title')} className="flex items-center gap-1">
      {isNear(before, today) && (
        <LinkButton size="square" href={`${at}?week=${before}`} aria-label={t('previous')}>
          <Icon name="chevron-left" />
        </LinkButton>
      )}
      {week !== now && <LinkButton href={at}>{t('thisWeek')}</LinkButton>}
      {isNear(after, today) && (
        <LinkButton size="square" href={`${at}?week=${after}`} aria-label={t('next')}>
          <Icon name="chevron-right" />
        </LinkButton>
      )}
    </nav>
  )
}
