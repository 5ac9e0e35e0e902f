import { notFound } from 'next/navigation'
import { KindBadge } from '@/components/organisation/badges'
import { History } from '@/components/organisation/history'
import { PeopleTable } from '@/components/organisation/people-table'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { canMaintain } from '@/lib/organisation/rules'
import { readsRosters } from '@/lib/rosters/rules'
import { query } from '@/lib/session'
import { findStore } from '@/lib/stores/queries'
import { getTranslations } from '@/lib/translations'
import { ArrivalsCard } from './arrivals-card'
import { HoursCard } from './hours-card'
import { PlaceCard } from './place-card'
import { StoreFactsCard } from './store-facts-card'
import { findStorePage } from './store-page'

export async function generateMetadata({ params }: PageProps<'/hq/stores/[code]'>) {
  const { code } = await params
  const store = await query(tx => findStore(tx, code))
  return { title: store?.name }
}

export default async function StorePage({ params }: PageProps<'/hq/stores/[code]'>) {
  const [t, { code }] = [await getTranslations('organisation'), await params]
  const found = await query(async (tx, actor) => {
    const page = await findStorePage(tx, actor, code)
    return page && { ...page, actor }
  })
  if (!found) notFound()
  const { store, actor } = found
  const rosters = await getTranslations('rosters.hq')
  return (
    <>
      <Breadcrumb
        items={[
          { label: t('home'), href: '/hq' },
          { label: t('stores.title'), href: '/hq/stores' },
          { label: store.name },
        ]}
      />
      <PageHeader
        title={store.name}
        badge={<KindBadge kind="store" />}
        detail={
          store.closedOn
            ? t('unit.closed', { date: store.closedOn })
            : `${store.city} · ${t('partners.people', { count: found.peopleCount })}`
        }
        actions={
          <>
            {readsRosters(actor.role) && (
              <LinkButton href={`/hq/stores/${store.code}/roster`}>{rosters('link')}</LinkButton>
            )}
            <LinkButton href={`/hq/organisation/${store.code}`}>{t('stores.treePage')}</LinkButton>
            {canMaintain(actor) && !store.closedOn && (
              <LinkButton href={`/hq/stores/${store.code}/edit`}>{t('stores.edit')}</LinkButton>
            )}
          </>
        }
      />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid gap-3">
          <StoreFactsCard page={found} />
          <Card title={t('stores.peopleNow')} flush>
            {found.people ? (
              <PeopleTable
                people={found.people}
                caption={t('stores.peopleNow')}
                empty={{ title: t('unit.noPeople'), detail: t('unit.noPeopleDetail') }}
              />
            ) : (
              <p className="p-(--pad) text-ink-2">{t('unit.peopleHidden')}</p>
            )}
          </Card>
          {found.arrivals && <ArrivalsCard arrivals={found.arrivals} />}
        </div>
        <div className="grid gap-3">
          <PlaceCard store={store} />
          <HoursCard hours={store.openingHours} />
          {found.history && <History rows={found.history} />}
        </div>
      </div>
    </>
  )
}
