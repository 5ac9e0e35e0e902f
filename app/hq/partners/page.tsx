import { notFound } from 'next/navigation'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { QueryStrip, SelectFilter } from '@/components/ui/query-strip'
import { agreementKinds } from '@/db/schema/organisation'
import { canMaintain, canReadPartners } from '@/lib/organisation/rules'
import { choiceParam, pageLinks, pageParam, sortParam, textParam } from '@/lib/paging'
import { partnerSorts } from '@/lib/partners/input'
import { listPartners, partnersPerPage } from '@/lib/partners/queries'
import { agreementStates } from '@/lib/partners/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { AddPartnerDialog } from './add-partner-dialog'
import { PartnersTable } from './partners-table'

export async function generateMetadata() {
  return { title: (await getTranslations('organisation.partners'))('title') }
}

export default async function Partners({ searchParams }: PageProps<'/hq/partners'>) {
  const [t, params] = [await getTranslations('organisation'), await searchParams]
  const filter = {
    q: textParam(params.q),
    kind: choiceParam(params.kind, ['', ...agreementKinds]) || undefined,
    state: choiceParam(params.state, ['', ...agreementStates, 'none']) || undefined,
    sort: sortParam(params.sort, partnerSorts),
    page: pageParam(params),
  }
  const found = await query(
    async (tx, actor) =>
      canReadPartners(actor) && { actor, ...(await listPartners(tx, filter, actor.today)) },
  )
  if (!found) notFound()
  const { actor, rows, total } = found
  const isFiltered = Boolean(filter.q || filter.kind || filter.state)
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: t('home'), href: '/hq' }, { label: t('partners.title') }]} />
      <PageHeader
        title={t('partners.title')}
        detail={t('partners.detail')}
        actions={canMaintain(actor) && <AddPartnerDialog />}
      />
      <Card flush>
        <QueryStrip
          params={params}
          placeholder={t('partners.search')}
          keep={['sort']}
          resetHref="/hq/partners"
        >
          <SelectFilter
            label={t('partners.kindFilter')}
            name="kind"
            empty={t('actions.all')}
            defaultValue={filter.kind}
            options={agreementKinds.map(value => ({ value, label: t(`agreementKinds.${value}`) }))}
          />
          <SelectFilter
            label={t('partners.stateFilter')}
            name="state"
            empty={t('actions.all')}
            defaultValue={filter.state}
            options={[...agreementStates, 'none' as const].map(value => ({
              value,
              label: t(`agreementStates.${value}`),
            }))}
          />
        </QueryStrip>
        {rows.length > 0 ? (
          <PartnersTable rows={rows} params={params} />
        ) : isFiltered ? (
          <EmptyState
            icon={<Icon name="heart-handshake" />}
            title={t('partners.empty')}
            detail={t('partners.emptyDetail')}
            action={<LinkButton href="/hq/partners">{t('actions.reset')}</LinkButton>}
          />
        ) : (
          <EmptyState
            icon={<Icon name="heart-handshake" />}
            title={t('partners.emptyAll')}
            detail={t('partners.emptyAllDetail')}
            action={canMaintain(actor) && <AddPartnerDialog />}
          />
        )}
        <Pagination params={params} total={total} {...pageLinks(filter.page, partnersPerPage, total)} />
      </Card>
    </InboxKeys>
  )
}
