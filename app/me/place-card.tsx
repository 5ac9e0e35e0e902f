import { Card } from '@/components/ui/card'
import { Meter } from '@/components/ui/meter'
import { daysBetween } from '@/lib/clock'
import type { Person } from '@/lib/people/queries'
import { dayOfStay, daysUntil, goesToAfter, plannedReturnOf, stayAfter, stayOn } from '@/lib/people/rules'
import { useTranslations } from '@/lib/translations'

/** Where I am, since when, and what is planned: the one thing that a dispatched person comes to look up. */
export function PlaceCard({ person, today }: { person: Person; today: string }) {
  const t = useTranslations('people')
  const now = stayOn(person.stays, today)
  const next = stayAfter(person.stays, today)
  if (!now) return null
  const isAway = now.unitKind === 'store'
  const planned = isAway && plannedReturnOf(person.stays, person.leftOn, today)
  const goesTo = planned && goesToAfter(person, planned)
  return (
    <Card className="rounded-xl!">
      <p className="text-ink-2">{isAway ? t('me.place') : t('me.atHome')}</p>
      <p className="mt-1 text-balance font-semibold text-xl">{now.unitName}</p>
      <p className="num mt-1 text-ink-2">
        <bdi>{now.positionName}</bdi> · {t('me.since', { date: now.startsOn })}
        {isAway && ` · ${t('dayInStore', { days: dayOfStay(now.startsOn, today) ?? 0 })}`}
      </p>
      {planned && (
        <div className="mt-4">
          <Meter
            owner="store"
            label={goesTo ? t('goesTo', { date: planned, unit: goesTo }) : t('me.plannedReturn')}
            value={daysBetween(now.startsOn, today)}
            max={daysBetween(now.startsOn, planned)}
            detail={[!goesTo && planned, t('daysLeft', { days: daysUntil(planned, today) })]
              .filter(Boolean)
              .join(' · ')}
          />
        </div>
      )}
      {isAway && !planned && person.leftOn === null && (
        <p className="mt-2 text-ink-2">{t('me.noPlannedReturn')}</p>
      )}
      {next?.unitKind === 'store' && !goesTo && (
        <p className="mt-3 rounded-sm bg-store-soft px-3 py-2 text-store-ink">
          {t('goesTo', { date: next.startsOn, unit: next.unitName })}
        </p>
      )}
    </Card>
  )
}
