import type { ReactNode } from 'react'
import { OutcomeLinks } from '@/components/people/outcome-links'
import { PersonHeader } from '@/components/people/person-header'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Tabs } from '@/components/ui/tabs'
import type { Actor } from '@/lib/actor'
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
import { mayWriteTo } from '@/lib/thanks/rules'
import { useTranslations } from '@/lib/translations'
import { EditCard, LeaveButton } from './maintenance'

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
  const thanks = useTranslations('thanks.verbs')
  const placement = placementOn(person.leftOn, person.stays, actor.today)
  const maintains = mayMaintainPeople(actor.role)
  return (
    <>
      {mayWriteTo(actor, person, false) && (
        <LinkButton href={`/hq/thanks/new?to=${person.number}`}>{thanks('write')}</LinkButton>
      )}
      {maintains && (
        <OutcomeLinks
          outcomes={outcomesOf(placement)}
          at="/hq/transfers/new"
          number={person.number}
          underWay={underWay(person.requests, actor.today)?.number}
          requestsAt="/hq/requests"
        />
      )}
      {maintains && placement !== 'left' && <EditCard person={person} />}
      {maintains && placement !== 'left' && person.leftOn === null && (
        <LeaveButton person={person} today={actor.today} />
      )}
    </>
  )
}
