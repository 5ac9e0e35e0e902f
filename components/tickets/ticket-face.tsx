import { IconCheck, IconClock, IconLoader, IconMessageCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Badge } from '../ui/badge'

const faces = {
  open: { icon: IconClock, tone: 'warn' },
  in_progress: { icon: IconLoader, tone: 'hq' },
  answered: { icon: IconMessageCheck, tone: 'ok', look: 'outline' },
  closed: { icon: IconCheck, tone: 'mute' },
} as const

export type TicketStatus = keyof typeof faces

/** The state of a ticket; without its words, for client components too. */
export function TicketFace({ status, children }: { status: TicketStatus; children: ReactNode }) {
  const { icon: Icon, ...face } = faces[status]
  return (
    <Badge {...face} icon={<Icon aria-hidden />}>
      {children}
    </Badge>
  )
}
