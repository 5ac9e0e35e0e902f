import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { trailParams } from '@/lib/account/input'
import { listTrail, trailCountCap } from '@/lib/account/queries'
import { hasPlace } from '@/lib/account/rules'
import { query } from '@/lib/session'
import { TrailFilters } from './trail-filters'
import { TrailTable } from './trail-table'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.trailPage')
  return { title: t('title') }
}

export default async function TrailPage({ searchParams }: PageProps<'/hq/trail'>) {
  const params = await searchParams
  const filter = trailParams.parse(params)
  const page = await query(async (tx, actor) =>
    hasPlace(actor.role, 'trail') ? listTrail(tx, filter) : undefined,
  )
  if (!page) notFound()
  const t = await getTranslations('account.trailPage')
  return (
    <>
      <PageHeader title={t('title')} detail={t('detail')} />
      <Card flush>
        <TrailFilters params={params} filter={filter} />
        <TrailTable rows={page.rows} />
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
