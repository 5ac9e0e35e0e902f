import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { transferKinds } from '@/db/schema/transfers'
import { hasPlace } from '@/lib/account/rules'
import type { Actor } from '@/lib/actor'
import { lastDayOf } from '@/lib/contracts/rules'
import { findUnit } from '@/lib/organisation/queries'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import {
  countCap,
  listReturns,
  listTransfers,
  type ReturnRow,
  type TransferListRow,
  transferTabs,
} from '@/lib/transfers/queries'
import { mayStart } from '@/lib/transfers/rules'
import { getFormatter, getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { badgeOf } from '../requests/approval'
import { getWhen, type When } from '../requests/when'
import { Person } from '../ui/avatar'
import { Badge } from '../ui/badge'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { DueChip } from '../ui/due-chip'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { Select } from '../ui/input'
import { PageHeader } from '../ui/page-header'
import { Pagination } from '../ui/pagination'
import { Picker } from '../ui/picker'
import { Filter, QueryStrip } from '../ui/query-strip'
import { type SearchParams, withParams } from '../ui/search-params'
import { ApprovalBadge } from '../ui/status-badge'
import { RowLink, Table, Td, Th } from '../ui/table'
import { Tabs } from '../ui/tabs'

const soon = 30

/** 调岗派驻 at headquarters, 申请 in a store: by state, and the stays that end soon with what can be done about them. */
export async function TransferListPage({ params }: { params: SearchParams }) {
  const showsReturns = params.tab === 'returns'
  const tab = transferTabs.find(one => one === params.tab) ?? 'in_progress'
  const kind = transferKinds.find(one => one === params.kind)
  const text = (name: string) => {
    const value = params[name]
    return typeof value === 'string' && value ? value.slice(0, 100) : undefined
  }
  const { actor, page, returns, store } = await query(async (tx, actor) => ({
    actor: actor.portal !== 'hq' || hasPlace(actor.role, 'transfers') ? actor : notFound(),
    returns: showsReturns
      ? await listReturns(tx, actor, soon, {
          q: text('q')?.trim(),
          store: text('store'),
          after: text('after'),
          before: text('before'),
        })
      : undefined,
    store: text('store') ? await findUnit(tx, text('store') ?? '') : undefined,
    page: showsReturns
      ? undefined
      : await listTransfers(tx, actor, {
          tab,
          kind,
          q: text('q')?.trim(),
          after: text('after'),
          before: text('before'),
        }),
  }))
  const t = await getTranslations('transfers.list')
  const requests = await getTranslations('requests')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  const isHq = actor.portal === 'hq'
  const title = isHq ? t('title') : requests('title')
  const seesReturns = actor.portal === 'store' || ['hr', 'executive', 'head'].includes(actor.role)
  const keep = { q: text('q'), kind }
  return (
    <>
      <Live topics={['request']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: title },
        ]}
      />
      <PageHeader
        title={title}
        actions={
          mayStart(actor) && (
            <LinkButton variant="primary" icon={<Icon name="plus" />} href={`${base}/transfers/new`}>
              {requests('actions.new')}
            </LinkButton>
          )
        }
      />
      <Tabs
        label={title}
        items={[
          ...transferTabs.map(one => ({
            href: withParams(keep, { tab: one === 'in_progress' ? undefined : one }),
            label: t(`tabs.${one}`),
            current: !showsReturns && one === tab,
          })),
          ...(seesReturns ? [{ href: '?tab=returns', label: t('returns'), current: showsReturns }] : []),
        ]}
      />
      <Card flush>
        {page ? (
          <>
            <QueryStrip
              params={params}
              placeholder={t('search')}
              keep={['tab']}
              resetHref={withParams({}, { tab: text('tab') })}
            >
              <Filter label={t('kind')}>{id => <KindSelect id={id} kind={kind} />}</Filter>
            </QueryStrip>
            <TransferTable rows={page.rows} actor={actor} base={base} />
            {page.rows.length > 0 && (
              <Pagination
                params={params}
                total={page.total}
                cap={countCap}
                previous={page.previous}
                next={page.next}
              />
            )}
          </>
        ) : (
          <>
            {isHq && (
              <QueryStrip
                params={params}
                placeholder={t('searchPerson')}
                keep={['tab']}
                resetHref="?tab=returns"
              >
                <Filter label={t('store')}>
                  {id => (
                    <Picker
                      key={store?.code}
                      control={{ id, name: 'store' }}
                      url="/hq/search/units?kind=store,region&by=code"
                      placeholder={t('storeHint')}
                      defaultValue={store && { id: store.code, label: store.name }}
                    />
                  )}
                </Filter>
              </QueryStrip>
            )}
            <ReturnTable rows={returns?.rows ?? []} actor={actor} base={base} />
            {returns && returns.rows.length > 0 && (
              <Pagination
                params={params}
                total={returns.total}
                cap={countCap}
                previous={returns.previous}
                next={returns.next}
              />
            )}
          </>
        )}
      </Card>
    </>
  )
}

async function KindSelect({ id, kind }: { id: string; kind: string | undefined }) {
  const t = await getTranslations('transfers.list')
  const kinds = await getTranslations('requests.kinds')
  return (
    <Select
      id={id}
      name="kind"
      defaultValue={kind ?? ''}
      empty={t('all')}
      options={transferKinds.map(value => ({ value, label: kinds(value) }))}
    />
  )
}

async function TransferTable({ rows, actor, base }: { rows: TransferListRow[]; actor: Actor; base: string }) {
  const t = await getTranslations('transfers.list')
  const kinds = await getTranslations('requests.kinds')
  const isEnglish = (await getLocale()) === 'en'
  const when = await getWhen(actor.now)
  if (rows.length === 0) {
    return <EmptyState icon={<Icon name="transfer" />} title={t('empty')} detail={t('emptyDetail')} />
  }
  const format = await getFormatter()
  const stageOf = (row: TransferListRow) => (isEnglish ? row.stageEn : row.stage)
  return (
    <InboxKeys>
      <Table caption={t('caption')}>
        <thead>
          <tr>
            <Th>{t('columns.employee')}</Th>
            <Th>{t('columns.kind')}</Th>
            <Th>{t('columns.route')}</Th>
            <Th>{t('columns.effective')}</Th>
            <Th>{t('columns.stage')}</Th>
            <Th>{t('columns.since')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <Td>
                <RowLink href={`${base}/requests/${row.number}`}>
                  <Person name={row.employee} detail={row.number} />
                </RowLink>
              </Td>
              <Td label={t('columns.kind')}>
                <Badge tone="hq">{kinds(row.kind)}</Badge>
              </Td>
              <Td label={t('columns.route')} className="max-sm:col-span-full">
                <Route row={row} />
              </Td>
              <Td label={t('columns.effective')} className="num">
                <span className="whitespace-nowrap">{row.effectiveOn}</span>
                {row.endsOn && (
                  <span className="block text-ink-3 text-xs max-sm:hidden">
                    {t('until', { date: lastDayOf(row.endsOn) })}
                  </span>
                )}
              </Td>
              <Td label={t('columns.stage')} className="max-sm:col-span-full">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
                  <ApprovalBadge status={badgeOf(row.status)} />
                  {row.holders && (
                    <span className="text-ink-2">
                      {t('holder', {
                        stage: stageOf(row) ?? '',
                        names: format.list(row.holders, { style: 'narrow' }),
                      })}
                    </span>
                  )}
                </span>
              </Td>
              <Td label={t('columns.since')} className="num whitespace-nowrap text-ink-2">
                <Since row={row} actor={actor} when={when} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </InboxKeys>
  )
}

function Route({ row }: { row: TransferListRow }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      <span className="text-ink-2">{row.fromUnit}</span>
      <Icon name="arrow-right" className="text-ink-3" />
      <span
        className={row.kind === 'return' ? 'border-hq border-s-2 ps-1.5' : 'border-store border-s-2 ps-1.5'}
      >
        {row.toUnit}
      </span>
    </span>
  )
}

/** How long whoever has it has had it; for what is over, when that was. */
function Since({ row, actor, when }: { row: TransferListRow; actor: Actor; when: When }) {
  const since = new Date(row.since ?? row.submittedAt)
  if (row.status !== 'in_progress') return when.stamp(since)
  const isLate = row.dueAt !== null && new Date(row.dueAt) < actor.now
  const span = when.span(actor.now.getTime() - since.getTime())
  return isLate ? <DueChip level="overdue">{span}</DueChip> : span
}

async function ReturnTable({ rows, actor, base }: { rows: ReturnRow[]; actor: Actor; base: string }) {
  const t = await getTranslations('transfers.list')
  const when = await getWhen(actor.now)
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<Icon name="transfer" />}
        title={t('returnsEmpty')}
        detail={t('returnsEmptyDetail')}
      />
    )
  }
  const outcomes = ['extend', 'move', 'return'] as const
  const people = actor.portal === 'hq' ? `${base}/people` : `${base}/team`
  return (
    <Table caption={t('returnsCaption')}>
      <thead>
        <tr>
          <Th>{t('returnColumns.employee')}</Th>
          <Th>{t('returnColumns.place')}</Th>
          <Th>{t('returnColumns.endsOn')}</Th>
          <Th>{t('returnColumns.left')}</Th>
          <Th>{t('returnColumns.outcome')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.employeeNumber}>
            <Td>
              <a href={`${people}/${row.employeeNumber}`} className="hover:underline">
                <Person name={row.employee} detail={row.employeeNumber} />
              </a>
            </Td>
            <Td label={t('returnColumns.place')} className="max-sm:col-span-full">
              <bdi>{row.unit}</bdi> · <bdi>{row.position}</bdi>
            </Td>
            <Td label={t('returnColumns.endsOn')} className="num">
              {when.weekday(row.endsOn)}
            </Td>
            <Td label={t('returnColumns.left')}>
              <DueChip level={row.days <= 1 ? 'today' : row.days <= 7 ? 'soon' : 'later'}>
                {t('left', { n: row.days })}
              </DueChip>
            </Td>
            <Td label={t('returnColumns.outcome')} className="max-sm:col-span-full">
              {row.openNumber ? (
                <a href={`${base}/requests/${row.openNumber}`} className="text-hq-ink underline">
                  {t('open', { number: row.openNumber })}
                </a>
              ) : (
                mayStart(actor) && (
                  <span className="flex flex-wrap gap-1.5">
                    {outcomes.map(kind => (
                      <LinkButton
                        key={kind}
                        size="small"
                        // a return on the planned day leaves nothing to be asked
                        href={`${base}/transfers/new?person=${row.employeeNumber}&kind=${kind}${kind === 'return' ? '&step=preview' : ''}`}
                      >
                        {t(`outcomes.${kind}`)}
                      </LinkButton>
                    ))}
                  </span>
                )
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
