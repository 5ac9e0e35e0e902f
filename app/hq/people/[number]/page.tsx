import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConsentList } from '@/components/people/consent-list'
import { ContactCard } from '@/components/people/contact-card'
import { HistoryList } from '@/components/people/history-list'
import { LifelineCard } from '@/components/people/lifeline-card'
import { OutcomeLinks } from '@/components/people/outcome-links'
import { PersonHeader } from '@/components/people/person-header'
import { RequestList } from '@/components/people/request-list'
import { StayTable } from '@/components/people/stay-table'
import { PersonNotes } from '@/components/thanks/person-notes'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { employeeNumber } from '@/lib/people/input'
import { findPersonByNumber, listHistory } from '@/lib/people/queries'
import { mayListPeople, mayMaintainPeople, outcomesOf, placementOn, underWay } from '@/lib/people/rules'
import { query } from '@/lib/session'
import { listNotesTo } from '@/lib/thanks/queries'
import { mayWriteTo } from '@/lib/thanks/rules'
import { getTranslations } from '@/lib/translations'
import { IdentityCard } from './identity-card'
import { EditCard, EditContact, LeaveButton } from './maintenance'

export async function generateMetadata({ params }: PageProps<'/hq/people/[number]'>): Promise<Metadata> {
  return { title: (await params).number }
}

export default async function PersonPage({ params }: PageProps<'/hq/people/[number]'>) {
  const t = await getTranslations('people')
  const thanks = await getTranslations('thanks.verbs')
  const portals = await getTranslations('account.portals')
  const { number } = await params
  const found = await query(async (tx, actor) => {
    if (!mayListPeople(actor.role) || !employeeNumber.safeParse(number).success) return undefined
    const [person, history, notes] = await Promise.all([
      findPersonByNumber(tx, actor, number),
      listHistory(tx, number),
      listNotesTo(tx, number),
    ])
    return person && { actor, person, history, notes }
  })
  if (!found) notFound()
  const { actor, person, history, notes } = found
  const placement = placementOn(person.leftOn, person.stays, actor.today)
  const maintains = mayMaintainPeople(actor.role)

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
        actions={
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
        }
      />
      <div className="grid gap-(--gap)">
        <LifelineCard person={person} today={actor.today} />
        <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="grid gap-(--gap)">
            <StayTable person={person} today={actor.today} requestsAt="/hq/requests" />
            <RequestList requests={person.requests} requestsAt="/hq/requests" today={actor.today} />
            <PersonNotes notes={notes} actor={actor} />
            <HistoryList rows={history} requestsAt="/hq/requests" />
          </div>
          <div className="grid gap-(--gap) max-lg:order-first">
            <IdentityCard person={person} today={actor.today} />
            <ContactCard
              contact={person.contact}
              role={actor.role}
              actions={maintains && <EditContact person={person} />}
            />
            <ConsentList consents={person.consents} />
          </div>
        </div>
      </div>
    </>
  )
}
