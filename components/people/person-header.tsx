import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { PageHeader } from '@/components/ui/page-header'
import { PlacementBadge } from '@/components/ui/status-badge'
import { isolated } from '@/lib/bidi'
import { lastDayOf } from '@/lib/contracts/rules'
import type { Person } from '@/lib/people/queries'
import { dayOfStay, placementOn, stayAfter, stayOn } from '@/lib/people/rules'
import { useFormatter, useTranslations } from '@/lib/translations'
import { WhereTag } from './where-tag'

/** The two-seal header: who, whose, as what, and for how long. */
export function PersonHeader({
  person,
  today,
  lacksConsent,
  actions,
}: {
  person: Person
  today: string
  /** A store without the person's consent reads neither the hire date nor until when the contract holds. */
  lacksConsent?: boolean
  actions?: ReactNode
}) {
  const t = useTranslations('people')
  const format = useFormatter()
  const now = stayOn(person.stays, today)
  const next = stayAfter(person.stays, today)
  const placement = placementOn(person.leftOn, person.stays, today)
  const isAway = now?.unitKind === 'store'
  const comes = placement === 'scheduled' && next
  const superiors = [
    isAway &&
      person.managers.length > 0 &&
      t('person.atStore', { name: format.list(person.managers, { style: 'narrow' }) }),
    person.hqContactName && t('person.atHq', { name: person.hqContactName }),
  ].filter(Boolean)
  return (
    <PageHeader
      lead={<Avatar name={person.name} size="lg" owner={isAway ? 'both' : 'hq'} />}
      title={person.name}
      badge={
        <>
          <span className="num text-ink-2 text-md">{person.number}</span>
          {now && <WhereTag kind={now.unitKind} name={now.unitName} />}
          <PlacementBadge status={placement} {...(comes && { detail: comes.startsOn })} />
        </>
      }
      detail={[
        isolated(now?.positionName ?? next?.positionName ?? ''),
        isAway && t('dayInStore', { days: dayOfStay(now.startsOn, today) ?? 0 }),
        comes && t('goesTo', { date: comes.startsOn, unit: comes.unitName }),
        !lacksConsent && t('person.hiredOn', { date: person.hiredOn }),
        !lacksConsent &&
          person.contract?.endsOn &&
          t('person.contractTo', { date: lastDayOf(person.contract.endsOn) }),
        person.leftOn && t('leftOn', { date: lastDayOf(person.leftOn) }),
        superiors.length > 0 && t('person.superiors', { names: superiors.join(' / ') }),
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={actions}
    />
  )
}
