import { clsx } from 'clsx'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Tx } from '@/db/client'
import { ticketPriorities } from '@/db/schema/tickets'
import type { Actor } from '@/lib/actor'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { mostPhotos } from '@/lib/tickets/input'
import { type Category, getTicketView, listCategories, type TicketView } from '@/lib/tickets/queries'
import { autoCloseDays } from '@/lib/tickets/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { VerbRegion } from '../requests/verb-region'
import { getWhen } from '../requests/when'
import { Badge } from '../ui/badge'
import { Breadcrumb } from '../ui/breadcrumb'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { DueChip } from '../ui/due-chip'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { RateForm } from './rate-form'
import { ReplyForm, type ReplyMode } from './reply-form'
import { Thread } from './thread'
import { TicketFace } from './ticket-face'
import { dueOf } from './ticket-lines'
import { TicketRead } from './ticket-read'
import { TicketVerbs } from './ticket-verbs'

/** The page of a ticket, in every portal: what was said, how long is left, and what the reader may do. */
export async function TicketPage({ number }: { number: string }) {
  const { actor, view, categories } = await query(async (tx, actor) => ({
    actor,
    ...(await getTicketParts(tx, actor, number)),
  }))
  const t = await getTranslations('tickets')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  return (
    <InboxKeys>
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t(actor.portal === 'me' ? 'ownTitle' : 'title'), href: `${base}/tickets` },
          { label: view.ticket.number },
        ]}
      />
      <TicketParts actor={actor} view={view} categories={categories} />
    </InboxKeys>
  )
}

export async function getTicketParts(
  tx: Tx,
  actor: Actor,
  number: string,
): Promise<{ view: TicketView; categories: Category[] }> {
  const view = await getTicketView(tx, actor, number)
  return { view, categories: view.verbs.includes('reroute') ? await listCategories(tx) : [] }
}

/** What a ticket's page shows, on a page of its own or beside the inbox. */
export async function TicketParts({
  actor,
  view,
  categories,
  isBeside = false,
}: {
  actor: Actor
  view: TicketView
  categories: Category[]
  isBeside?: boolean
}) {
  const t = await getTranslations('tickets')
  const { ticket, verbs } = view
  const base = pathOfSeat(actor)
  const modes = (['answer', 'reply', 'note'] as const).filter(mode => verbs.includes(mode))
  return (
    <>
      <Live topics={[`ticket/${ticket.id}`]} />
      <VerbRegion stale={t('page.stale')}>
        <Header actor={actor} view={view} categories={categories} level={isBeside ? 2 : 1} />
        {view.isNews && <TicketRead number={ticket.number} />}
        <div
          className={clsx('grid items-start gap-(--gap)', !isBeside && 'lg:grid-cols-[minmax(0,1fr)_22rem]')}
        >
          <div className="grid min-w-0 gap-(--gap)">
            <Card title={t('page.thread')}>
              <Thread entries={view.thread} number={ticket.number} actor={actor} />
            </Card>
            {(verbs.includes('rate') || (verbs.includes('reopen') && ticket.rating === null)) && (
              <Solved view={view} />
            )}
            {modes.length > 0 && <Write view={view} modes={modes} base={base} />}
          </div>
          <Facts actor={actor} view={view} base={base} />
        </div>
      </VerbRegion>
    </>
  )
}

async function Header({
  actor,
  view: { ticket, verbs },
  categories,
  level,
}: {
  actor: Actor
  view: TicketView
  categories: Category[]
  level: 1 | 2
}) {
  const t = await getTranslations('tickets')
  const when = await getWhen(actor.now)
  const isEnglish = (await getLocale()) === 'en'
  const isWaiting = ticket.status === 'open' || ticket.status === 'in_progress'
  const due = isWaiting && dueOf(ticket.dueAt, actor.now, when, t)
  const promise = ticket.promisedOn && ticket.status !== 'closed' ? ticket.promisedOn : undefined
  return (
    <PageHeader
      level={level}
      title={ticket.title}
      badge={
        <span className="flex flex-wrap gap-1.5">
          <TicketFace status={ticket.status}>{t(`status.${ticket.status}`)}</TicketFace>
          {due && <DueChip level={due.level}>{due.text}</DueChip>}
          {promise && (
            <Badge tone="store" icon="calendar-event">
              {t(promise < actor.today ? 'promisedLate' : 'promised', { date: when.day(promise) })}
            </Badge>
          )}
          {ticket.priority !== 'normal' && (
            <Badge
              tone={ticket.priority === 'low' ? 'mute' : ticket.priority === 'high' ? 'warn' : 'bad'}
              icon="flag"
            >
              {t(`priority.${ticket.priority}`)}
            </Badge>
          )}
          {ticket.isPrivate && (
            <Badge look="outline" icon="lock">
              {t('private')}
            </Badge>
          )}
        </span>
      }
      detail={
        <span className="num">
          {[ticket.number, isEnglish ? ticket.categoryEn : ticket.category, ticket.store]
            .filter(Boolean)
            .join(' · ')}
        </span>
      }
      actions={
        <TicketVerbs
          number={ticket.number}
          verbs={verbs}
          base={pathOfSeat(actor)}
          categories={categories
            .filter(one => one.id !== ticket.categoryId)
            .map(one => ({ value: one.id, label: isEnglish ? one.nameEn : one.name }))}
          priorities={ticketPriorities.map(value => ({ value, label: t(`priority.${value}`) }))}
          priority={ticket.priority}
          icons={{
            take: <Icon name="hand-grab" />,
            reroute: <Icon name="arrows-split" />,
            prioritise: <Icon name="flag" />,
            merge: <Icon name="git-merge" />,
            close: <Icon name="x" />,
          }}
          texts={{
            take: t('actions.take'),
            reroute: t('actions.reroute'),
            prioritise: t('actions.prioritise'),
            merge: t('actions.merge'),
            close: t('actions.close'),
            doneTake: t('done.take'),
            doneReroute: t('done.reroute'),
            donePrioritise: t('done.prioritise'),
            doneMerge: t('done.merge'),
            doneClose: t('done.close'),
            closeTitle: t('dialogs.closeTitle'),
            closeDetail: t('dialogs.closeDetail'),
            closeReason: t('dialogs.closeReason'),
            rerouteTitle: t('dialogs.rerouteTitle'),
            rerouteDetail: t('dialogs.rerouteDetail'),
            rerouteTo: t('dialogs.rerouteTo'),
            rerouteCategory: t('dialogs.rerouteCategory'),
            rerouteUnit: t('dialogs.rerouteUnit'),
            reroutePerson: t('dialogs.reroutePerson'),
            rerouteReason: t('dialogs.rerouteReason'),
            unitPlaceholder: t('dialogs.unitPlaceholder'),
            personPlaceholder: t('reply.personPlaceholder'),
            choose: t('form.choose'),
            prioritiseTitle: t('dialogs.prioritiseTitle'),
            prioritiseReason: t('dialogs.prioritiseReason'),
            priority: t('form.priority'),
            mergeTitle: t('dialogs.mergeTitle'),
            mergeDetail: t('dialogs.mergeDetail'),
            mergeInto: t('dialogs.mergeInto'),
            mergePlaceholder: t('dialogs.mergePlaceholder'),
          }}
        />
      }
    />
  )
}

async function Solved({ view: { ticket, verbs } }: { view: TicketView }) {
  const t = await getTranslations('tickets')
  return (
    <Card title={t('rate.title')}>
      <p className="mb-3 text-ink-2">
        {ticket.status === 'answered'
          ? t('rate.detail', { name: ticket.takenByName ?? '', days: autoCloseDays })
          : t('rate.detailClosed')}
      </p>
      <RateForm
        number={ticket.number}
        may={{ rate: verbs.includes('rate'), reopen: verbs.includes('reopen') }}
        stars={(['5', '4', '3', '2', '1'] as const).map(value => ({
          value,
          label: `${value} · ${t(`rate.stars.${value}`)}`,
        }))}
        texts={{
          rating: t('rate.rating'),
          words: t('rate.words'),
          rate: t('actions.rate'),
          doneRate: t('done.rate'),
          reopen: t('actions.reopen'),
          reopenTitle: t('dialogs.reopenTitle'),
          reopenDetail: t('dialogs.reopenDetail'),
          reopenReason: t('dialogs.reopenReason'),
          doneReopen: t('done.reopen'),
        }}
      />
    </Card>
  )
}

async function Write({ view, modes, base }: { view: TicketView; modes: ReplyMode[]; base: string }) {
  const t = await getTranslations('tickets')
  return (
    <Card title={t('reply.title')}>
      <ReplyForm
        number={view.ticket.number}
        modes={modes}
        most={mostPhotos}
        colleagues={`${base}/colleagues`}
        texts={{
          mode: t('reply.mode'),
          reply: t('reply.modes.reply'),
          answer: t('reply.modes.answer'),
          note: t('reply.modes.note'),
          replyBody: t(view.part.isAuthor ? 'reply.bodyToThem' : 'reply.body'),
          answerBody: t('reply.answerBody'),
          noteBody: t('reply.noteBody'),
          person: t('reply.person'),
          personPlaceholder: t('reply.personPlaceholder'),
          personRemove: t('reply.personRemove', { name: '{name}' }),
          doneReply: t('done.reply'),
          doneAnswer: t('done.answer'),
          doneNote: t('done.note'),
        }}
        photoWords={{
          add: t('actions.photos'),
          hint: t('form.photosHint', { n: mostPhotos }),
          remove: t('form.remove', { name: '{name}' }),
        }}
      />
    </Card>
  )
}

async function Facts({ actor, view, base }: { actor: Actor; view: TicketView; base: string }) {
  const t = await getTranslations('tickets')
  const format = await getFormatter()
  const when = await getWhen(actor.now)
  const isEnglish = (await getLocale()) === 'en'
  const { ticket, duplicates } = view
  const stamp = (at: string | null) => at && <span className="num">{when.stamp(new Date(at))}</span>
  const link = (href: string, text: string) => (
    <a href={href} className="text-hq-ink hover:underline">
      {text}
    </a>
  )
  const items: { label: string; value: ReactNode }[] = [
    { label: t('page.author'), value: personLink(ticket, actor, base, link) },
    ...(ticket.store
      ? [
          {
            label: t('page.store'),
            value:
              actor.portal === 'hq' && ticket.storeCode
                ? link(`/hq/stores/${ticket.storeCode}`, ticket.store)
                : ticket.store,
          },
        ]
      : []),
    { label: t('page.category'), value: isEnglish ? ticket.categoryEn : ticket.category },
    { label: t('page.receiver'), value: ticket.receiver },
    {
      label: t('page.holders'),
      value: ticket.takenByName ?? (format.list(ticket.holders, { style: 'narrow' }) || t('page.nobody')),
    },
    { label: t('page.priority'), value: t(`priority.${ticket.priority}`) },
    { label: t('page.opened'), value: stamp(ticket.openedAt) },
    { label: t('page.due'), value: stamp(ticket.dueAt) },
    ...(ticket.answeredAt ? [{ label: t('page.answered'), value: stamp(ticket.answeredAt) }] : []),
    ...(ticket.promisedOn
      ? [{ label: t('page.promised'), value: <span className="num">{ticket.promisedOn}</span> }]
      : []),
    ...(ticket.escalatedAt ? [{ label: t('page.escalated'), value: stamp(ticket.escalatedAt) }] : []),
    ...(ticket.rating ? [{ label: t('page.rating'), value: t('rated', { n: ticket.rating }) }] : []),
    ...(ticket.mergedInto
      ? [
          {
            label: t('page.mergedInto'),
            value: link(`${base}/tickets/${ticket.mergedInto}`, ticket.mergedInto),
          },
        ]
      : []),
    { label: t('page.reads'), value: t(ticket.isPrivate ? 'page.readsPrivate' : 'page.readsOpen') },
  ]
  return (
    <div className="grid gap-(--gap)">
      <Card title={t('page.facts')}>
        <DescList columns={1} items={items} />
      </Card>
      {duplicates.length > 0 && (
        <Card title={t('page.duplicates')} flush>
          <ul data-rows>
            {duplicates.map(one => (
              <li key={one.number} className="border-line border-b px-(--pad) py-2 last:border-0">
                <a data-row href={`${base}/tickets/${one.number}`} className="font-medium hover:underline">
                  {one.title}
                </a>
                <span className="num block text-ink-2 text-sm">
                  {one.number} · {one.authorName} · {when.stamp(new Date(one.openedAt))}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

/** The author, with a way to their page where the reader has one. */
function personLink(
  ticket: TicketView['ticket'],
  actor: Actor,
  base: string,
  link: (href: string, text: string) => ReactNode,
): ReactNode {
  if (!ticket.authorNumber || actor.portal === 'me') return ticket.authorName
  const folder = actor.portal === 'hq' ? 'people' : 'team'
  return link(`${base}/${folder}/${ticket.authorNumber}`, ticket.authorName)
}
