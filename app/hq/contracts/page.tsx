import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MatterTable } from '@/components/contracts/matter-table'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { QueryStrip, SelectFilter } from '@/components/ui/query-strip'
import { withParams } from '@/components/ui/search-params'
import { Tabs } from '@/components/ui/tabs'
import { mayAssess } from '@/lib/confirmations/rules'
import { matters, type TermParams, termParams } from '@/lib/contracts/input'
import { listMatters } from '@/lib/contracts/queries'
import { mayKeepContracts, seesInsurance } from '@/lib/contracts/rules'
import { peopleParams } from '@/lib/people/input'
import { listFilterChoices } from '@/lib/people/queries'
import { mayListPeople } from '@/lib/people/rules'
import { mayRenew } from '@/lib/renewals/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contracts'))('title') }
}

/** 合同与证书到期: what needs somebody, the most urgent first. */
export default async function ContractsPage({ searchParams }: PageProps<'/hq/contracts'>) {
  const t = await getTranslations('contracts')
  const portals = await getTranslations('account.portals')
  const typed = await searchParams
  const params = termParams.parse(typed)
  const found = await query(async (tx, actor) => {
    if (!mayListPeople(actor.role)) return undefined
    const [page, { homes }] = await Promise.all([
      listMatters(tx, actor, params),
      listFilterChoices(tx, actor, peopleParams.parse({})),
    ])
    return { actor, page, homes }
  })
  if (!found) notFound()
  const { actor, page, homes } = found
  const isSeen = (view: TermParams['view']) => view !== 'uninsured' || seesInsurance(actor.role)
  const all = Object.values(page.counts).reduce((sum, n) => sum + n, 0)
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={t('list.detail')} />
      <Tabs
        label={t('list.views')}
        items={(['all', ...matters] as const).filter(isSeen).map(view => ({
          href: withParams(typed, {
            view: view === 'all' ? undefined : view,
            after: undefined,
            before: undefined,
          }),
          label: t(`list.view.${view}`),
          count: view === 'all' ? all : page.counts[view],
          current: params.view === view,
        }))}
      />
      <Card flush>
        <QueryStrip params={typed} placeholder={t('list.search')} keep={['view']} resetHref="/hq/contracts">
          <SelectFilter
            label={t('list.home')}
            name="home"
            empty={t('list.any')}
            options={homes.map(({ code, name }) => ({ value: code, label: name }))}
            defaultValue={params.home}
          />
        </QueryStrip>
        {page.rows.length > 0 ? (
          <MatterTable
            rows={page.rows}
            today={actor.today}
            may={{ confirm: mayAssess(actor), renew: mayRenew(actor), keep: mayKeepContracts(actor.role) }}
          />
        ) : (
          <EmptyState
            icon={<Icon name="file-certificate" />}
            title={t('list.emptyTitle')}
            detail={t('list.emptyDetail')}
            action={<LinkButton href="/hq/contracts">{t('list.showAll')}</LinkButton>}
          />
        )}
        <Pagination params={typed} total={page.total} previous={page.previous} next={page.next} />
      </Card>
    </InboxKeys>
  )
}
