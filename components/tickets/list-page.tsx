import { clsx } from 'clsx'
import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Actor } from '@/lib/actor'
import { isId } from '@/lib/id'
import { textParam } from '@/lib/paging'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import {
  type BoardColumn,
  type CategoryFigures,
  listBoard,
  listCategories,
  listFigures,
  listReceivers,
  listTickets,
  type TicketFilter,
  ticketCountCap,
  ticketScopes,
  ticketTabs,
} from '@/lib/tickets/queries'
import { mayKeepCategories, mayOpen, mayReadTickets } from '@/lib/tickets/rules'
import { getTranslations } from '@/lib/translations'
import { Live } from '../live/live'
import { getWhen } from '../requests/when'
import { Breadcrumb } from '../ui/breadcrumb'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { InboxKeys } from '../ui/inbox-keys'
import { PageHeader } from '../ui/page-header'
import { Pagination } from '../ui/pagination'
import { QueryStrip, SelectFilter } from '../ui/query-strip'
import { type SearchParams, withParams } from '../ui/search-params'
import { Table, Td, Th } from '../ui/table'
import { Tabs } from '../ui/tabs'
import { linesOf } from './ticket-lines'
import { TicketCards, TicketListRows, TicketTableRows } from './ticket-rows'

/** 问题反馈 in every portal: a board of what waits, and the list with its filters. An employee has the list only. */
export async function TicketListPage({ params }: { params: SearchParams }) {
  const tab = ticketTabs.find(one => one === params.tab)
  const category = textParam(params.category)
  const unit = textParam(params.unit)
  const filter: Omit<TicketFilter, 'tab'> = {
    scope: ticketScopes.find(one => one === params.scope) ?? 'all',
    categoryId: category && isId(category) ? category : undefined,
    unitId: unit && isId(unit) ? unit : undefined,
    overdue: params.overdue === '1',
    q: textParam(params.q),
    after: textParam(params.after, 600),
    before: textParam(params.before, 600),
  }
  const { actor, board, page, figures, categories, receivers } = await query(async (tx, actor) => {
    if (!mayReadTickets(actor)) notFound()
    const isBoard = actor.portal !== 'me' && params.view !== 'list'
    return {
      actor,
      board: isBoard ? await listBoard(tx, actor, filter) : undefined,
      page: isBoard ? undefined : await listTickets(tx, actor, { ...filter, tab: tab ?? 'all' }),
      figures: actor.portal === 'hq' && isBoard ? await listFigures(tx, actor) : undefined,
      categories: actor.portal === 'me' ? [] : await listCategories(tx, 'all'),
      receivers: actor.portal === 'hq' ? await listReceivers(tx) : [],
    }
  })
  const t = await getTranslations('tickets')
  const portals = await getTranslations('account.portals')
  const isEnglish = (await getLocale()) === 'en'
  const base = pathOfSeat(actor)
  const title = t(actor.portal === 'me' ? 'ownTitle' : 'title')
  const isOwn = actor.portal === 'me'
  const kept = {
    scope: filter.scope === 'all' ? undefined : filter.scope,
    category: filter.categoryId,
    unit: filter.unitId,
    overdue: filter.overdue ? '1' : undefined,
    q: filter.q,
  }
  const isFiltered = Object.values(kept).some(Boolean) || Boolean(tab && tab !== 'all')
  const scopes = actor.role === 'auditor' ? (['all'] as const) : ticketScopes
  const start = mayOpen(actor) && (
    <LinkButton variant="primary" icon={<Icon name="plus" />} href={`${base}/tickets/new`}>
      {t('actions.open')}
    </LinkButton>
  )
  const empty = (
    <EmptyState
      icon={<Icon name="message-report" />}
      title={t(isFiltered ? 'list.empty' : isOwn ? 'list.ownEmpty' : 'list.emptyAll')}
      detail={t(isFiltered ? 'list.emptyDetail' : isOwn ? 'list.ownEmptyDetail' : 'list.emptyAllDetail')}
      action={start}
    />
  )
  return (
    <>
      <Live topics={['ticket']} />
      <Breadcrumb
        items={[
          { label: actor.portal === 'store' ? (actor.unitName ?? '') : portals(actor.portal), href: base },
          { label: title },
        ]}
      />
      <PageHeader
        title={title}
        actions={
          <>
            {mayKeepCategories(actor) && actor.portal === 'hq' && (
              <LinkButton icon={<Icon name="settings" />} href={`${base}/tickets/categories`}>
                {t('actions.categories')}
              </LinkButton>
            )}
            {start}
          </>
        }
      />
      {!isOwn && (
        <Tabs
          label={t('list.scope')}
          items={scopes.map(one => ({
            href: withParams(
              { ...kept, view: params.view === 'list' ? 'list' : undefined, tab },
              { scope: one === 'all' ? undefined : one },
            ),
            label: t(`list.${actor.portal === 'store' ? 'scopes' : 'ownScopes'}.${one}`),
            current: one === filter.scope,
          }))}
        />
      )}
      {isOwn ? (
        <Tabs
          label={t('list.status')}
          items={(['all', ...ticketTabs.filter(one => one !== 'all')] as const).map(one => ({
            href: withParams(kept, { tab: one === 'all' ? undefined : one }),
            label: t(`list.tabs.${one}`),
            current: one === (tab ?? 'all'),
          }))}
        />
      ) : (
        <Card flush className={clsx('mb-3', board && 'max-sm:hidden')}>
          <QueryStrip
            params={params}
            placeholder={t('list.search')}
            keep={board ? ['scope', 'tab'] : ['view', 'scope']}
            resetHref={withParams({}, { view: params.view === 'list' ? 'list' : undefined })}
            actions={
              <LinkButton
                variant="ghost"
                href={withParams({ ...kept, tab }, { view: board ? 'list' : undefined })}
              >
                {t(board ? 'list.list' : 'list.board')}
              </LinkButton>
            }
          >
            {page && (
              <SelectFilter
                label={t('list.status')}
                name="tab"
                empty={t('list.all')}
                defaultValue={tab === 'all' ? undefined : tab}
                options={ticketTabs
                  .filter(one => one !== 'all')
                  .map(value => ({ value, label: t(`list.tabs.${value}`) }))}
              />
            )}
            <SelectFilter
              label={t('list.category')}
              name="category"
              empty={t('list.all')}
              defaultValue={filter.categoryId}
              options={categories.map(one => ({
                value: one.id,
                label: isEnglish ? one.nameEn : one.name,
              }))}
            />
            {receivers.length > 0 && (
              <SelectFilter
                label={t('list.unit')}
                name="unit"
                empty={t('list.all')}
                defaultValue={filter.unitId}
                options={receivers.map(one => ({ value: one.id, label: one.name }))}
              />
            )}
            <label className="flex min-h-(--ctl-h) items-center gap-2">
              <input type="checkbox" name="overdue" value="1" defaultChecked={filter.overdue} />
              {t('list.overdue')}
            </label>
          </QueryStrip>
        </Card>
      )}
      {board && (
        <InboxKeys>
          <Board
            columns={board}
            actor={actor}
            current={tab && tab !== 'all' ? tab : 'open'}
            kept={kept}
            empty={empty}
          />
        </InboxKeys>
      )}
      {page && (
        <Card flush>
          <InboxKeys>
            {page.rows.length === 0 ? (
              empty
            ) : actor.portal === 'hq' ? (
              <Table caption={t('list.caption')}>
                <thead>
                  <tr>
                    <Th>{t('list.columns.title')}</Th>
                    <Th>{t('list.columns.category')}</Th>
                    <Th>{t('list.columns.author')}</Th>
                    <Th>{t('list.columns.store')}</Th>
                    <Th>{t('list.columns.receiver')}</Th>
                    <Th>{t('list.columns.status')}</Th>
                    <Th>{t('list.columns.due')}</Th>
                    <Th>{t('list.columns.opened')}</Th>
                  </tr>
                </thead>
                <TicketTableRows
                  lines={await linesOf(page.rows, actor)}
                  labels={{
                    category: t('list.columns.category'),
                    author: t('list.columns.author'),
                    store: t('list.columns.store'),
                    receiver: t('list.columns.receiver'),
                    status: t('list.columns.status'),
                    due: t('list.columns.due'),
                    opened: t('list.columns.opened'),
                  }}
                />
              </Table>
            ) : (
              <TicketListRows label={t('list.caption')} lines={await linesOf(page.rows, actor)} />
            )}
          </InboxKeys>
          {page.rows.length > 0 && (
            <Pagination
              params={params}
              total={page.total}
              cap={ticketCountCap}
              previous={page.previous}
              next={page.next}
            />
          )}
        </Card>
      )}
      {figures && figures.length > 0 && <Figures rows={figures} now={actor.now} />}
    </>
  )
}

/** Four states side by side; on a phone the one that its tab names. */
async function Board({
  columns,
  actor,
  current,
  kept,
  empty,
}: {
  columns: BoardColumn[]
  actor: Actor
  current: BoardColumn['status']
  kept: SearchParams
  empty: ReactNode
}) {
  const t = await getTranslations('tickets')
  if (columns.every(column => column.rows.length === 0)) return <Card>{empty}</Card>
  const count = (n: number) => (n > 1000 ? t('list.capped', { n: 1000 }) : String(n))
  return (
    <>
      <div className="lg:hidden">
        <Tabs
          label={t('list.status')}
          items={columns.map(({ status, total }) => ({
            href: withParams(kept, { tab: status }),
            label: t(`status.${status}`),
            count: Math.min(total, 1000),
            current: status === current,
          }))}
        />
      </div>
      <div className="grid items-start gap-3 lg:grid-cols-4">
        {
          await Promise.all(
            columns.map(async ({ status, rows, total }) => (
              <section
                key={status}
                aria-labelledby={`column-${status}`}
                className={clsx('min-w-0 rounded-md bg-surface-2 p-2', status !== current && 'max-lg:hidden')}
              >
                <h2
                  id={`column-${status}`}
                  className="flex items-baseline gap-2 px-1 pb-2 font-semibold max-lg:sr-only"
                >
                  {t(`status.${status}`)}{' '}
                  <span className="num font-normal text-ink-2 text-sm">{count(total)}</span>
                </h2>
                {rows.length === 0 ? (
                  <p className="px-1 pb-2 text-ink-2 text-sm">{t('list.columnEmpty')}</p>
                ) : (
                  <TicketCards label={t(`status.${status}`)} lines={await linesOf(rows, actor)} />
                )}
                {total > rows.length && (
                  <a
                    href={withParams(kept, { view: 'list', tab: status })}
                    className="mt-2 block px-1 text-hq-ink text-sm hover:underline"
                  >
                    {t('list.more', { n: count(total - rows.length) })}
                  </a>
                )}
              </section>
            )),
          )
        }
      </div>
    </>
  )
}

/** What waits and what is late in each category, and how long the first answer takes. */
async function Figures({ rows, now }: { rows: CategoryFigures[]; now: Date }) {
  const t = await getTranslations('tickets.figures')
  const when = await getWhen(now)
  const isEnglish = (await getLocale()) === 'en'
  return (
    <Card title={t('title')} flush className="mt-3">
      <Table caption={t('caption')} stickyHead={false}>
        <thead>
          <tr>
            <Th>{t('category')}</Th>
            <Th numeric>{t('open')}</Th>
            <Th numeric>{t('overdue')}</Th>
            <Th numeric>{t('median')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.categoryId}>
              <Td>
                <a className="hover:underline" href={withParams({}, { category: row.categoryId })}>
                  {isEnglish ? row.categoryEn : row.category}
                </a>
              </Td>
              <Td label={t('open')} numeric className="num">
                {row.open}
              </Td>
              <Td label={t('overdue')} numeric className="num">
                {row.overdue > 0 ? (
                  <a
                    className="font-semibold text-bad-ink hover:underline"
                    href={withParams({}, { category: row.categoryId, overdue: '1', view: 'list' })}
                  >
                    {row.overdue}
                  </a>
                ) : (
                  0
                )}
              </Td>
              <Td label={t('median')} numeric className="num">
                {row.medianSeconds === null ? (
                  <span className="text-ink-3">{t('none')}</span>
                ) : (
                  <>
                    {when.span(row.medianSeconds * 1000)}{' '}
                    <span className="text-ink-3 text-xs">{t('answered', { n: row.answered })}</span>
                  </>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
