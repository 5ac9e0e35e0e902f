import type { Metadata } from 'next'
import { GiveDialog } from '@/components/courses/give-dialog'
import { LearnerTable } from '@/components/courses/learner-table'
import { Live } from '@/components/live/live'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { ChoiceFilter } from '@/components/ui/choice-filter'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { withParams } from '@/components/ui/search-params'
import { Tabs } from '@/components/ui/tabs'
import { listGivable } from '@/lib/courses/queries'
import { owingLists, owingParamsOf } from '@/lib/learning/input'
import { listOwing } from '@/lib/learning/queries'
import { mayGive } from '@/lib/learning/rules'
import { pathOfSeat } from '@/lib/seat'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('courses.store'))('title') }
}

/** 补学名单: who owes which course here, and why. */
export default async function OwingPage({ searchParams }: PageProps<'/store/[unit]/courses'>) {
  const params = owingParamsOf(await searchParams)
  const { actor, page, courses } = await query(async (tx, actor) => ({
    actor,
    page: await listOwing(tx, actor, params),
    courses: await listGivable(tx),
  }))
  const t = await getTranslations('courses.store')
  const portals = await getTranslations('account.portals')
  const base = pathOfSeat(actor)
  const kept = { list: params.list === 'all' ? undefined : params.list, course: params.course }
  return (
    <InboxKeys>
      <Live topics={['employee']} />
      <Breadcrumb items={[{ label: portals('store'), href: base }, { label: t('title') }]} />
      <PageHeader
        title={t('title')}
        detail={t('detail')}
        actions={
          mayGive(actor) && (
            <GiveDialog
              courses={courses}
              people={`${base}/search/people`}
              today={actor.today}
              mayRepeat={false}
            />
          )
        }
      />
      <Tabs
        label={t('lists.label')}
        items={owingLists.map(one => ({
          href: withParams(kept, { list: one === 'all' ? undefined : one }),
          label: t(`lists.${one}`),
          count: page.counts[one],
          current: one === params.list,
        }))}
      />
      <div className="mb-3 max-w-80">
        <ChoiceFilter
          name="course"
          chosen={params.course ?? ''}
          options={courses.map(({ number, title }) => ({ value: number, label: title }))}
          texts={{ label: t('course'), any: t('anyCourse') }}
        />
      </div>
      <Card flush>
        {page.rows.length > 0 ? (
          <LearnerTable rows={page.rows} actor={actor} people={`${base}/team`} of="store" />
        ) : (
          <EmptyState icon={<Icon name="school" />} title={t('empty')} detail={t('emptyDetail')} />
        )}
        <Pagination
          params={kept}
          total={page.counts[params.list]}
          previous={page.previous}
          next={page.next}
        />
      </Card>
    </InboxKeys>
  )
}
