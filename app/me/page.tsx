import type { Metadata } from 'next'
import { OwnAsks } from '@/components/asks/ask-list'
import { OwnFileCard } from '@/components/completeness/own-card'
import { OwnCoursesCard } from '@/components/courses/own-rows'
import { Live } from '@/components/live/live'
import { OwnMilestones } from '@/components/milestones/cards'
import { WaitingNotices } from '@/components/notices/waiting-card'
import { ConsentList } from '@/components/people/consent-list'
import { Greeting } from '@/components/people/greeting'
import { LifelineCard } from '@/components/people/lifeline-card'
import { RequestList } from '@/components/people/request-list'
import { StayTable } from '@/components/people/stay-table'
import { TodoCard } from '@/components/people/todo-card'
import { WhereTag } from '@/components/people/where-tag'
import { OwnReportsCard } from '@/components/reports/cards'
import { NextShift } from '@/components/rosters/next-shift'
import { LatestThanks } from '@/components/thanks/latest-card'
import { Card } from '@/components/ui/card'
import { DescList } from '@/components/ui/desc-list'
import { Icon, type IconName } from '@/components/ui/icon'
import { listAsks } from '@/lib/asks/queries'
import { findOwnFileState } from '@/lib/completeness/queries'
import { listOpen } from '@/lib/learning/queries'
import { comingFor } from '@/lib/milestones/rules'
import { findWaitingNotices } from '@/lib/notices/queries'
import { getOwnPerson } from '@/lib/people/queries'
import { type Outcome, outcomesOf, placementOn, stayOn, underWay } from '@/lib/people/rules'
import { listOpenProposals } from '@/lib/proposals/queries'
import { listOwnDue } from '@/lib/reports/queries'
import { countTodo, listInbox } from '@/lib/requests/queries'
import { listNextShifts } from '@/lib/rosters/queries'
import { query } from '@/lib/session'
import { findLatestThanks } from '@/lib/thanks/queries'
import { getFormatter, getTranslations } from '@/lib/translations'
import { PlaceCard } from './place-card'
import { UnderWay } from './under-way'

/** What waits in a card of its own on this page. */
const ownCards = ['notice', 'report', 'ask', 'course']

const icons: Record<Outcome, IconName> = {
  dispatch: 'arrows-exchange',
  move: 'arrows-exchange',
  extend: 'calendar-plus',
  return: 'arrow-back-up',
}
const texts = {
  dispatch: 'startDispatch',
  move: 'startMove',
  extend: 'startExtend',
  return: 'startReturn',
} as const satisfies Record<Outcome, string>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.me')
  return { title: t('title') }
}

export default async function MeHome() {
  const t = await getTranslations('people')
  const { actor, person, shifts, todos, open, notices, due, thanks, file, asks, proposals, courses } =
    await query(async (tx, actor) => ({
      actor,
      person: await getOwnPerson(tx, actor),
      shifts: await listNextShifts(tx, actor, actor.employeeId),
      todos: (await listInbox(tx, actor, 'todo')).filter(row => !ownCards.includes(row.subject)).slice(0, 3),
      open: await countTodo(tx, actor),
      notices: await findWaitingNotices(tx, actor),
      due: await listOwnDue(tx, actor),
      courses: actor.employeeId ? await listOpen(tx, actor.employeeId) : [],
      thanks: await findLatestThanks(tx, actor),
      file: await findOwnFileState(tx, actor),
      asks: actor.employeeId ? await listAsks(tx, { id: actor.employeeId }) : [],
      proposals: actor.employeeId ? await listOpenProposals(tx, { id: actor.employeeId }) : [],
    }))
  const format = await getFormatter()
  const { today } = actor
  const now = stayOn(person.stays, today)
  const placement = placementOn(person.leftOn, person.stays, today)
  const request = underWay(person.requests, today)
  const leaving = underWay(person.requests, today, 'leaving')
  const actions = (request || person.leftOn ? [] : outcomesOf(placement)).map(kind => ({
    href: `/me/transfers/new?kind=${kind}`,
    label: t(`me.${texts[kind]}`),
    icon: icons[kind],
  }))

  const shortcuts: { href: string; label: string; icon: IconName }[] = [
    ...actions,
    ...(now?.unitKind === 'store' || shifts.length > 0
      ? [
          {
            href: '/me/roster',
            label: (await getTranslations('rosters'))('me.title'),
            icon: 'calendar-time' as const,
          },
        ]
      : []),
    {
      href: '/me/reports',
      label: (await getTranslations('reports'))('title'),
      icon: 'clipboard-text',
    },
    {
      href: '/me/courses',
      label: (await getTranslations('courses'))('own.title'),
      icon: 'school',
    },
    {
      href: '/me/tickets',
      label: (await getTranslations('tickets'))('card.title'),
      icon: 'message-report',
    },
    {
      href: '/me/notices',
      label: (await getTranslations('notices'))('title'),
      icon: 'speakerphone',
    },
    {
      href: '/me/documents',
      label: (await getTranslations('documents'))('me.link'),
      icon: 'file-certificate',
    },
    {
      href: '/me/thanks',
      label: (await getTranslations('thanks'))('title'),
      icon: 'heart',
    },
    {
      href: '/me/contracts',
      label: (await getTranslations('contracts'))('me.title'),
      icon: 'file-certificate',
    },
    {
      href: '/me/insurance',
      label: (await getTranslations('insurance'))('me.title'),
      icon: 'shield-check',
    },
    { href: '/me/file', label: (await getTranslations('identities'))('ownTitle'), icon: 'lock' },
    {
      href: '/me/touchpoints',
      label: (await getTranslations('touchpoints'))('own.title'),
      icon: 'phone',
    },
    { href: '/me/find', label: (await getTranslations('finding'))('title'), icon: 'search' },
  ]

  return (
    <div className="mx-auto grid max-w-4xl gap-(--gap)">
      <Live topics={['request', 'employee', 'report', 'note', 'roster']} />
      <Greeting
        actor={actor}
        badge={<WhereTag kind={now?.unitKind ?? null} name={now?.unitName ?? null} />}
      />
      <PlaceCard person={person} today={today} />
      <NextShift entries={shifts} now={actor.now} />
      <OwnMilestones milestones={comingFor(person, today)} today={today} />
      {todos.length > 0 && <TodoCard rows={todos} total={open} actor={actor} />}
      {due.length > 0 && <OwnReportsCard actor={actor} due={due} />}
      {courses.length > 0 && <OwnCoursesCard rows={courses} today={today} />}
      {notices.rows.length > 0 && <WaitingNotices actor={actor} waiting={notices} />}
      {asks.length > 0 && <OwnAsks asks={asks} open={proposals} today={today} />}
      {asks.length === 0 && file && file.have < file.total && <OwnFileCard state={file} />}
      {thanks && <LatestThanks note={thanks} actor={actor} />}
      <nav aria-label={t('me.quick')}>
        <ul className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-3">
          {[leaving, request].map(
            one =>
              one && (
                <li key={one.number} className="col-span-full flex min-w-0">
                  <UnderWay request={one} />
                </li>
              ),
          )}
          {shortcuts.map(({ href, label, icon }) => (
            <li key={href}>
              <a
                href={href}
                className="grid min-h-20 place-items-center content-center gap-1.5 rounded-lg border border-line bg-surface p-2 text-center text-base hover:bg-surface-2"
              >
                <Icon name={icon} className="text-hq text-lg" />
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="grid items-start gap-(--gap) md:grid-cols-2">
        <RequestList
          title={t('me.requests')}
          requests={person.requests.slice(0, 5)}
          requestsAt="/me/requests"
          today={today}
          actions={
            <a href="/me/requests" className="text-hq-ink hover:underline">
              {t('me.allRequests')}
            </a>
          }
        />
        <div className="grid gap-(--gap)">
          <Card title={t('me.contacts')}>
            <DescList
              columns={1}
              items={[
                { label: t('me.hqContact'), value: person.hqContactName || t('unknown') },
                ...(now?.unitKind === 'store'
                  ? [
                      {
                        label: t('me.manager'),
                        value: format.list(person.managers, { style: 'narrow' }) || t('unknown'),
                      },
                    ]
                  : []),
                { label: t('me.homeUnit'), value: person.homeName },
              ]}
            />
          </Card>
          <ConsentList
            title={t('me.consents')}
            consents={person.consents.filter(consent => !consent.hasLapsed)}
            actions={
              <a href="/me/consents" className="text-hq-ink hover:underline">
                {t('me.manage')}
              </a>
            }
          />
        </div>
      </div>
      <LifelineCard person={person} today={today} title={t('me.lifeline')} />
      <StayTable person={person} today={today} requestsAt="/me/requests" />
    </div>
  )
}
