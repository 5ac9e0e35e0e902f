import { useTranslations } from '@/lib/translations'
import { ApprovalFace, type ApprovalStatus, type Face } from './approval-face'
import { Badge } from './badge'

const placement = {
  home: { icon: 'building', tone: 'hq' },
  scheduled: { icon: 'calendar-time', tone: 'hq', look: 'outline' },
  stationed: { icon: 'building-store', tone: 'store' },
  returning: { icon: 'transfer-in', tone: 'mute' },
  expiring: { icon: 'hourglass', tone: 'warn' },
  left: { icon: 'door-exit', tone: 'mute' },
} satisfies Record<string, Face>

export type PlacementStatus = keyof typeof placement

/** `progress` is "3/5" of a pending request; `date` the day an approved one takes effect. */
export function ApprovalBadge({
  status,
  progress = '',
  date = '',
}: {
  status: ApprovalStatus
  progress?: string
  date?: string
}) {
  const t = useTranslations('ui.approval')
  return (
    <ApprovalFace status={status}>
      {t(status)}
      {(progress || date) && <span className="num">· {progress || date}</span>}
    </ApprovalFace>
  )
}

export function PlacementBadge({ status, detail = '' }: { status: PlacementStatus; detail?: string }) {
  const t = useTranslations('ui.placement')
  const badge = (
    <Badge {...placement[status]}>
      {t(status)}
      {detail && <span className="num">· {detail}</span>}
    </Badge>
  )
  if (status !== 'returning') return badge
  return (
    <span className="relative inline-flex overflow-hidden rounded-xs pb-0.5">
      {badge}
      <span className="seal -scale-x-100 absolute inset-x-0 bottom-0 h-0.5" aria-hidden />
    </span>
  )
}
