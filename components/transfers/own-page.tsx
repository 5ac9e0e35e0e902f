import { getLocale } from 'next-intl/server'
import { type InboxRow, listOwnRequests } from '@/lib/requests/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { listTransfers, type TransferListRow } from '@/lib/transfers/queries'
import { getFormatter, getTranslations } from '@/lib/translations'
import { stateOf } from '@/lib/workflow/rules'
import { Live } from '../live/live'
import { badgeOf } from '../requests/approval'
import { getWhen, type When } from '../requests/when'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { PageHeader } from '../ui/page-header'
import { Pagination } from '../ui/pagination'
import type { SearchParams } from '../ui/search-params'
import { ApprovalBadge } from '../ui/status-badge'

/** 我的申请: one card each, with where it is now; the phone's version of the list. */
export async function OwnRequestsPage({ params }: { params: SearchParams }) {
  const text = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value : undefined
  }
  const { actor, others, page } = await query(async (tx, actor) => ({
    actor,
    others: (await listOwnRequests(tx, actor)).filter(one => one.subject !== 'transfer'),
    page: await listTransfers(tx, actor, { tab: 'all', after: text('after'), before: text('before') }),
  }))
  const t = await getTranslations('requests')
  const isEnglish = (await getLocale()) === 'en'
  const when = await getWhen(actor.now)
  const base = pathOfSeat(actor)
  const leavings = await getTranslations('leavings')
  const start = (
    <LinkButton variant="primary" icon={<Icon name="plus" />} href={`${base}/transfers/new`}>
      {t('actions.new')}
    </LinkButton>
  )
  return (
    <>
      <Live topics={['request']} />
      <PageHeader
        title={t('ownTitle')}
        actions={
          <>
            <LinkButton icon={<Icon name="shield-check" />} href={`${base}/consents`}>
              {t('consentsLink')}
            </LinkButton>
            {actor.portal === 'me' && (
              <LinkButton icon={<Icon name="door-exit" />} href={`${base}/leave`}>
                {leavings('resignTitle')}
              </LinkButton>
            )}
            {page.rows.length > 0 && start}
          </>
        }
      />
      {others.length > 0 && (
        <ul className="mb-(--gap) grid gap-(--gap)">
          {others.map(row => (
            <OtherRequest
              key={row.id}
              row={row}
              today={actor.today}
              when={when}
              isEnglish={isEnglish}
              base={base}
            />
          ))}
        </ul>
      )}
      {page.rows.length === 0 ? (
        <Card>
          <EmptyState
            icon={<Icon name="file-description" />}
            title={t('ownEmpty')}
            detail={t('ownEmptyDetail')}
            action={start}
          />
        </Card>
      ) : (
        <ul className="grid gap-(--gap)">
          {page.rows.map(row => (
            <OwnRequest
              key={row.id}
              row={row}
              when={when}
              now={actor.now}
              isEnglish={isEnglish}
              base={base}
            />
          ))}
        </ul>
      )}
      {(page.previous || page.next) && (
        <Pagination params={params} total={page.total} previous={page.previous} next={page.next} />
      )}
    </>
  )
}

async function OwnRequest({
  row,
  when,
  now,
  isEnglish,
  base,
}: {
  row: TransferListRow
  when: When
  now: Date
  isEnglish: boolean
  base: string
}) {
  const t = await getTranslations('requests')
  const titles = await getTranslations('requests.titles')
  const format = await getFormatter()
  const stage = isEnglish ? row.stageEn : row.stage
  const held =
    row.holders &&
    row.since &&
    t('header.held', {
      names: format.list(row.holders, { style: 'narrow' }),
      time: when.span(now.getTime() - new Date(row.since).getTime()),
    })
  return (
    <li>
      <a
        href={`${base}/requests/${row.number}`}
        className="card flex items-center gap-3 rounded-md border border-line bg-surface p-(--pad) hover:border-line-strong touch:rounded-lg"
      >
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-semibold">
              {titles(row.kind, { employee: row.employee, to: row.toUnit })}
            </span>
            <ApprovalBadge status={badgeOf(row.status)} />
          </span>
          <span className="num mt-0.5 block text-ink-2 text-sm">
            {row.number} · {when.weekday(row.effectiveOn)}
          </span>
          {stage && (
            <span className="num block text-ink-2 text-sm">{[stage, held].filter(Boolean).join(' · ')}</span>
          )}
        </span>
        <Icon name="chevron-right" className="text-ink-3" />
      </a>
    </li>
  )
}

/** What is about a contract or a leaving: one card, as those above. */
async function OtherRequest({
  row,
  today,
  when,
  isEnglish,
  base,
}: {
  row: InboxRow
  today: string
  when: When
  isEnglish: boolean
  base: string
}) {
  const titles = await getTranslations('requests.titles')
  const stage = isEnglish ? row.stageEn : row.stage
  return (
    <li>
      <a
        href={`${base}/requests/${row.number}`}
        className="card flex items-center gap-3 rounded-md border border-line bg-surface p-(--pad) hover:border-line-strong touch:rounded-lg"
      >
        <span className="min-w-0 grow">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-semibold">
              {titles(row.kind as 'leave', { employee: row.employee, to: '' })}
            </span>
            <ApprovalBadge status={badgeOf(stateOf(row, today))} />
          </span>
          <span className="num mt-0.5 block text-ink-2 text-sm">
            {[row.number, row.effectiveOn && when.weekday(row.effectiveOn), stage]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
        <Icon name="chevron-right" className="text-ink-3" />
      </a>
    </li>
  )
}
