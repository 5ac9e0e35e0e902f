import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { trailParams } from '@/lib/account/input'
import { listConcerned, listTrail, trailCountCap } from '@/lib/account/queries'
import { hasPlace } from '@/lib/account/rules'
import { listFieldNames } from '@/lib/custom/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { TrailFilters } from './trail-filters'
import { TrailTable } from './trail-table'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.trailPage')
  return { title: t('title') }
}

export default async function TrailPage({ searchParams }: PageProps<'/hq/trail'>) {
  const params = await searchParams
  const filter = trailParams.parse(params)
  const found = await query(async (tx, actor) => {
    if (!hasPlace(actor.role, 'trail')) return undefined
    const person = filter.person
      ? (await listConcerned(tx, actor, filter.person)).find(one => one.number === filter.person)
      : undefined
    // Somebody who does not exist has no trail; no filter at all would show everybody's.
    if (filter.person && !person)
      return { page: { rows: [], total: 0, previous: undefined, next: undefined }, fields: {} }
    const page = await listTrail(tx, { ...filter, employeeId: person?.id })
    return { person, page, fields: await listFieldNames(tx) }
  })
  if (!found) notFound()
  const { page, person, fields } = found
  const t = await getTranslations('account.trailPage')
  const identities = await getTranslations('identities.access')
  const portals = await getTranslations('account.portals')
  return (
    <>
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader
        title={t('title')}
        detail={t('detail')}
        actions={<LinkButton href="/hq/trail/reveals">{identities('title')}</LinkButton>}
      />
      <Card flush>
        <TrailFilters params={params} filter={filter} person={person} />
        <TrailTable rows={page.rows} fields={fields} />
        <Pagination
          params={params}
          total={page.total}
          cap={trailCountCap}
          previous={page.previous}
          next={page.next}
        />
      </Card>
    </>
  )
}
