import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ExportRegister } from '@/components/exports/export-button'
import { PrintButton } from '@/components/notices/print-button'
import { UnitFilter } from '@/components/notices/unit-filter'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { minuteIn, zone } from '@/lib/clock'
import { registerParams } from '@/lib/completeness/input'
import { listRegister } from '@/lib/completeness/queries'
import { mayKeepIdentities } from '@/lib/identities/rules'
import { nameAudience } from '@/lib/notices/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { RegisterTable } from './register-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('completeness.register'))('title') }
}

/** 职工名册, to be looked at and printed. */
export default async function RegisterPage({ searchParams }: PageProps<'/hq/completeness/register'>) {
  const t = await getTranslations('completeness')
  const typed = await searchParams
  const params = registerParams.parse(typed)
  const found = await query(async (tx, actor) => {
    if (!mayKeepIdentities(actor.role)) return undefined
    const names =
      params.unit && (await nameAudience(tx, { unitIds: [params.unit], positionIds: [], tagIds: [] }))
    return {
      actor,
      page: await listRegister(tx, actor, params),
      unitName: names ? names.units[0]?.name : undefined,
    }
  })
  if (!found) notFound()
  const { actor, page, unitName } = found
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: t('title'), href: '/hq/completeness' }, { label: t('register.title') }]} />
      <PageHeader
        title={unitName ? `${t('register.title')} · ${unitName}` : t('register.title')}
        detail={`${t('register.detail')} ${t('register.made', { name: actor.name, time: minuteIn(zone, actor.now) })}`}
        actions={
          page.rows.length > 0 && (
            <>
              <ExportRegister unit={params.unit} />
              <PrintButton label={t('register.print')} />
            </>
          )
        }
      />
      <div className="mb-3" data-print="hide">
        <UnitFilter
          url="/hq/search/units?kind=store,region,department"
          chosen={params.unit && unitName ? { id: params.unit, label: unitName } : undefined}
          texts={{ label: t('filters.unit'), placeholder: t('filters.unitPlaceholder') }}
        />
      </div>
      <Card flush>
        {page.rows.length > 0 ? (
          <div className="overflow-x-auto print:overflow-visible">
            <RegisterTable rows={page.rows} />
          </div>
        ) : (
          <EmptyState icon={<Icon name="users" />} title={t('empty.title')} detail={t('empty.detail')} />
        )}
        <Pagination
          params={typed}
          total={page.total}
          cap={page.total + 1}
          previous={page.previous}
          next={page.next}
        />
      </Card>
    </InboxKeys>
  )
}
