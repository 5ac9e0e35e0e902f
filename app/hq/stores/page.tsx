import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { QueryStrip, SelectFilter } from '@/components/ui/query-strip'
import { countPeople, listUnitChoices } from '@/lib/organisation/queries'
import { canMaintain, canReadPartners } from '@/lib/organisation/rules'
import { choiceParam, sortParam, textParam } from '@/lib/paging'
import { listPartnerChoices } from '@/lib/partners/queries'
import { query } from '@/lib/session'
import { storeSorts } from '@/lib/stores/input'
import { listStores } from '@/lib/stores/queries'
import { getTranslations } from '@/lib/translations'
import { StoresTable } from './stores-table'

const states = ['open', 'closed', 'all'] as const

export async function generateMetadata() {
  return { title: (await getTranslations('organisation.stores'))('title') }
}

export default async function Stores({ searchParams }: PageProps<'/hq/stores'>) {
  const [t, params] = [await getTranslations('organisation'), await searchParams]
  const filter = {
    q: textParam(params.q),
    region: textParam(params.region, 40),
    partner: textParam(params.partner, 40),
    state: choiceParam(params.state, states),
    sort: sortParam(params.sort, storeSorts),
    after: textParam(params.after, 600),
    before: textParam(params.before, 600),
  }
  const { actor, page, people, regions, partners } = await query(async (tx, actor) => {
    const withPartners = canReadPartners(actor)
    const page = await listStores(tx, filter, actor.today, withPartners)
    return {
      actor,
      page,
      people: await countPeople(
        tx,
        page.rows.map(row => row.id),
        actor.today,
      ),
      regions: await listUnitChoices(tx, ['region']),
      partners: withPartners ? await listPartnerChoices(tx) : undefined,
    }
  })
  const isFiltered = Boolean(filter.q || filter.region || filter.partner || filter.state !== 'open')
  const open = canMaintain(actor) && (
    <LinkButton href="/hq/stores/new" variant="primary" icon={<Icon name="plus" />}>
      {t('stores.open')}
    </LinkButton>
  )
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: t('home'), href: '/hq' }, { label: t('stores.title') }]} />
      <PageHeader title={t('stores.title')} detail={t('stores.detail')} actions={open} />
      <Card flush>
        <QueryStrip params={params} placeholder={t('stores.search')} keep={['sort']} resetHref="/hq/stores">
          <SelectFilter
            label={t('stores.regionFilter')}
            name="region"
            empty={t('actions.all')}
            defaultValue={filter.region}
            options={regions.map(region => ({ value: region.code, label: region.name }))}
          />
          {partners && (
            <SelectFilter
              label={t('stores.partnerFilter')}
              name="partner"
              empty={t('actions.all')}
              defaultValue={filter.partner}
              className="max-w-44"
              options={partners.map(partner => ({ value: partner.code, label: partner.name }))}
            />
          )}
          <SelectFilter
            label={t('stores.stateFilter')}
            name="state"
            defaultValue={filter.state}
            options={states.map(value => ({ value, label: t(`stores.states.${value}`) }))}
          />
        </QueryStrip>
        {page.rows.length > 0 ? (
          <StoresTable rows={page.rows} people={people} params={params} />
        ) : (
          <EmptyState
            icon={<Icon name="building-store" />}
            title={t(isFiltered ? 'stores.empty' : 'stores.emptyAll')}
            detail={t(isFiltered ? 'stores.emptyDetail' : 'stores.emptyAllDetail')}
            action={isFiltered ? <LinkButton href="/hq/stores">{t('actions.reset')}</LinkButton> : open}
          />
        )}
        <Pagination params={params} total={page.total} previous={page.previous} next={page.next} />
      </Card>
    </InboxKeys>
  )
}
