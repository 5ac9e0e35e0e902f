import { IconChecks } from '@tabler/icons-react'
import { getLocale, getTranslations } from 'next-intl/server'
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
import { Badge } from '../ui/badge'
import { Breadcrumb } from '../ui/breadcrumb'
import { Button, LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { DueChip } from '../ui/due-chip'
import { EmptyState } from '../ui/empty-state'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { type SearchParams, withParams } from '../ui/search-params'
import { ApprovalBadge, type ApprovalStatus } from '../ui/status-badge'
import { RowLink } from '../ui/table'
import { Tabs } from '../ui/tabs'
import { ApproveList } from './approve-list'
import { getWhen, type When } from './when'

/** 待办: everything that waits for the reader in one list, and what they did, started and follow beside it. */
export async function InboxPage({ params }: { params: SearchParams }) {
  const tab = inboxTabs.find(one => one === params.tab) ?? 'todo'
  const after =
    typeof params.after === 'string' && /^[^~]{10,40}~[0-9a-f-]{36}$/.test(params.after)
      ? params.after
      : undefined
  const { actor, found, open, upcoming } = await query(async (tx, actor) => {
    const found = await listInbox(tx, actor, tab, after)
    const isEmpty = tab === 'todo' && found.length === 0
    return {
      actor,
      found,
      open: await countTodo(tx, actor),
      upcoming: isEmpty ? await findUpcoming(tx, actor) : undefined,
    }
  })
  const t = await getTranslations('requests.inbox')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const rows = found.slice(0, inboxPageSize)
  const next = found.length > inboxPageSize ? rows.at(-1)?.cursor : undefined
  return (
    <>
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
              <ul aria-label={t(`tabs.${tab}`)} data-rows>
                {rows.map(row => (
                  <Row key={row.cursor} row={row} tab={tab} actor={actor} base={base} when={when} />
                ))}
              </ul>
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

const badges: Record<string, ApprovalStatus> = {
  in_progress: 'pending',
  returned: 'returned',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  cancelled: 'cancelled',
  approved: 'approved',
}

/** A sentence, when it is due, and the one verb that it wants. */
async function Row({
  row,
  tab,
  actor,
  base,
  when,
}: {
  row: InboxRow
  tab: InboxTab
  actor: Actor
  base: string
  when: When
}) {
  const t = await getTranslations('requests.inbox')
  const actions = await getTranslations('requests.actions')
  const sentences = await getTranslations('transfers.sentences')
  const kinds = await getTranslations('transfers.kinds')
  const kind = row.kind as 'dispatch'
  const stage = (await getLocale()) === 'en' ? row.stageEn : row.stage
  const href = `${base}/requests/${row.number}`
  const details = [
    stage && t('stage', { stage }),
    row.applicantName === row.employee ? t('self') : t('by', { name: row.applicantName }),
    row.effectiveOn && t('on', { date: when.day(row.effectiveOn) }),
  ]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0 focus-within:bg-surface-2 hover:bg-surface-2">
      <Badge tone="hq">{kinds(kind)}</Badge>
      <span className="min-w-0 grow basis-56">
        <RowLink href={href}>{sentences(kind, { employee: row.employee, to: row.to })}</RowLink>
        {row.onBehalfOfName && (
          <span className="ms-2">
            <Badge tone="trip">{t('onBehalfOf', { name: row.onBehalfOfName })}</Badge>
          </span>
        )}
        {row.isUnread && (
          <span className="ms-2">
            <Badge tone="hq" look="solid">
              {t('unread')}
            </Badge>
          </span>
        )}
        <span className="num block text-ink-2 text-sm">{details.filter(Boolean).join(' · ')}</span>
      </span>
      {tab === 'todo' ? (
        <Due at={new Date(row.at)} now={actor.now} when={when} />
      ) : (
        <span className="flex items-center gap-2 text-sm">
          <span className="num text-ink-3">
            {row.verb && `${t(`verbs.${row.verb as 'approve'}`)} · `}
            {when.stamp(new Date(row.at))}
          </span>
          <ApprovalBadge
            status={
              row.status === 'approved' && row.effectiveOn <= actor.today
                ? 'effective'
                : (badges[row.status] ?? 'pending')
            }
          />
        </span>
      )}
      {tab === 'todo' && (
        <span className="ms-auto flex gap-2">
          {row.status === 'returned' ? (
            <LinkButton size="small" variant="primary" href={href}>
              {actions('revise')}
            </LinkButton>
          ) : row.isOwn ? (
            <LinkButton size="small" variant="primary" href={href} data-key="a">
              {t('confirm')}
            </LinkButton>
          ) : (
            <Button
              size="small"
              variant="primary"
              type="submit"
              name="number"
              value={row.number}
              data-key="a"
            >
              {actions('approve')}
            </Button>
          )}
          {row.status !== 'returned' && (
            <LinkButton size="small" href={`${href}?press=r`} data-key="r">
              {actions('reject')}
            </LinkButton>
          )}
        </span>
      )}
    </li>
  )
}

async function Due({ at, now, when }: { at: Date; now: Date; when: When }) {
  const t = await getTranslations('requests.inbox.due')
  const level = dueLevel(at, now)
  const left = when.span(at.getTime() - now.getTime())
  return <DueChip level={level}>{t(level, { time: level === 'today' ? when.clock(at) : left })}</DueChip>
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
  const titles = await getTranslations('transfers.titles')
  if (tab !== 'todo') {
    return <EmptyState icon={<IconChecks aria-hidden />} title={t(tab)} detail={t(`${tab}Detail`)} />
  }
  const detail = upcoming
    ? t('todoNext', {
        date: when.weekday(upcoming.on),
        title: titles(upcoming.kind as 'dispatch', { employee: upcoming.employee, to: upcoming.to }),
      })
    : t('todoNone')
  return <EmptyState icon={<IconChecks aria-hidden />} title={t('todo')} detail={detail} />
}
