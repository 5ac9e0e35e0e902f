import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { badgeOf } from '@/components/requests/approval'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { ApprovalBadge } from '@/components/ui/status-badge'
import type { PersonRequest } from '@/lib/people/queries'
import { useTranslations } from '@/lib/translations'
import { stateOf } from '@/lib/workflow/rules'

/** A person's requests, newest first: what was asked, and where it is now. */
export function RequestList({
  requests,
  requestsAt,
  today,
  title,
  actions,
}: {
  requests: PersonRequest[]
  requestsAt: string
  today: string
  title?: string
  actions?: ReactNode
}) {
  const t = useTranslations('people')
  const kinds = useTranslations('requests.kinds')
  const locale = useLocale()
  return (
    <Card title={title ?? t('person.requests')} actions={actions} flush>
      {requests.length === 0 && (
        <EmptyState title={t('person.noRequests')} detail={t('person.noRequestsDetail')} />
      )}
      <ul data-rows>
        {requests.map(request => {
          const stage = locale === 'en' ? request.stageEn : request.stage
          return (
            <li
              key={request.number}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-(--pad) py-2 last:border-0 hover:bg-surface-2"
            >
              <Badge tone="hq">
                {kinds.has(request.kind as 'move') ? kinds(request.kind as 'move') : request.kind}
              </Badge>
              <span className="min-w-0 grow">
                <a
                  data-row
                  href={`${requestsAt}/${request.number}`}
                  className="num font-medium hover:underline"
                >
                  {request.number}
                </a>
                <span className="block truncate text-ink-2 text-sm">
                  {[request.summary.from, request.summary.to].filter(Boolean).join(' → ')}
                </span>
              </span>
              <Status request={request} stage={stage && t('request.at', { stage })} today={today} />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

function Status({ request, stage, today }: { request: PersonRequest; stage: string | null; today: string }) {
  const { effectiveOn } = request
  const status = badgeOf(stateOf(request, today))
  return (
    <span className="inline-flex flex-wrap items-center gap-2 text-sm">
      {status === 'pending' && stage && <span className="text-ink-2">{stage}</span>}
      <ApprovalBadge
        status={status}
        {...(status === 'approved' && effectiveOn !== null && { date: effectiveOn })}
      />
    </span>
  )
}
