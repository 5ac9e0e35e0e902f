import { daysBetween } from '@/lib/clock'
import type { Enrollment } from '@/lib/learning/queries'
import type { FirstWeek } from '@/lib/milestones/queries'
import { useTranslations } from '@/lib/translations'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'

/** On the page of somebody who has just come: what a manager needs in their first week, and what others praised. */
export function FirstWeekCard({
  found,
  courses,
  ends,
  today,
  at,
  lacksConsent,
}: {
  found: FirstWeek
  /** What they have to learn here, what is due first. */
  courses: Pick<Enrollment, 'dueOn'>[]
  /** When the stay is over, as the page says it of everybody. */
  ends: { label: string; value: string }
  today: string
  at: string
  lacksConsent: boolean
}) {
  const t = useTranslations('milestones.firstWeek')
  const c = useTranslations('courses.store')
  const { contactPhone: phone, request } = found
  const [first] = courses
  return (
    <Card title={t('title')} actions={t('day', { day: daysBetween(found.arrivedOn, today) + 1 })}>
      <DescList
        columns={1}
        items={[
          { label: t('contact'), value: found.contactName || t('unknown') },
          ...(phone ? [{ label: t('phone'), value: <a href={`tel:${phone}`}>{phone}</a> }] : []),
          ends,
          {
            label: c('firstWeek'),
            value: first ? (
              <a href={`${at}/courses`} className="text-hq-ink underline">
                {c('firstWeekDue', { n: courses.length, date: first.dueOn })}
              </a>
            ) : (
              c('firstWeekNone')
            ),
          },
          ...(request && found.total > 0
            ? [
                {
                  label: t('handOver'),
                  value: (
                    <a href={`${at}/requests/${request}`} className="text-hq-ink underline">
                      {t('handOverState', { done: found.done, total: found.total })}
                    </a>
                  ),
                },
              ]
            : []),
        ]}
      />
      <h3 className="mt-3 mb-1 text-ink-3">{t('praise')}</h3>
      {found.praise.length === 0 ? (
        <p className="text-ink-2">{lacksConsent ? t('noConsent') : t('noPraise')}</p>
      ) : (
        <ul className="grid gap-2">
          {found.praise.map(({ authorName, unitName, body }) => (
            <li key={`${authorName} ${body}`}>
              <p className="break-words">{body}</p>
              <p className="text-ink-2 text-sm">{t('from', { author: authorName, unit: unitName })}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
