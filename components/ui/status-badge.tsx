import {
  IconArrowBackUp,
  IconBan,
  IconBuilding,
  IconBuildingStore,
  IconCalendarCheck,
  IconCalendarTime,
  IconCircleCheck,
  IconCircleX,
  IconDoorExit,
  IconHourglass,
  IconLoader,
  IconPencil,
  IconTransferIn,
  IconUserExclamation,
} from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import type { ComponentType } from 'react'
import { Badge, type Tone } from './badge'

type Face = {
  icon: ComponentType<{ 'aria-hidden': true }>
  tone: Tone
  look?: 'soft' | 'solid' | 'outline'
  strike?: boolean
}

const approval = {
  draft: { icon: IconPencil, tone: 'mute' },
  pending: { icon: IconLoader, tone: 'hq' },
  mine: { icon: IconUserExclamation, tone: 'hq', look: 'solid' },
  returned: { icon: IconArrowBackUp, tone: 'warn' },
  rejected: { icon: IconCircleX, tone: 'bad' },
  withdrawn: { icon: IconArrowBackUp, tone: 'mute', strike: true },
  cancelled: { icon: IconBan, tone: 'mute', strike: true },
  approved: { icon: IconCalendarCheck, tone: 'ok', look: 'outline' },
  effective: { icon: IconCircleCheck, tone: 'ok' },
} satisfies Record<string, Face>

const placement = {
  home: { icon: IconBuilding, tone: 'hq' },
  scheduled: { icon: IconCalendarTime, tone: 'hq', look: 'outline' },
  stationed: { icon: IconBuildingStore, tone: 'store' },
  returning: { icon: IconTransferIn, tone: 'mute' },
  expiring: { icon: IconHourglass, tone: 'warn' },
  left: { icon: IconDoorExit, tone: 'mute' },
} satisfies Record<string, Face>

export type ApprovalStatus = keyof typeof approval
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
  const { icon: Icon, ...face }: Face = approval[status]
  return (
    <Badge {...face} icon={<Icon aria-hidden />}>
      {t(status)}
      {(progress || date) && <span className="num">· {progress || date}</span>}
    </Badge>
  )
}

export function PlacementBadge({ status, detail = '' }: { status: PlacementStatus; detail?: string }) {
  const t = useTranslations('ui.placement')
  const { icon: Icon, ...face }: Face = placement[status]
  const badge = (
    <Badge {...face} icon={<Icon aria-hidden />}>
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
