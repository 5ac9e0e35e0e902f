import type { Actor } from '@/lib/actor'
import type { Learner } from '@/lib/learning/queries'
import { mayGive, progressOf } from '@/lib/learning/rules'
import { useTranslations } from '@/lib/translations'
import { RowLink, Table, Td, Th } from '../ui/table'
import { OwingVerbs } from './owing-verbs'
import { StandingBadge } from './standing-badge'
import { useWhy, useWhyGone } from './why'

/** Who has to learn what, why, and how far they are. `of` leaves out the column that the page is about. */
export function LearnerTable({
  rows,
  actor,
  people,
  of,
}: {
  rows: Learner[]
  actor: Actor
  /** Where a person's page is, before their number. */
  people: string
  of: 'course' | 'store'
}) {
  const t = useTranslations('courses.learners')
  const why = useWhy()
  const whyGone = useWhyGone()
  const gives = mayGive(actor)
  return (
    <Table caption={t('caption')}>
      <thead>
        <tr>
          <Th>{t('person')}</Th>
          {of === 'store' && <Th>{t('course')}</Th>}
          <Th>{t('standing')}</Th>
          <Th>{t('due')}</Th>
          <Th>{t('why')}</Th>
          {gives && (
            <Th>
              <span className="sr-only">{t('verbs')}</span>
            </Th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <tr key={row.id}>
            <td>
              <div className="min-w-0">
                <RowLink href={`${people}/${row.employeeNumber}`}>{row.name}</RowLink>{' '}
                <span className="num whitespace-nowrap text-ink-2">{row.employeeNumber}</span>
                <p className="text-ink-2 text-sm">{row.unitName}</p>
              </div>
            </td>
            {of === 'store' && <Td label={t('course')}>{row.title}</Td>}
            <Td label={t('standing')} className="whitespace-nowrap max-sm:col-span-2">
              <StandingBadge of={row} today={actor.today} />
              <span className="num block text-ink-2 text-sm">
                {t('lessons', { done: row.lessonsDone, of: row.lessons })}
                {row.status === 'open' && row.lessonsDone > 0 && ` · ${progressOf(row)}%`}
              </span>
            </Td>
            <Td label={t('due')} className="num">
              {row.dueOn}
            </Td>
            <Td label={t('why')} className="max-sm:col-span-2">
              <div className="min-w-0">
                {why(row)}
                {row.status === 'withdrawn' && <p className="text-ink-2 text-sm">{whyGone(row)}</p>}
              </div>
            </Td>
            {gives && (
              <Td label={t('verbs')} className="max-sm:col-span-2">
                {row.status === 'open' && <OwingVerbs one={row} actor={actor} />}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
