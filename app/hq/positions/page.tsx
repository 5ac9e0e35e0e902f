import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { QueryStrip, SelectFilter } from '@/components/ui/query-strip'
import { canMaintain } from '@/lib/organisation/rules'
import { choiceParam, pageLinks, pageParam, sortParam, textParam } from '@/lib/paging'
import { positionSorts } from '@/lib/positions/input'
import { listFamilies, listPositions, positionsPerPage } from '@/lib/positions/queries'
import { canCountHolders } from '@/lib/positions/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { AddPositionDialog } from './add-position-dialog'
import { PositionsTable } from './positions-table'

const states = ['inUse', 'retired', 'all'] as const

export async function generateMetadata() {
  return { title: (await getTranslations('organisation.positions'))('title') }
}

export default async function Positions({ searchParams }: PageProps<'/hq/positions'>) {
  const [t, params] = [await getTranslations('organisation'), await searchParams]
  const filter = {
    q: textParam(params.q),
    family: textParam(params.family, 30),
    state: choiceParam(params.state, states),
    sort: sortParam(params.sort, positionSorts),
    page: pageParam(params),
  }
  const { actor, rows, total, families } = await query(async (tx, actor) => ({
    actor,
    ...(await listPositions(tx, filter, actor.today, canCountHolders(actor))),
    families: await listFamilies(tx),
  }))
  const isFiltered = Boolean(filter.q || filter.family || filter.state !== 'inUse')
  const add = canMaintain(actor) && <AddPositionDialog />
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: t('home'), href: '/hq' }, { label: t('positions.title') }]} />
      <PageHeader title={t('positions.title')} detail={t('positions.detail')} actions={add} />
      <Card flush>
        <QueryStrip
          params={params}
          placeholder={t('positions.search')}
          keep={['sort']}
          resetHref="/hq/positions"
        >
          <SelectFilter
            label={t('positions.familyFilter')}
            name="family"
            empty={t('actions.all')}
            defaultValue={filter.family}
            options={families.map(value => ({ value, label: value }))}
          />
          <SelectFilter
            label={t('positions.stateFilter')}
            name="state"
            defaultValue={filter.state}
            options={states.map(value => ({ value, label: t(`positions.states.${value}`) }))}
          />
        </QueryStrip>
        {rows.length > 0 ? (
          <PositionsTable rows={rows} params={params} />
        ) : (
          <EmptyState
            icon={<Icon name="briefcase" />}
            title={t(isFiltered ? 'positions.empty' : 'positions.emptyAll')}
            detail={t(isFiltered ? 'positions.emptyDetail' : 'positions.emptyAllDetail')}
            action={isFiltered ? <LinkButton href="/hq/positions">{t('actions.reset')}</LinkButton> : add}
          />
        )}
        <Pagination params={params} total={total} {...pageLinks(filter.page, positionsPerPage, total)} />
      </Card>
    </InboxKeys>
  )
}
