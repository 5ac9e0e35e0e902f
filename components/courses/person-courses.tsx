import { dayIn, zone } from '@/lib/clock'
import type { Enrollment, Training } from '@/lib/learning/queries'
import { useTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { Icon } from '../ui/icon'
import { StandingBadge } from './standing-badge'
import { useWhy } from './why'

const shown = 6

/**
 * On a person's page: what they have to learn, and what they learnt last. A store has besides what was learnt elsewhere, which it may know
 * only with the person's consent: without it that is hidden, not missing.
 */
export function PersonCourses({
  rows,
  today,
  coursesAt,
  elsewhere,
}: {
  rows: Enrollment[]
  today: string
  /** Where a course has a page that the reader may open. */
  coursesAt?: string
  elsewhere?: { consented: boolean; training: Training[] }
}) {
  const t = useTranslations('courses.person')
  const why = useWhy()
  const rest = rows.length - shown
  return (
    <Card title={t('title')} flush>
      {rows.length === 0 && <p className="px-(--pad) py-2 text-ink-2">{t('none')}</p>}
      <ul className="divide-y divide-line">
        {rows.slice(0, shown).map(row => (
          <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-(--pad) py-2">
            <span className="min-w-0 grow">
              {coursesAt ? (
                <a href={`${coursesAt}/${row.number}`} className="font-semibold text-hq-ink hover:underline">
                  {row.title}
                </a>
              ) : (
                <span className="font-semibold">{row.title}</span>
              )}
              <span className="block text-ink-2 text-sm">{why(row)}</span>
            </span>
            <span className="num text-ink-2 text-sm">
              {row.completedAt
                ? t('completedOn', { date: dayIn(zone, new Date(row.completedAt)) })
                : row.status === 'open' && t('dueOn', { date: row.dueOn })}
            </span>
            <StandingBadge of={row} today={today} />
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="num px-(--pad) py-2 text-ink-2 text-sm">{t('rest', { n: rest })}</p>}
      {elsewhere && (
        <div className="border-line border-t px-(--pad) py-2 text-sm">
          <h3 className="mb-1 text-ink-3">{t('elsewhere')}</h3>
          {!elsewhere.consented ? (
            <p className="inline-flex items-center gap-1.5 text-ink-2">
              <Icon name="lock" />
              {t('notConsented')}
            </p>
          ) : elsewhere.training.length === 0 ? (
            <p className="text-ink-2">{t('nothingElsewhere')}</p>
          ) : (
            <ul className="grid gap-1">
              {elsewhere.training.map(({ title, completedAt }) => (
                <li key={`${title} ${completedAt}`}>
                  {title} <span className="num text-ink-2">{dayIn(zone, new Date(completedAt))}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </Card>
  )
}
