import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { CourseVerbs } from '@/components/courses/course-verbs'
import { GiveDialog } from '@/components/courses/give-dialog'
import { LearnerTable } from '@/components/courses/learner-table'
import { AddLesson, LessonList } from '@/components/courses/lesson-list'
import { AddRule, RuleList } from '@/components/courses/rule-list'
import { Live } from '@/components/live/live'
import { getWhen } from '@/components/requests/when'
import { Badge } from '@/components/ui/badge'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { InboxKeys } from '@/components/ui/inbox-keys'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { withParams } from '@/components/ui/search-params'
import { Tabs } from '@/components/ui/tabs'
import type { Tx } from '@/db/client'
import type { Actor } from '@/lib/actor'
import { courseNumber } from '@/lib/courses/input'
import {
  type Course,
  draftOf,
  getCourse,
  listLessons,
  listOwing,
  listRules,
  listWhoms,
  mostAtOnce,
} from '@/lib/courses/queries'
import { mayKeepCourses, mayReadCourses } from '@/lib/courses/rules'
import { learningLists, learningParamsOf } from '@/lib/learning/input'
import { type LearnerPage, listLearners } from '@/lib/learning/queries'
import { choiceParam, textParam } from '@/lib/paging'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

type Typed = Record<string, string | string[] | undefined>
const tabs = ['people', 'rules', 'lessons'] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('courses'))('title') }
}

export default async function CoursePage({ params, searchParams }: PageProps<'/hq/courses/[number]'>) {
  const { number } = await params
  const typed = await searchParams
  const found = await query(async (tx, actor) => {
    if (!mayReadCourses(actor) || !courseNumber.safeParse(number).success) return undefined
    const course = await getCourse(tx, number)
    const keeps = mayKeepCourses(actor)
    // what a course teaches is HR's to see; a new one has nothing else to show
    const tab = keeps
      ? choiceParam(typed.tab ?? (course.state === 'draft' ? 'lessons' : 'people'), tabs)
      : 'people'
    return {
      actor,
      course,
      keeps,
      tab,
      rules: await listRules(tx, actor, course.id),
      people: await listLearners(tx, actor, course.id, learningParamsOf(typed)),
      lessons: keeps ? await lessonsOf(tx, course, typed) : undefined,
      asked: keeps && tab === 'rules' ? await askedBy(tx, actor, course, typed) : undefined,
      whoms: keeps && tab === 'rules' ? await listWhoms(tx) : undefined,
    }
  })
  if (!found) notFound()
  const { actor, course, keeps, tab, rules, people, lessons, asked, whoms } = found
  const t = await getTranslations('courses')
  const portals = await getTranslations('account.portals')
  const when = await getWhen(actor.now)
  const seen = { number: course.number, revision: String(course.revision) }
  const isDraft = lessons?.version.publishedAt === null
  return (
    <InboxKeys>
      <Live topics={['course', 'employee']} />
      <Breadcrumb
        items={[
          { label: portals('hq'), href: '/hq' },
          { label: t('title'), href: '/hq/courses' },
          { label: course.title },
        ]}
      />
      <PageHeader
        title={course.title}
        badge={
          <Badge
            tone={course.state === 'published' ? 'ok' : 'mute'}
            icon={course.state === 'published' ? 'check' : 'pencil'}
          >
            {t(`states.${course.state}`)}
            {course.version > 0 && <span className="num"> v{course.version}</span>}
          </Badge>
        }
        detail={[course.number, course.summary].filter(Boolean).join(' · ')}
        actions={keeps && <CourseVerbs course={course} lessons={lessons?.draftLessons ?? 0} />}
      />
      {keeps && (
        <Tabs
          label={t('tabs.label')}
          items={tabs.map(one => ({
            href: withParams({}, { tab: one }),
            label: t(`tabs.${one}`),
            count:
              one === 'people'
                ? people.counts.open
                : one === 'rules'
                  ? rules.filter(rule => !rule.isEnded).length
                  : lessons?.rows.length,
            current: one === tab,
          }))}
        />
      )}
      {tab === 'people' && (
        <People
          page={people}
          typed={typed}
          actor={actor}
          course={keeps && course.state === 'published' ? course.number : undefined}
        />
      )}
      {tab === 'rules' && whoms && (
        <Card
          title={t('rules.title')}
          flush
          actions={course.state !== 'retired' && <AddRule course={course} whoms={whoms} />}
        >
          {rules.length > 0 ? (
            <RuleList rules={rules} keeps={keeps} isGiven={course.state === 'published'} asked={asked} />
          ) : (
            <EmptyState
              icon={<Icon name="users" />}
              title={t('rules.empty')}
              detail={t('rules.emptyDetail')}
            />
          )}
        </Card>
      )}
      {tab === 'lessons' && lessons && (
        <Card
          title={t(isDraft ? 'versions.draft' : 'versions.version', { n: lessons.version.version })}
          flush
          actions={isDraft && <AddLesson seen={seen} />}
          footer={
            course.versions.length > 1 && (
              <ul className="flex flex-wrap gap-x-4 gap-y-1">
                {course.versions.map(one => (
                  <li key={one.id}>
                    <a
                      href={withParams({}, { tab: 'lessons', version: String(one.version) })}
                      aria-current={one.id === lessons.version.id ? 'true' : undefined}
                      className="text-hq-ink hover:underline"
                    >
                      {one.publishedAt === null
                        ? t('versions.draft', { n: one.version })
                        : t('versions.published', {
                            n: one.version,
                            when: when.stamp(new Date(one.publishedAt)),
                            name: one.authorName,
                          })}
                    </a>
                  </li>
                ))}
              </ul>
            )
          }
        >
          {lessons.rows.length > 0 ? (
            <LessonList lessons={lessons.rows} seen={isDraft ? seen : undefined} />
          ) : (
            <EmptyState
              icon={<Icon name="school" />}
              title={t('lesson.empty')}
              detail={t('lesson.emptyDetail')}
              action={<AddLesson seen={seen} />}
            />
          )}
        </Card>
      )}
    </InboxKeys>
  )
}

/** Of the draft, unless another version is asked for. */
async function lessonsOf(tx: Tx, course: Course, typed: Typed) {
  const draft = draftOf(course)
  const wanted = Number(textParam(typed.version))
  const version =
    course.versions.find(one => one.version === wanted) ?? draft ?? course.versions[0] ?? notFound()
  const rows = await listLessons(tx, version.id)
  const draftLessons = draft && draft.id !== version.id ? await listLessons(tx, draft.id) : rows
  return { version, rows, draftLessons: draft ? draftLessons.length : 0 }
}

/** Whom of those who are there already a rule would ask, where the address names one. */
async function askedBy(tx: Tx, actor: Actor, course: Course, typed: Typed) {
  const rule = (await listRules(tx, actor, course.id)).find(one => one.id === textParam(typed.rule))
  if (!rule || rule.isEnded || course.state !== 'published') return undefined
  const owing = await listOwing(tx, actor, rule)
  return {
    ruleId: rule.id,
    people: owing.slice(0, mostAtOnce),
    isTooMany: owing.length > mostAtOnce,
    today: actor.today,
  }
}

async function People({
  page,
  typed,
  actor,
  course,
}: {
  page: LearnerPage
  typed: Typed
  actor: Actor
  /** Where it can be given. */
  course: string | undefined
}) {
  const t = await getTranslations('courses')
  const { list } = learningParamsOf(typed)
  return (
    <Card
      title={t('learners.title')}
      flush
      actions={
        course && (
          <GiveDialog course={course} people="/hq/search/people" today={actor.today} mayRepeat size="small" />
        )
      }
    >
      <div className="px-(--pad) pt-2">
        <Tabs
          label={t('lists.label')}
          items={learningLists.map(one => ({
            href: withParams({}, { tab: 'people', list: one }),
            label: t(`lists.${one}`),
            count: page.counts[one],
            current: one === list,
          }))}
        />
      </div>
      {page.rows.length > 0 ? (
        <LearnerTable rows={page.rows} actor={actor} people="/hq/people" of="course" />
      ) : (
        <EmptyState
          icon={<Icon name="users" />}
          title={t('learners.empty')}
          detail={t('learners.emptyDetail')}
        />
      )}
      <Pagination
        params={{ tab: 'people', list }}
        total={page.counts[list]}
        previous={page.previous}
        next={page.next}
      />
    </Card>
  )
}
