import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EntryTable } from '@/components/calendar/entry-table'
import { MonthGrid } from '@/components/calendar/month-grid'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { MaskedValue } from '@/components/ui/masked-value'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Picker } from '@/components/ui/picker'
import { Filter, QueryStrip } from '@/components/ui/query-strip'
import { type SearchParams, withParams } from '@/components/ui/search-params'
import { Tabs } from '@/components/ui/tabs'
import { calendarParams } from '@/lib/calendar/input'
import { listCalendar } from '@/lib/calendar/queries'
import { kindsFor, monthOf } from '@/lib/calendar/rules'
import { mayListPeople } from '@/lib/people/rules'
import { query } from '@/lib/session'
import { getFormatter, getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calendar'))('title') }
}

/** 人员日历: what HR has to remember of people, month by month. */
export default async function CalendarPage({ searchParams }: PageProps<'/hq/calendar'>) {
  const t = await getTranslations('calendar')
  const portals = await getTranslations('account.portals')
  const typed = await searchParams
  const params = calendarParams.parse(typed)
  const found = await query(async (tx, actor) => {
    if (!mayListPeople(actor.role)) return undefined
    const month = monthOf(params.month ?? (params.day ?? actor.today).slice(0, 7))
    return { actor, month, page: await listCalendar(tx, actor, params, month) }
  })
  if (!found) notFound()
  const { actor, month, page } = found
  const kinds = kindsFor(actor.role)
  const day = params.day?.startsWith(month.name) ? params.day : undefined
  const title = await nameOf(month.from)
  const to = (over: SearchParams) => withParams(typed, { after: undefined, before: undefined, ...over })
  return (
    <InboxKeys>
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={t('detail')} />
      <Tabs
        label={t('views')}
        items={(['all', ...kinds] as const).map(kind => ({
          href: to({ kind: kind === 'all' ? undefined : kind }),
          label: t(`kinds.${kind}`),
          current: params.kind === kind,
        }))}
      />
      <div className="grid items-start gap-(--gap)">
        <Card
          flush
          title={title}
          actions={
            <nav aria-label={title} className="flex flex-wrap gap-1">
              <LinkButton size="small" href={to({ month: month.previous, day: undefined })} rel="prev">
                <Icon name="chevron-left" />
                {t('previous')}
              </LinkButton>
              <LinkButton size="small" href={to({ month: undefined, day: undefined })}>
                {t('thisMonth')}
              </LinkButton>
              <LinkButton size="small" href={to({ month: month.next, day: undefined })} rel="next">
                {t('next')}
                <Icon name="chevron-right" />
              </LinkButton>
            </nav>
          }
          footer={kinds.includes('birthday') ? t('birthdayNote') : <MaskedValue hidden={t('hidden')} />}
        >
          <MonthGrid
            month={month}
            title={title}
            kinds={kinds}
            days={page.days}
            today={actor.today}
            day={day}
            typed={typed}
          />
        </Card>
        <Card
          flush
          title={day ?? title}
          actions={
            day && (
              <a href={to({ day: undefined })} className="text-hq-ink hover:underline">
                {t('whole')}
              </a>
            )
          }
        >
          <QueryStrip
            params={typed}
            placeholder={t('search')}
            keep={['month', 'day', 'kind']}
            resetHref={withParams({}, { month: params.month })}
          >
            <Filter label={t('unit')}>
              {id => (
                <Picker
                  key={params.unit}
                  control={{ id, name: 'unit' }}
                  url="/hq/search/units?by=code"
                  placeholder={t('unitHint')}
                  defaultValue={page.unit ? { id: page.unit.code, label: page.unit.name } : undefined}
                />
              )}
            </Filter>
          </QueryStrip>
          {page.rows.length > 0 ? (
            <EntryTable rows={page.rows} caption={t('caption', { what: day ?? title })} />
          ) : (
            <EmptyState
              icon={<Icon name="calendar-event" />}
              title={t('emptyTitle')}
              detail={t('emptyDetail')}
              action={<LinkButton href="/hq/calendar">{t('thisMonth')}</LinkButton>}
            />
          )}
          <Pagination params={typed} total={page.total} previous={page.previous} next={page.next} />
        </Card>
      </div>
    </InboxKeys>
  )
}

/** 2026年11月, November 2026. */
async function nameOf(first: string): Promise<string> {
  const format = await getFormatter()
  return format.dateTime(new Date(`${first}T00:00:00Z`), { year: 'numeric', month: 'long', timeZone: 'UTC' })
}
