import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Live } from '@/components/live/live'
import { UnitFilter } from '@/components/notices/unit-filter'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ChoiceFilter } from '@/components/ui/choice-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { withParams } from '@/components/ui/search-params'
import { Stat } from '@/components/ui/stat'
import { Tabs } from '@/components/ui/tabs'
import { filesParams } from '@/lib/completeness/input'
import { countFiles, listFiles, listUnitFiles } from '@/lib/completeness/queries'
import { fileItems, fileLists, mayKeepFileRules, overseesFiles, percentOf } from '@/lib/completeness/rules'
import { nameAudience } from '@/lib/notices/queries'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import { FileTable } from './file-table'
import { UnitTable } from './unit-table'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('completeness'))('title') }
}

/** 档案完整度: whose files lack what, the worst first, by person or by where they work. */
export default async function CompletenessPage({ searchParams }: PageProps<'/hq/completeness'>) {
  const t = await getTranslations('completeness')
  const custom = await getTranslations('custom')
  const asks = await getTranslations('asks')
  const portals = await getTranslations('account.portals')
  const typed = await searchParams
  const params = filesParams.parse(typed)
  const isByUnit = params.view === 'units'
  const found = await query(async (tx, actor) => {
    if (!overseesFiles(actor.role)) return undefined
    const [counts, people, units, names] = await Promise.all([
      countFiles(tx, actor, params.unit),
      isByUnit ? undefined : listFiles(tx, actor, params),
      isByUnit ? listUnitFiles(tx, actor, params) : undefined,
      params.unit ? nameAudience(tx, { unitIds: [params.unit], positionIds: [], tagIds: [] }) : undefined,
    ])
    return { actor, counts, people, units, unitName: names?.units[0]?.name }
  })
  if (!found) notFound()
  const { actor, counts, people, units, unitName } = found
  const keeps = mayKeepFileRules(actor.role)
  const kept = { ...typed, after: undefined, before: undefined }
  const legal = { have: counts.legalHave, total: counts.legalTotal }
  return (
    <InboxKeys>
      <Live topics={['employee']} />
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader
        title={t('title')}
        detail={t('detail')}
        actions={
          keeps && (
            <>
              <LinkButton href="/hq/completeness/rules" variant="ghost">
                {t('rules.link')}
              </LinkButton>
              <LinkButton href="/hq/completeness/fields" variant="ghost">
                {custom('page.title')}
              </LinkButton>
              <LinkButton href="/hq/completeness/register">{t('register.link')}</LinkButton>
              <LinkButton href="/hq/completeness/asks">{asks('link')}</LinkButton>
              <LinkButton
                href={`/hq/completeness/ask${withParams({}, { unit: params.unit, items: params.item })}`}
                variant="primary"
                icon={<Icon name="send" />}
              >
                {asks('many.link')}
              </LinkButton>
            </>
          )
        }
      />
      <div className="mb-3 grid grid-cols-2 gap-(--gap) lg:grid-cols-4">
        <Stat label={t('stats.people')} value={counts.all} />
        <Stat
          label={t('stats.legal')}
          value={`${percentOf(legal)}%`}
          detail={t('stats.legalDetail', { n: counts.legal })}
          tone={counts.legal > 0 ? 'bad' : 'ok'}
        />
        <Stat
          label={t('stats.all')}
          value={`${percentOf(counts)}%`}
          detail={t('stats.allDetail', { have: counts.have, total: counts.total })}
        />
        <Stat
          label={t('stats.complete')}
          value={counts.complete}
          detail={t('stats.completeDetail', {
            percent: counts.all === 0 ? 0 : Math.floor((counts.complete * 100) / counts.all),
          })}
        />
      </div>
      <Tabs
        label={t('lists.label')}
        items={[
          ...fileLists.map(list => ({
            href: withParams(kept, {
              list: list === 'legal' ? undefined : list,
              view: undefined,
              item: undefined,
            }),
            label: t(`lists.${list}`),
            count: counts[list],
            current: !isByUnit && !params.item && params.list === list,
          })),
          {
            href: withParams(kept, { view: 'units', list: undefined, item: undefined }),
            label: t('views.units'),
            current: isByUnit,
          },
        ]}
      />
      <div className="mb-3 flex flex-wrap gap-3">
        <UnitFilter
          url="/hq/search/units?kind=store,region,department"
          chosen={params.unit && unitName ? { id: params.unit, label: unitName } : undefined}
          texts={{ label: t('filters.unit'), placeholder: t('filters.unitPlaceholder') }}
        />
        {keeps && !isByUnit && (
          <ChoiceFilter
            name="item"
            without={['list']}
            chosen={params.item ?? ''}
            options={fileItems.map(value => ({ value, label: t(`items.${value}`) }))}
            texts={{ label: t('filters.item'), any: t('filters.any') }}
          />
        )}
      </div>
      <Card flush>
        {people && people.rows.length > 0 && <FileTable rows={people.rows} />}
        {units && units.rows.length > 0 && <UnitTable rows={units.rows} />}
        {(people ?? units)?.rows.length === 0 && (
          <EmptyState icon={<Icon name="file-check" />} title={t('empty.title')} detail={t('empty.detail')} />
        )}
        <Pagination
          params={typed}
          total={(people ?? units)?.total ?? 0}
          cap={people?.cap ?? counts.all + 1}
          previous={(people ?? units)?.previous}
          next={(people ?? units)?.next}
        />
      </Card>
    </InboxKeys>
  )
}
