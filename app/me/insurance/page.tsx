import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FieldLink } from '@/components/fields/field-link'
import { EnrolmentCard } from '@/components/insurance/enrolment-card'
import { Live } from '@/components/live/live'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { PageHeader } from '@/components/ui/page-header'
import { listEnrolments } from '@/lib/enrolments/queries'
import { listOwnMonths } from '@/lib/insurance/queries'
import { limitOf } from '@/lib/law/rules'
import { listLawLimits } from '@/lib/partners/queries'
import { yuan } from '@/lib/pay/rules'
import { getOwnPerson } from '@/lib/people/queries'
import { monthOf } from '@/lib/schemes/rules'
import { query } from '@/lib/session'
import { getTranslations } from '@/lib/translations'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('insurance.me'))('title') }
}

/** What was paid for oneself, month by month. */
export default async function OwnInsurancePage() {
  const found = await query(async (tx, actor) => {
    if (!actor.employeeId) return undefined
    const person = await getOwnPerson(tx, actor)
    return {
      actor,
      person,
      enrolments: await listEnrolments(tx, person.number),
      months: await listOwnMonths(tx, actor),
      limits: await listLawLimits(tx, actor.today),
    }
  })
  if (!found) notFound()
  const { actor, person, enrolments, months, limits } = found
  const t = await getTranslations('insurance.me')
  return (
    <div className="mx-auto max-w-4xl">
      <Live topics={['employee', 'notification']} />
      <PageHeader title={t('title')} detail={t('detail', { contact: person.hqContactName || t('hr') })} />
      <div className="grid gap-(--gap)">
        <Card
          title={t('months')}
          actions={<FieldLink at="/me/file/fields" field="contributions" />}
          footer={<p>{t('source', { source: limitOf(limits, 'insurance.tell_every').source })}</p>}
          flush
        >
          {months.length === 0 && (
            <EmptyState icon={<Icon name="shield-check" />} title={t('none')} detail={t('noneDetail')} />
          )}
          <ul className="divide-y divide-line">
            {months.map(({ id, month, version, statement, isWithdrawn }) => (
              <li key={id}>
                <a
                  href={`/me/insurance/${monthOf(month)}`}
                  className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 px-(--pad) py-2 hover:bg-surface-2"
                >
                  <span className="flex items-center gap-2">
                    <span className="num font-semibold">{monthOf(month)}</span>
                    {version > 1 && !isWithdrawn && <Badge tone="info">{t('isCorrected')}</Badge>}
                  </span>
                  {statement ? (
                    <span className="num text-ink-2">
                      {t('person')} {yuan(statement.person)} · {t('company')} {yuan(statement.company)}
                    </span>
                  ) : (
                    <span className="text-ink-2">{t(isWithdrawn ? 'withdrawn' : 'unreadable')}</span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </Card>
        <EnrolmentCard
          enrolments={enrolments}
          person={person}
          today={actor.today}
          limits={limits}
          own
          fieldsAt="/me/file/fields"
        />
      </div>
    </div>
  )
}
