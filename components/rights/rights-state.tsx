import type { Rights } from '@/lib/rights/queries'
import type { RightsState as State } from '@/lib/rights/rules'
import { useTranslations } from '@/lib/translations'
import { Badge } from '../ui/badge'

export function RightsBadge({ status }: { status: State }) {
  const t = useTranslations('rights.states')
  return (
    <Badge
      tone={status === 'open' ? 'hq' : status === 'answered' ? 'ok' : 'mute'}
      icon={status === 'open' ? 'clock' : 'circle-check'}
    >
      {t(status)}
    </Badge>
  )
}

/** How far a request is, and until when it is to be answered; with `today` also whether that is late. */
export function RightsState({
  request: { status, dueOn },
  today,
}: {
  request: Pick<Rights, 'status' | 'dueOn'>
  today?: string
}) {
  const t = useTranslations('rights')
  return (
    <>
      <RightsBadge status={status} />
      {status === 'open' && (
        <span className="num text-ink-2 text-sm">
          {t('me.dueBy', { date: dueOn })}
          {today !== undefined && dueOn < today && ` · ${t('list.late')}`}
        </span>
      )}
    </>
  )
}
