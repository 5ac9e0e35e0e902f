import type { ReactNode } from 'react'
import { OutcomeLinks } from '@/components/people/outcome-links'
import { PersonHeader } from '@/components/people/person-header'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Tabs } from '@/components/ui/tabs'
import type { Actor } from '@/lib/actor'
import { lastDayOf } from '@/lib/contracts/rules'
import { mayStart } from '@/lib/leavings/rules'
import type { Person } from '@/lib/people/queries'
import {
  mayMaintainPeople,
  outcomesOf,
  type PersonTab,
  personPath,
  personTabs,
  placementOn,
  underWay,
} from '@/lib/people/rules'
import { mayAnswerRights } from '@/lib/rights/rules'
import { mayWriteTo } from '@/lib/thanks/rules'
import { useTranslations } from '@/lib/translations'
import { EditCard } from './maintenance'

/** What every tab of a person's page has above it: who, what can be done with them, and the other tabs. */
export function PersonFrame({
  person,
  actor,
  tab,
  children,
}: {
  person: Person
  actor: Actor
  tab: PersonTab
  children: ReactNode
}) {
  const t = useTranslations('people')
  const portals = useTranslations('account.portals')
  return (
    <>
      <Breadcrumb
        items={[
          { label: portals('hq'), href: '/hq' },
          { label: t('list.title'), href: '/hq/people' },
          { label: `${person.name} ${person.number}` },
        ]}
      />
      <PersonHeader
        person={person}
        today={actor.today}
        actions={<PersonActions person={person} actor={actor} />}
      />
      <Tabs
        label={t('person.tabs.label')}
        items={personTabs.map(one => ({
          href: personPath(person.number, one),
          label: t(`person.tabs.${one}`),
          current: one === tab,
        }))}
      />
      {children}
    </>
  )
}

function PersonActions({ person, actor }: { person: Person; actor: Actor }) {
  const t = useTranslations('people')
  const kinds = useTranslations('requests.kinds')
  const thanks = useTranslations('thanks.verbs')
  const rights = useTranslations('rights.for')
  const leaving = underWay(person.requests, actor.today, 'leaving')
  const placement = placementOn(person.leftOn, person.stays, actor.today)
  const maintains = mayMaintainPeople(actor.role)
  return (
    <>
      {mayWriteTo(actor, person, false) && (
        <LinkButton href={`/hq/thanks/new?to=${person.number}`}>{thanks('write')}</LinkButton>
      )}
      {maintains && (
        <OutcomeLinks
          outcomes={person.leftOn === null ? outcomesOf(placement) : []}
          at="/hq/transfers/new"
          number={person.number}
          underWay={underWay(person.requests, actor.today)?.number}
          requestsAt="/hq/requests"
        />
      )}
      {maintains && placement !== 'left' && <EditCard person={person} />}
      {leaving ? (
        <LinkButton href={`/hq/requests/${leaving.number}`} icon={<Icon name="door-exit" />}>
          {person.leftOn === null
            ? t('person.underWayOf', { kind: kinds('leave'), number: leaving.number })
            : t('person.leavesOn', { date: lastDayOf(person.leftOn) })}
        </LinkButton>
      ) : (
        person.leftOn === null &&
        mayStart(actor) && (
          <LinkButton
            variant="ghost"
            href={`/hq/people/${person.number}/leave`}
            icon={<Icon name="door-exit" />}
          >
            {t('person.leave')}
          </LinkButton>
        )
      )}
      {placement === 'left' && mayAnswerRights(actor.role) && (
        <LinkButton
          variant="ghost"
          href={personPath(person.number, 'rights')}
          icon={<Icon name="shield-check" />}
        >
          {rights('open')}
        </LinkButton>
      )}
      {maintains && placement === 'left' && (
        <LinkButton
          variant="primary"
          href={`/hq/people/new?again=${person.number}`}
          icon={<Icon name="user-plus" />}
        >
          {t('person.rehire')}
        </LinkButton>
      )}
    </>
  )
}
