import type { Metadata } from 'next'
import { useCourseFields } from '@/components/courses/course-verbs'
import { Live } from '@/components/live/live'
import { RecordDialog } from '@/components/organisation/record-dialog'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { QueryStrip, SelectFilter } from '@/components/ui/query-strip'
import { RowLink, Table, Td, Th } from '@/components/ui/table'
import { createCourse } from '@/lib/courses/actions'
import { coursesParamsOf } from '@/lib/courses/input'
import { type CourseRow, listCourses } from '@/lib/courses/queries'
import { courseStates, mayKeepCourses } from '@/lib/courses/rules'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('courses'))('title') }
}

export default async function CoursesPage({ searchParams }: PageProps<'/hq/courses'>) {
  const typed = await searchParams
  const params = coursesParamsOf(typed)
  const { actor, page } = await query(async (tx, actor) => ({
    actor,
    page: await listCourses(tx, actor, params),
  }))
  const t = await getTranslations('courses')
  const portals = await getTranslations('account.portals')
  const isFiltered = Boolean(params.q || params.state !== 'all')
  const add = mayKeepCourses(actor) && <AddCourse />
  return (
    <InboxKeys>
      <Live topics={['course', 'employee']} />
      <Breadcrumb items={[{ label: portals('hq'), href: '/hq' }, { label: t('title') }]} />
      <PageHeader title={t('title')} detail={t('detail')} actions={add} />
      <Card flush>
        <QueryStrip params={typed} placeholder={t('search')} resetHref="/hq/courses">
          <SelectFilter
            label={t('list.state')}
            name="state"
            defaultValue={params.state}
            options={['all' as const, ...courseStates].map(value => ({ value, label: t(`states.${value}`) }))}
          />
        </QueryStrip>
        {page.rows.length > 0 ? (
          <CourseTable rows={page.rows} />
        ) : (
          <EmptyState
            icon={<Icon name="school" />}
            title={t(isFiltered ? 'empty.none' : 'empty.title')}
            detail={t(isFiltered ? 'empty.noneDetail' : 'empty.detail')}
            action={isFiltered ? <LinkButton href="/hq/courses">{t('empty.reset')}</LinkButton> : add}
          />
        )}
        {(page.previous || page.next) && (
          <Pagination params={typed} total={page.rows.length} previous={page.previous} next={page.next} />
        )}
      </Card>
    </InboxKeys>
  )
}

function AddCourse() {
  const t = useTranslations('courses')
  const fields = useCourseFields()
  return (
    <RecordDialog
      trigger={t('add')}
      variant="primary"
      icon={<Icon name="plus" />}
      detail={t('addDetail')}
      action={createCourse}
      success={t('added')}
      doneHref="/hq/courses/{number}"
      fields={fields()}
    />
  )
}

function CourseTable({ rows }: { rows: CourseRow[] }) {
  const t = useTranslations('courses.list')
  const states = useTranslations('courses.states')
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('course')}</Th>
          <Th>{t('state')}</Th>
          <Th numeric>{t('lessons')}</Th>
          <Th numeric>{t('rules')}</Th>
          <Th numeric>{t('open')}</Th>
          <Th numeric>{t('overdue')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map(course => (
          <tr key={course.id}>
            <td>
              <div className="min-w-0">
                <RowLink href={`/hq/courses/${course.number}`}>{course.title}</RowLink>{' '}
                <span className="num whitespace-nowrap text-ink-2">{course.number}</span>
                <p className="text-ink-2 text-sm">{course.summary}</p>
              </div>
            </td>
            <Td label={t('state')}>
              <CourseBadge state={course.state} label={states(course.state)} version={course.version} />
            </Td>
            <Td label={t('lessons')} numeric className="num">
              {course.version > 0 ? course.lessons : '–'}
              {course.minutes > 0 && (
                <span className="text-ink-2"> · {t('minutes', { n: course.minutes })}</span>
              )}
              {course.draftLessons !== null && (
                <span className="block text-ink-2 text-sm">{t('draft', { n: course.draftLessons })}</span>
              )}
            </Td>
            <Td label={t('rules')} numeric className="num">
              {course.rules}
            </Td>
            <Td label={t('open')} numeric className="num">
              {course.open}
            </Td>
            <Td label={t('overdue')} numeric className={course.overdue > 0 ? 'num text-bad-ink' : 'num'}>
              {course.overdue}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const looks = {
  published: { tone: 'ok', icon: 'check' },
  draft: { tone: 'mute', icon: 'pencil' },
  retired: { tone: 'mute', icon: 'x' },
} as const

function CourseBadge({ state, label, version }: Pick<CourseRow, 'state' | 'version'> & { label: string }) {
  return (
    <Badge {...looks[state]}>
      {label}
      {version > 0 && <span className="num"> v{version}</span>}
    </Badge>
  )
}
