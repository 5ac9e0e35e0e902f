import type { ReactNode } from 'react'
import { Badge, type Tone } from './badge'
import type { IconName } from './icon'

export type Face = {
  icon: IconName
  tone: Tone
  look?: 'soft' | 'solid' | 'outline'
  strike?: boolean
}

const approval = {
  draft: { icon: 'pencil', tone: 'mute' },
  pending: { icon: 'loader', tone: 'hq' },
  mine: { icon: 'user-exclamation', tone: 'hq', look: 'solid' },
  returned: { icon: 'arrow-back-up', tone: 'warn' },
  rejected: { icon: 'circle-x', tone: 'bad' },
  withdrawn: { icon: 'arrow-back-up', tone: 'mute', strike: true },
  cancelled: { icon: 'ban', tone: 'mute', strike: true },
  approved: { icon: 'calendar-check', tone: 'ok', look: 'outline' },
  lapsed: { icon: 'ban', tone: 'mute', strike: true },
  effective: { icon: 'circle-check', tone: 'ok' },
} satisfies Record<string, Face>

export type ApprovalStatus = keyof typeof approval

/** The badge without its words, for client components, which are given theirs. */
export function ApprovalFace({ status, children }: { status: ApprovalStatus; children: ReactNode }) {
  return <Badge {...approval[status]}>{children}</Badge>
}
