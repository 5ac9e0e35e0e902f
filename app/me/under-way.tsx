import { useLocale } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { ApprovalBadge } from '@/components/ui/status-badge'
import type { PersonRequest } from '@/lib/people/queries'
import { useTranslations } from '@/lib/translations'

/** The request that is under way and how far it is, in the place of asking for another. */
export function UnderWay({ request }: { request: PersonRequest }) {
  const t = useTranslations('people')
  const titles = useTranslations('requests.titles')
  const locale = useLocale()
  const stage = locale === 'en' ? request.stageEn : request.stage
  const { employee = '', to = '' } = request.summary
  return (
    <a
      href={`/me/requests/${request.number}`}
      className="flex min-h-20 grow items-center gap-3 rounded-lg border border-line bg-surface p-(--pad) hover:bg-surface-2"
    >
      <span className="min-w-0 grow">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-semibold">{titles(request.kind as 'move', { employee, to })}</span>
          <ApprovalBadge
            status={
              request.status === 'returned'
                ? 'returned'
                : request.status === 'approved'
                  ? 'approved'
                  : 'pending'
            }
            {...(request.status === 'approved' && request.effectiveOn && { date: request.effectiveOn })}
          />
        </span>
        <span className="num mt-0.5 block text-ink-2 text-sm">
          {[
            request.number,
            stage && t('request.at', { stage }),
            request.status === 'returned' && t('me.yours'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {request.subject === 'transfer' && (
          <span className="num block text-ink-3 text-xs">
            {request.status === 'approved' && request.effectiveOn
              ? t('me.notBefore', { date: request.effectiveOn })
              : t('me.notBeside')}
          </span>
        )}
      </span>
      <Icon name="chevron-right" className="text-ink-3" />
    </a>
  )
}
