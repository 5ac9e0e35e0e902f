import {
  IconArrowBackUp,
  IconBan,
  IconCalendarCheck,
  IconCircleCheck,
  IconCircleX,
  IconLoader,
  IconPencil,
  IconUserExclamation,
} from '@tabler/icons-react'
import type { ComponentType, ReactNode } from 'react'
import { Badge, type Tone } from './badge'

export type Face = {
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

export type ApprovalStatus = keyof typeof approval

/** The badge without its words, for client components, which are given theirs. */
export function ApprovalFace({ status, children }: { status: ApprovalStatus; children: ReactNode }) {
  const { icon: Icon, ...face }: Face = approval[status]
  return (
    <Badge {...face} icon={<Icon aria-hidden />}>
      {children}
    </Badge>
  )
}
