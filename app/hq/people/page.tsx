import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { BulkBar, bulkForm } from '@/components/bulk/bulk-bar'
import { ExportButton } from '@/components/exports/export-button'
import { Live } from '@/components/live/live'
import { PeopleTable } from '@/components/people/people-table'
import { Banner } from '@/components/ui/banner'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { withParams } from '@/components/ui/search-params'
import { Tabs } from '@/components/ui/tabs'
import { ViewBar } from '@/components/views/view-bar'
import { mayActInBulk } from '@/lib/bulk/rules'
import { listChosenFields, listChosenValues, nameOfField } from '@/lib/custom/queries'
import { mayKeepIdentities } from '@/lib/identities/rules'
import { fieldIdsOf, peopleParams, peopleQuery, peopleSort, peopleViews } from '@/lib/people/input'
import { listFilterChoices, listPeople } from '@/lib/people/queries'
import { mayListPeople, mayMaintainPeople } from '@/lib/people/rules'
import { query } from '@/lib/session'
import { mayKeepTags } from '@/lib/tags/rules'
import { getTranslations } from '@/lib/translations'
import { listViews } from '@/lib/views/queries'
import { isDirty, viewHref } from '@/lib/views/rules'
import { PeopleFilters } from './people-filters'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people.list')
  return { title: t('title') }
}

export default async function PeoplePage({ searchParams }: PageProps<'/hq/people'>) {
  const t = await getTranslations('people.list')
  const portals = await getTranslations('account.portals')
  const exports = await getTranslations('exports')
  const saved = await getTranslations('views')
  const bulk = await getTranslations('bulk.bar')
  const tags = await getTranslations('tags')
  const search = await getTranslations('identities.search')
  const typed = await searchParams
  const params = peopleParams.parse(typed)
  const found = await query(async (tx, actor) => {
    if (!mayListPeople(actor.role)) return undefined
    const [choices, page, views] = await Promise.all([
      listFilterChoices(tx, actor, params),
      listPeople(tx, actor, params),
      listViews(tx, actor),
    ])
    const fields = await listChosenFields(tx, actor, fieldIdsOf(params.cols))
    const cells = await listChosenValues(
      tx,
      actor,
      fields,
      page.rows.map(row => row.number),
    )
    const heads = fields.map(field => ({ id: field.id, name: nameOfField(field, actor.locale) }))
    return { actor, choices, page, views, more: { heads, cells } }
  })
  if (!found) notFound()
  const { actor, choices, page, views, more } = found
  const start = views.views.find(view => view.id === views.startViewId)
  if (start && Object.keys(typed).length === 0) redirect(viewHref(start))
  const current = views.views.find(view => view.id === params.saved)
  const now = peopleQuery(params)
  // With a view to start with, the bare address is that view: whatever is not it says so.
  const asked = start ? { ...typed, view: params.view } : typed
  const everybody = start ? '/hq/people?view=present' : '/hq/people'
  const on = params.on ?? actor.today
  const documentsHref = mayKeepIdentities(actor.role) ? '/hq/people/by-document' : undefined

  return (
    <InboxKeys>
      <Live topics={['employee']} />
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader
        title={t('title')}
        actions={
          <>
            {mayKeepTags(actor) && (
              <LinkButton href="/hq/tags" variant="ghost">
                {tags('title')}
              </LinkButton>
            )}
            {documentsHref && (
              <LinkButton href={documentsHref} variant="ghost" icon={<Icon name="user-search" />}>
                {search('title')}
              </LinkButton>
            )}
            <LinkButton href="/hq/exports" variant="ghost">
              {exports('all')}
            </LinkButton>
            <ExportButton params={params} role={actor.role} />
            {mayMaintainPeople(actor.role) && (
              <LinkButton href="/hq/people/new" variant="primary" icon={<Icon name="user-plus" />}>
                {t('hire')}
              </LinkButton>
            )}
          </>
        }
      />
      <Tabs
        label={t('views')}
        items={[
          ...peopleViews.map(view => ({
            href: withParams(typed, {
              view: view === 'present' && !start ? undefined : view,
              saved: undefined,
              after: undefined,
              before: undefined,
            }),
            label: t(`view.${view}`),
            current: !current && params.view === view,
          })),
          ...views.views.map(view => ({
            href: viewHref(view),
            label: view.name,
            current: view === current,
            mark: view === current && isDirty(view, now) ? saved('dirty') : undefined,
          })),
        ]}
      />
      <ViewBar
        views={views}
        current={current}
        now={now}
        params={params}
        fields={choices.fields.map(({ code, name }) => [`field:${code}`, name])}
        role={actor.role}
      />
      {on < actor.today && (
        <div className="mb-3">
          <Banner
            actions={
              <LinkButton size="small" href={withParams(typed, { on: undefined })}>
                {t('today')}
              </LinkButton>
            }
          >
            {t('asOf', { date: on })}
          </Banner>
        </div>
      )}
      <div data-density={views.density}>
        <Card flush>
          <PeopleFilters
            typed={asked}
            reset={everybody}
            params={params}
            choices={choices}
            today={actor.today}
            documentsHref={documentsHref}
          />
          {page.rows.length > 0 ? (
            <PeopleTable
              rows={page.rows}
              params={{ ...typed, sort: peopleSort(params) }}
              on={on}
              columns={params.cols}
              more={more}
              ticks={
                mayActInBulk(actor.role)
                  ? { form: bulkForm, label: bulk('tick', { name: '{name}' }) }
                  : undefined
              }
            />
          ) : (
            <EmptyState
              icon={<Icon name="user-search" />}
              title={t('emptyTitle')}
              detail={t('emptyDetail')}
              action={<LinkButton href={everybody}>{t('reset')}</LinkButton>}
            />
          )}
          {page.rows.length > 0 && mayActInBulk(actor.role) && (
            <BulkBar now={now} total={page.total} cap={page.cap} />
          )}
          <Pagination
            params={typed}
            total={page.total}
            cap={page.cap}
            previous={page.previous}
            next={page.next}
          />
        </Card>
      </div>
    </InboxKeys>
  )
}
