import { getLocale } from 'next-intl/server'
import type { Actor } from '@/lib/actor'
import {
  countTodo,
  findUpcoming,
  type InboxRow,
  type InboxTab,
  inboxPageSize,
  inboxTabs,
  listInbox,
  type Upcoming,
} from '@/lib/requests/queries'
import { dueLevel } from '@/lib/requests/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import type { ApprovalStatus } from '../ui/approval-face'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { pack } from '../ui/packed'
import { PageHeader } from '../ui/page-header'
import { type SearchParams, withParams } from '../ui/search-params'
import { Tabs } from '../ui/tabs'
import { ApproveList } from './approve-list'
import { type InboxLine, InboxRows } from './inbox-rows'
import { getWhen, type When } from './when'

/** 待办: everything that waits for the reader in one list, and what they did, started and follow beside it. */
export async function InboxPage({ params }: { params: SearchParams }) {
  const tab = inboxTabs.find(one => one === params.tab) ?? 'todo'
  const after =
    typeof params.after === 'string' && /^[^~]{10,40}~[0-9a-f-]{36}$/.test(params.after)
      ? params.after
      : undefined
  const { actor, found, open, upcoming } = await query(async (tx, actor) => {
    const [found, open] = await Promise.all([listInbox(tx, actor, tab, after), countTodo(tx, actor)])
    const isEmpty = tab === 'todo' && found.length === 0
    return { actor, found, open, upcoming: isEmpty ? await findUpcoming(tx, actor) : undefined }
  })
  const t = await getTranslations('requests.inbox')
  const actions = await getTranslations('requests.actions')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const rows = found.slice(0, inboxPageSize)
  const next = found.length > inboxPageSize ? rows.at(-1)?.cursor : undefined
  return (
    <>
      <Live topics={['request']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: t('title') },
        ]}
      />
      <PageHeader title={t('title')} />
      <Tabs
        label={t('title')}
        items={inboxTabs.map(one => ({
          href: withParams({}, { tab: one === 'todo' ? undefined : one }),
          label: t(`tabs.${one}`),
          current: one === tab,
          ...(one === 'todo' && { count: open }),
        }))}
      />
      <Card flush>
        {rows.length === 0 ? (
          <Nothing tab={tab} upcoming={upcoming} when={when} />
        ) : (
          <InboxKeys>
            <ApproveList>
              <InboxRows
                label={t(`tabs.${tab}`)}
                lines={pack(await linesOf(rows, { tab, actor, base, when }))}
                words={{
                  revise: actions('revise'),
                  confirm: t('confirm'),
                  approve: actions('approve'),
                  reject: actions('reject'),
                  handle: actions('open'),
                  look: t('view'),
                  unread: t('unread'),
                }}
              />
            </ApproveList>
          </InboxKeys>
        )}
      </Card>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-3" data-print="hide">
        <p className="text-ink-3 text-xs max-[56.25rem]:hidden">
          {tab === 'todo' && rows.length > 0 && t('keys')}
        </p>
        {next && (
          <LinkButton href={withParams({ tab: params.tab }, { after: next })} rel="next">
            {t('more')}
          </LinkButton>
        )}
      </div>
    </>
  )
}

type Texts = Awaited<ReturnType<typeof getTranslations<'requests.inbox'>>>

const badges: Record<string, ApprovalStatus> = {
  in_progress: 'pending',
  returned: 'returned',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  cancelled: 'cancelled',
  approved: 'approved',
}

/** The rows as they read: a sentence, when it is due, and the one verb that it wants. */
async function linesOf(
  rows: InboxRow[],
  { tab, actor, base, when }: { tab: InboxTab; actor: Actor; base: string; when: When },
): Promise<InboxLine[]> {
  const t = await getTranslations('requests.inbox')
  const sentences = await getTranslations('requests.sentences')
  const kinds = await getTranslations('requests.kinds')
  const approval = await getTranslations('ui.approval')
  const isEnglish = (await getLocale()) === 'en'
  const ticket = await ticketLineMaker(actor, base, when)
  return rows.map(row => {
    if (row.subject === 'ticket') return ticket(row)
    const kind = row.kind as 'dispatch'
    const stage = isEnglish ? row.stageEn : row.stage
    const status = statusOf(row, actor.today)
    const stamp = when.stamp(new Date(row.at))
    return {
      key: row.cursor,
      number: row.number,
      href: `${base}/requests/${row.number}`,
      kind: kinds(kind),
      sentence: sentences(kind, { employee: row.employee, to: row.to ?? '' }),
      details: [
        row.from && t('from', { unit: row.from }),
        stage && t('stage', { stage }),
        row.applicantName === row.employee ? t('self') : t('by', { name: row.applicantName }),
        row.effectiveOn && t('on', { date: when.day(row.effectiveOn) }),
      ]
        .filter(Boolean)
        .join(' · '),
      onBehalfOf: row.onBehalfOfName ? t('onBehalfOf', { name: row.onBehalfOfName }) : undefined,
      isUnread: row.isUnread,
      ...(tab === 'todo'
        ? {
            due: dueOf(new Date(row.at), actor.now, when, t),
            verb:
              row.status === 'returned'
                ? 'revise'
                : row.isOwn
                  ? 'confirm'
                  : row.subject === 'proposal'
                    ? 'look'
                    : 'approve',
          }
        : {
            stamp: row.verb ? `${t(`verbs.${row.verb as 'approve'}`)} · ${stamp}` : stamp,
            status: { is: status, text: approval(status) },
          }),
    }
  })
}

/** A ticket that waits for the reader: to be answered, or, answered, for their word on whether it helped. */
async function ticketLineMaker(
  actor: Actor,
  base: string,
  when: When,
): Promise<(row: InboxRow) => InboxLine> {
  const t = await getTranslations('requests.inbox')
  const statuses = await getTranslations('tickets.status')
  const isEnglish = (await getLocale()) === 'en'
  return row => ({
    key: row.cursor,
    number: row.number,
    href: `${base}/tickets/${row.number}`,
    kind: (isEnglish ? row.categoryEn : row.category) ?? '',
    sentence: row.title ?? '',
    details: [statuses(row.status as 'open'), !row.isOwn && t('by', { name: row.applicantName }), row.number]
      .filter(Boolean)
      .join(' · '),
    isUnread: false,
    due: dueOf(new Date(row.at), actor.now, when, t),
    verb: row.isOwn ? 'look' : 'handle',
  })
}

function statusOf(row: InboxRow, today: string): ApprovalStatus {
  if (row.status === 'approved' && (row.effectiveOn ?? today) <= today) return 'effective'
  return badges[row.status] ?? 'pending'
}

function dueOf(at: Date, now: Date, when: When, t: Texts): InboxLine['due'] {
  const level = dueLevel(at, now)
  const time = level === 'today' ? when.clock(at) : when.span(at.getTime() - now.getTime())
  return { level, text: t(`due.${level}`, { time }) }
}

async function Nothing({
  tab,
  upcoming,
  when,
}: {
  tab: InboxTab
  upcoming: Upcoming | undefined
  when: When
}) {
  const t = await getTranslations('requests.inbox.empty')
  const titles = await getTranslations('requests.titles')
  if (tab !== 'todo') {
    return <EmptyState icon={<Icon name="checks" />} title={t(tab)} detail={t(`${tab}Detail`)} />
  }
  const detail = upcoming
    ? t('todoNext', {
        date: when.weekday(upcoming.on),
        title: titles(upcoming.kind as 'dispatch', { employee: upcoming.employee, to: upcoming.to }),
      })
    : t('todoNone')
  return <EmptyState icon={<Icon name="checks" />} title={t('todo')} detail={detail} />
}
