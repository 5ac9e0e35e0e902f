import type { ReactNode } from 'react'
import { Badge } from '../ui/badge'

const faces = {
  open: { icon: 'clock', tone: 'warn' },
  in_progress: { icon: 'loader', tone: 'hq' },
  answered: { icon: 'message-check', tone: 'ok', look: 'outline' },
  closed: { icon: 'check', tone: 'mute' },
} as const

export type TicketStatus = keyof typeof faces

/** The state of a ticket; without its words, for client components too. */
export function TicketFace({ status, children }: { status: TicketStatus; children: ReactNode }) {
  return <Badge {...faces[status]}>{children}</Badge>
}
