import { dayIn, zone } from '@/lib/clock'
import type { Enrollment } from '@/lib/learning/queries'
import { progressOf } from '@/lib/learning/rules'
import { useTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { StandingBadge } from './standing-badge'
import { useWhy } from './why'

/** One's own courses, each with how far one is, by when, and why. */
export function OwnCourses({ rows, today }: { rows: Enrollment[]; today: string }) {
  const t = useTranslations('courses.own')
  const why = useWhy()
  return (
    <ul className="divide-y divide-line">
      {rows.map(row => (
        <li key={row.id}>
          <a
            href={`/me/courses/${row.id}`}
            className="grid min-h-12 gap-1.5 px-(--pad) py-3 hover:bg-surface-2"
          >
            <span className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-semibold">{row.title}</span>
              <StandingBadge of={row} today={today} />
            </span>
            {row.status === 'open' && (
              <span className="h-2 overflow-hidden rounded-full bg-surface-2" aria-hidden>
                <span className="block h-full rounded-full bg-hq" style={{ width: `${progressOf(row)}%` }} />
              </span>
            )}
            <span className="num text-ink-2 text-sm">
              {[
                row.status === 'open' && t('dueOn', { date: row.dueOn }),
                row.completedAt && t('completedOn', { date: dayIn(zone, new Date(row.completedAt)) }),
                t('lessons', { done: row.lessonsDone, of: row.lessons }),
                t('minutes', { n: row.minutes }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className="text-ink-2 text-sm">{row.withdrawnReason || why(row)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const shown = 3

/** On one's first page: what is to be learnt, what is due first. */
export function OwnCoursesCard({ rows, today }: { rows: Enrollment[]; today: string }) {
  const t = useTranslations('courses.own')
  return (
    <Card
      title={t('card', { n: rows.length })}
      flush
      actions={
        <a href="/me/courses" className="text-hq-ink hover:underline">
          {t('all')}
        </a>
      }
    >
      <OwnCourses rows={rows.slice(0, shown)} today={today} />
    </Card>
  )
}
