import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { Live } from '@/components/live/live'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { withParams } from '@/components/ui/search-params'
import { Table, Td, Th } from '@/components/ui/table'
import { Tabs } from '@/components/ui/tabs'
import { lastDayOf } from '@/lib/contracts/rules'
import { leavingParams, leavingTabs } from '@/lib/leavings/input'
import { type LeavingRow, listLeavings } from '@/lib/leavings/queries'
import { mayListPeople } from '@/lib/people/rules'
import { mayKeepReasons } from '@/lib/reasons/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('leavings'))('title') }
}

/** 离职: who is to leave, and what is still to be done for who has. */
export default async function LeavingsPage({ searchParams }: PageProps<'/hq/leavings'>) {
  const typed = await searchParams
  const params = leavingParams.parse(typed)
  const found = await query(async (tx, actor) =>
    mayListPeople(actor.role) ? { actor, page: await listLeavings(tx, actor, params) } : undefined,
  )
  if (!found) notFound()
  const { actor, page } = found
  const t = await getTranslations('leavings')
  const portals = await getTranslations('account.portals')
  return (
    <InboxKeys>
      <Live topics={['request']} />
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader
        title={t('title')}
        detail={t('detail')}
        actions={
          mayKeepReasons(actor) && <LinkButton href="/hq/leavings/reasons">{t('reasons.open')}</LinkButton>
        }
      />
      <Tabs
        label={t('title')}
        items={leavingTabs.map(tab => ({
          href: withParams({}, { tab: tab === 'coming' ? undefined : tab }),
          label: t(`list.tabs.${tab}`),
          count: page.counts[tab],
          current: params.tab === tab,
        }))}
      />
      <Card flush>
        {page.rows.length > 0 ? (
          <LeavingTable rows={page.rows} today={actor.today} isEnglish={(await getLocale()) === 'en'} />
        ) : (
          <EmptyState
            icon={<Icon name="door-exit" />}
            title={t('list.emptyTitle')}
            detail={t('list.emptyDetail')}
          />
        )}
        {(page.previous || page.next) && (
          <Pagination
            params={typed}
            total={page.counts[params.tab]}
            previous={page.previous}
            next={page.next}
          />
        )}
      </Card>
    </InboxKeys>
  )
}

async function LeavingTable({
  rows,
  today,
  isEnglish,
}: {
  rows: LeavingRow[]
  today: string
  isEnglish: boolean
}) {
  const t = await getTranslations('leavings.list')
  const stateOf = (row: LeavingRow) =>
    row.status !== 'approved' ? t('pending') : row.leftOn > today ? t('approved') : t('left')
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('columns.name')}</Th>
          <Th>{t('columns.number')}</Th>
          <Th>{t('columns.home')}</Th>
          <Th>{t('columns.lastOn')}</Th>
          <Th>{t('columns.reason')}</Th>
          <Th>{t('columns.state')}</Th>
          <Th>{t('columns.items')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.requestNumber}>
            <Td>
              <a href={`/hq/requests/${row.requestNumber}`} className="row-link" data-row>
                {row.name}
              </a>
            </Td>
            <Td label={t('columns.number')} className="num">
              {row.number}
            </Td>
            <Td label={t('columns.home')}>{row.homeName}</Td>
            <Td label={t('columns.lastOn')} className="num">
              {lastDayOf(row.leftOn)}
            </Td>
            <Td label={t('columns.reason')}>{isEnglish ? row.reasonEn : row.reason}</Td>
            <Td label={t('columns.state')}>{stateOf(row)}</Td>
            <Td label={t('columns.items')} className="num">
              {row.late > 0 ? (
                <Badge tone="bad">{t('late', { n: row.late, date: row.dueOn ?? '' })}</Badge>
              ) : row.open > 0 ? (
                t('open', { n: row.open, date: row.dueOn ?? '' })
              ) : (
                row.status === 'approved' && t('none')
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
