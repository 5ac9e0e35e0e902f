import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LeavingItems } from '@/components/careers/leaving-cards'
import { StoreFileCard } from '@/components/completeness/store-cards'
import { StoreTermCard } from '@/components/contracts/store-card'
import { PersonCourses } from '@/components/courses/person-courses'
import { ValuesCard } from '@/components/custom/values-card'
import { FieldLink } from '@/components/fields/field-link'
import { KeptCard } from '@/components/fields/kept-card'
import { Live } from '@/components/live/live'
import { FirstWeekCard } from '@/components/milestones/first-week-card'
import { ConsentList } from '@/components/people/consent-list'
import { ContactCard } from '@/components/people/contact-card'
import { LifelineCard } from '@/components/people/lifeline-card'
import { OutcomeLinks } from '@/components/people/outcome-links'
import { PersonHeader } from '@/components/people/person-header'
import { RequestList } from '@/components/people/request-list'
import { StayTable } from '@/components/people/stay-table'
import { nextShiftsText } from '@/components/rosters/words'
import { TagsCard } from '@/components/tags/tags-card'
import { PersonNotes } from '@/components/thanks/person-notes'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { Icon } from '@/components/ui/icon'
import { listGoodCertificates } from '@/lib/certificates/queries'
import { findStoreFileState } from '@/lib/completeness/queries'
import { findProbation } from '@/lib/confirmations/queries'
import { isOnProbation } from '@/lib/confirmations/rules'
import { listTerms } from '@/lib/contracts/queries'
import { lastDayOf } from '@/lib/contracts/rules'
import { listValues } from '@/lib/custom/queries'
import { seesCustom } from '@/lib/custom/rules'
import type { FileField } from '@/lib/fields/rules'
import { listOfPerson, listTraining } from '@/lib/learning/queries'
import { listStoreItems } from '@/lib/leavings/queries'
import { findFirstWeek } from '@/lib/milestones/queries'
import { employeeNumber } from '@/lib/people/input'
import { findPersonByNumber } from '@/lib/people/queries'
import {
  daysUntil,
  goesToAfter,
  outcomesOf,
  placementOn,
  plannedReturnOf,
  stayOn,
  underWay,
} from '@/lib/people/rules'
import { listNextShifts } from '@/lib/rosters/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { listTagsOf } from '@/lib/tags/queries'
import { listNotesTo } from '@/lib/thanks/queries'
import { mayWriteTo } from '@/lib/thanks/rules'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata({
  params,
}: PageProps<'/store/[unit]/team/[number]'>): Promise<Metadata> {
  return { title: (await params).number }
}

/** What the matrix and the person's consent let a store see: card, work in the store, phone. */
export default async function TeamMemberPage({ params }: PageProps<'/store/[unit]/team/[number]'>) {
  const t = await getTranslations('people')
  const thanks = await getTranslations('thanks.verbs')
  const { number } = await params
  const found = await query(async (tx, actor) => {
    if (!employeeNumber.safeParse(number).success) return undefined
    const [person, notes, firstWeek, terms, certificates, file, tags, values, courses] = await Promise.all([
      findPersonByNumber(tx, actor, number),
      listNotesTo(tx, number),
      findFirstWeek(tx, actor, number),
      listTerms(tx, number),
      listGoodCertificates(tx, number, actor.today),
      findStoreFileState(tx, actor, number),
      listTagsOf(tx, number),
      listValues(tx, { number }),
      listOfPerson(tx, { number }),
    ])
    if (!person) return undefined
    const probation = await findProbation(tx, person.id, actor.today)
    const items = person.leftOn === null ? [] : await listStoreItems(tx, person.id)
    const training = await listTraining(tx, person.id)
    const shift = await listNextShifts(tx, actor, person.id)
    const rest = { probation, items, courses, training, shift }
    return { actor, person, notes, firstWeek, terms, certificates, file, tags, values, ...rest }
  })
  if (!found) notFound()
  const { actor, person, notes, firstWeek, terms, certificates, file, tags, values } = found
  const { probation, items, courses, training, shift } = found
  const at = pathOfSeat(actor)
  const fieldsAt = `${at}/team/${number}/fields`
  const more = (field: FileField) => <FieldLink at={fieldsAt} field={field} />
  const now = stayOn(person.stays, actor.today)
  const planned = plannedReturnOf(person.stays, person.leftOn, actor.today)
  const goesTo = planned && goesToAfter(person, planned)
  const ends = {
    label: t(goesTo ? 'person.comesNext' : 'person.plannedReturn'),
    value: planned
      ? `${goesTo ? t('goesTo', { date: planned, unit: goesTo }) : planned} · ${t('daysLeft', { days: daysUntil(planned, actor.today) })}`
      : t(person.leftOn === null ? 'team.openEnd' : 'unknown'),
  }
  const consents = person.consents.filter(consent => consent.withdrawnAt === null)
  const lacksConsent = consents.length === 0
  const placement = placementOn(person.leftOn, person.stays, actor.today)
  const confirmation = underWay(
    person.requests.filter(request => request.status !== 'approved'),
    actor.today,
    'confirmation',
  )
  const leavings = await getTranslations('leavings')
  const rosters = await getTranslations('rosters.me')

  return (
    <>
      <Live topics={[`employee/${person.id}`, 'request', 'note', 'roster']} />
      <Breadcrumb items={[{ label: t('team.title'), href: `${at}/team` }, { label: person.name }]} />
      <PersonHeader
        person={person}
        today={actor.today}
        lacksConsent={lacksConsent}
        actions={
          <>
            {mayWriteTo(actor, person, now !== undefined) && (
              <LinkButton href={`${at}/thanks/new?to=${person.number}`}>{thanks('write')}</LinkButton>
            )}
            {person.leftOn === null && probation && isOnProbation(probation, actor.today) && (
              <LinkButton
                href={confirmation ? `${at}/requests/${confirmation.number}` : `${at}/team/${number}/confirm`}
              >
                {confirmation
                  ? t('person.underWayOf', { kind: t('person.confirm'), number: confirmation.number })
                  : t('person.confirm')}
              </LinkButton>
            )}
            <OutcomeLinks
              outcomes={now && person.leftOn === null ? outcomesOf(placement) : []}
              at={`${at}/transfers/new`}
              number={person.number}
              underWay={now && underWay(person.requests, actor.today)?.number}
              requestsAt={`${at}/requests`}
            />
          </>
        }
      />
      <div className="grid gap-(--gap)">
        <LifelineCard person={person} today={actor.today} />
        <div className="grid items-start gap-(--gap) lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <div className="grid gap-(--gap)">
            <StayTable
              person={person}
              today={actor.today}
              requestsAt={`${at}/requests`}
              footer={
                lacksConsent && (
                  <span className="inline-flex items-center gap-1.5">
                    <Icon name="lock" />
                    {t('person.earlierHidden', { store: actor.unitName ?? '' })}
                  </span>
                )
              }
            />
            <RequestList requests={person.requests} requestsAt={`${at}/requests`} today={actor.today} />
            <PersonCourses
              rows={courses}
              today={actor.today}
              elsewhere={{ consented: consents.some(one => one.includesTraining), training }}
            />
            <PersonNotes notes={notes} actor={actor} />
          </div>
          <div className="grid gap-(--gap) max-lg:order-first">
            {person.leftOn !== null && items.length > 0 && (
              <LeavingItems items={items} actor={actor} employeeUserId={null} title={leavings('storeTitle')}>
                <p className="mb-2">
                  {leavings('storeLead', { name: person.name, date: lastDayOf(person.leftOn) })}
                </p>
              </LeavingItems>
            )}
            {firstWeek && (
              <FirstWeekCard
                found={firstWeek}
                courses={courses.filter(one => one.status === 'open')}
                ends={ends}
                today={actor.today}
                at={at}
                lacksConsent={lacksConsent}
              />
            )}
            <Card title={t('person.card')}>
              <DescList
                columns={1}
                items={[
                  { label: t('person.position'), value: now?.positionName, more: more('position') },
                  { label: t('person.home'), value: person.homeName, more: more('home') },
                  {
                    label: t('person.hqContact'),
                    value: person.hqContactName || t('unknown'),
                    more: more('hqContact'),
                  },
                  { ...ends, more: more('place') },
                  ...(shift ? [{ label: rosters('next'), value: await nextShiftsText(shift) }] : []),
                ]}
              />
            </Card>
            <StoreTermCard
              terms={terms}
              certificates={certificates}
              lacksConsent={lacksConsent}
              today={actor.today}
              fieldsAt={fieldsAt}
            />
            <StoreFileCard state={file} lacksConsent={lacksConsent} />
            <ValuesCard
              values={values.filter(value =>
                seesCustom(actor.role, value.class) && !lacksConsent
                  ? value.hasValue
                  : value.retiredAt === null,
              )}
              lacksConsent={lacksConsent}
              person={person}
              actor={actor}
            />
            <ContactCard
              contact={person.contact}
              role={actor.role}
              lacksConsent={lacksConsent}
              fieldsAt={fieldsAt}
            />
            <TagsCard employee={person} tags={tags} />
            <ConsentList consents={person.consents} />
            <KeptCard hasConsent={!lacksConsent} fieldsAt={fieldsAt} />
          </div>
        </div>
      </div>
    </>
  )
}
