import type { Actor } from '@/lib/actor'
import { lastDayOf } from '@/lib/contracts/rules'
import type { About } from '@/lib/requests/queries'
import { useTranslations } from '@/lib/translations'
import type { Request } from '@/lib/workflow/queries'
import { Banner } from '../ui/banner'
import { LinkButton } from '../ui/button'
import { Card } from '../ui/card'
import { DescList } from '../ui/desc-list'
import { AgreeForm } from './agree-form'

/** What is to become of a probation, and what it rests on. */
export function ConfirmationCard({
  about: { confirmation, leaving },
  request,
  actor,
  asks,
}: {
  about: Extract<About, { subject: 'confirmation' }>
  request: Request
  actor: Actor
  /** Whether the reader is the person whose word is waited for. */
  asks: boolean
}) {
  const t = useTranslations('confirmations')
  const requests = useTranslations('requests')
  const kinds = useTranslations('requests.kinds')
  const { outcome, effectiveOn, probationEndsOn, assessment } = confirmation
  const isDeclined = outcome === 'decline' && request.status === 'approved'
  return (
    <>
      {isDeclined && actor.role === 'hr' && !leaving && effectiveOn > actor.today && (
        <Banner
          tone="warn"
          title={t('leaveDetail')}
          actions={
            <LinkButton
              size="small"
              href={`/hq/people/${request.summary.employeeNumber}/leave?reason=probation_failed&lastOn=${lastDayOf(effectiveOn)}`}
            >
              {t('leave')}
            </LinkButton>
          }
        />
      )}
      <Card title={kinds(outcome)}>
        <div className="grid gap-3">
          <DescList
            columns={1}
            items={[
              {
                label: t('fields.probation'),
                value: <span className="num">{lastDayOf(probationEndsOn)}</span>,
              },
              ...(outcome === 'confirm'
                ? [{ label: t('fields.effectiveOn'), value: <span className="num">{effectiveOn}</span> }]
                : []),
              ...(outcome === 'prolong'
                ? [
                    {
                      label: t('fields.newEnd'),
                      value: <span className="num">{lastDayOf(effectiveOn)}</span>,
                    },
                  ]
                : []),
              {
                label: t('fields.assessment'),
                value: <span className="whitespace-pre-wrap">{assessment}</span>,
              },
            ]}
          />
          {asks && (
            <AgreeForm
              number={request.number}
              texts={{ submit: requests('actions.confirm'), done: requests('done.confirm') }}
            />
          )}
        </div>
      </Card>
    </>
  )
}
