import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { LessonButton } from '@/components/courses/lesson-button'
import { StandingBadge } from '@/components/courses/standing-badge'
import { useWhy } from '@/components/courses/why'
import { NoticeText } from '@/components/notices/notice-text'
import { Breadcrumb } from '@/components/ui/breadcrumb'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Meter } from '@/components/ui/meter'
import { PageHeader } from '@/components/ui/page-header'
import { withParams } from '@/components/ui/search-params'
import { dayIn, zone } from '@/lib/clock'
import { isId } from '@/lib/id'
import { getOwn, listOwnLessons, type OwnEnrollment, type OwnLesson } from '@/lib/learning/queries'
import { nextLesson, progressOf } from '@/lib/learning/rules'
import { textParam } from '@/lib/paging'
import { query } from '@/lib/session'
import { getTranslations, useTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('courses.own'))('title') }
}

/** A course to learn: its lessons, and the one that is open. A lesson is read once it is opened, which the server notes. */
export default async function OwnCoursePage({ params, searchParams }: PageProps<'/me/courses/[id]'>) {
  const { id } = await params
  const typed = await searchParams
  const found = await query(async (tx, actor) => {
    if (!isId(id) || !actor.employeeId) return undefined
    const enrollment = await getOwn(tx, actor, id)
    return { actor, enrollment, lessons: await listOwnLessons(tx, enrollment) }
  })
  if (!found) notFound()
  const { actor, enrollment, lessons } = found
  const t = await getTranslations('courses.own')
  const portals = await getTranslations('account.portals')
  const asked = textParam(typed.lesson)
  const open = lessons.find(one => one.id === asked && one.openedAt !== null)
  const next = nextLesson(lessons)
  return (
    <div className="mx-auto grid max-w-4xl gap-(--gap)">
      <div>
        <Breadcrumb
          items={[
            { label: portals('me'), href: '/me' },
            { label: t('title'), href: '/me/courses' },
            { label: enrollment.title },
          ]}
        />
        <PageHeader
          title={enrollment.title}
          badge={<StandingBadge of={enrollment} today={actor.today} />}
          detail={enrollment.summary}
        />
      </div>
      {open && <LessonCard enrollment={enrollment} lessons={lessons} lesson={open} />}
      <Card title={t('outline')} flush>
        <div className="px-(--pad) py-3">
          <Meter
            label={t('lessons', { done: enrollment.lessonsDone, of: enrollment.lessons })}
            value={progressOf(enrollment)}
          />
          <Facts enrollment={enrollment} />
        </div>
        <ol className="divide-y divide-line border-line border-t">
          {lessons.map((lesson, at) => (
            <li
              key={lesson.id}
              className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-(--pad) py-2"
            >
              <span className="min-w-0 grow">
                <span className="num text-ink-2">{at + 1}.</span>{' '}
                {lesson.openedAt === null ? (
                  lesson.title
                ) : (
                  <a
                    href={withParams({}, { lesson: lesson.id })}
                    aria-current={lesson.id === open?.id ? 'true' : undefined}
                    className="text-hq-ink underline"
                  >
                    {lesson.title}
                  </a>
                )}{' '}
                <span className="num text-ink-2 text-sm">{t('minutes', { n: lesson.minutes })}</span>
              </span>
              {lesson.completedAt !== null ? (
                <span className="inline-flex items-center gap-1 text-ok-ink text-sm">
                  <Icon name="check" />
                  {t('learnt')}
                </span>
              ) : (
                enrollment.status === 'open' &&
                lesson.id !== open?.id &&
                (lesson.id === next?.id || lesson.openedAt !== null) && (
                  <LessonButton
                    does="open"
                    enrollmentId={enrollment.id}
                    lessonId={lesson.id}
                    words={{
                      press: t(lesson.openedAt === null ? (at === 0 ? 'begin' : 'go') : 'resume'),
                      completed: t('completed'),
                    }}
                  />
                )
              )}
            </li>
          ))}
        </ol>
      </Card>
    </div>
  )
}

function Facts({ enrollment }: { enrollment: OwnEnrollment }) {
  const t = useTranslations('courses.own')
  const why = useWhy()
  return (
    <p className="num mt-2 text-ink-2 text-sm">
      {[
        enrollment.status === 'open' && t('dueOn', { date: enrollment.dueOn }),
        enrollment.completedAt && t('completedOn', { date: dayIn(zone, new Date(enrollment.completedAt)) }),
        t('version', { n: enrollment.version }),
        enrollment.withdrawnReason || why(enrollment),
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}

function LessonCard({
  enrollment,
  lessons,
  lesson,
}: {
  enrollment: OwnEnrollment
  lessons: OwnLesson[]
  lesson: OwnLesson
}) {
  const t = useTranslations('courses.own')
  const at = lessons.indexOf(lesson)
  const isLast = nextLesson(lessons, lesson.id) === undefined
  return (
    <Card title={t('lessonOf', { n: at + 1, of: lessons.length, title: lesson.title })}>
      <NoticeText body={lesson.body} />
      {lesson.completedAt === null && enrollment.status === 'open' && (
        <div className="mt-4 flex justify-end">
          <LessonButton
            does="complete"
            enrollmentId={enrollment.id}
            lessonId={lesson.id}
            words={{ press: t(isLast ? 'finish' : 'learn'), completed: t('completed') }}
          />
        </div>
      )}
    </Card>
  )
}
