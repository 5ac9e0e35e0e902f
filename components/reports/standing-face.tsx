import type { ReactNode } from 'react'
import type { Standing } from '@/lib/reports/rules'
import { Badge } from '../ui/badge'

const faces = {
  due: { icon: 'clock', tone: 'hq', look: 'outline' },
  missing: { icon: 'alert-triangle', tone: 'bad' },
  submitted: { icon: 'check', tone: 'ok' },
  late: { icon: 'clock-exclamation', tone: 'warn' },
  excused: { icon: 'calendar-off', tone: 'info' },
} as const

/** How a report stands; without its words, for client components too. */
export function StandingFace({ standing, children }: { standing: Standing; children: ReactNode }) {
  return <Badge {...faces[standing]}>{children}</Badge>
}
