import {
  IconAlertTriangle,
  IconCalendarOff,
  IconCheck,
  IconClock,
  IconClockExclamation,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Standing } from '@/lib/reports/rules'
import { Badge } from '../ui/badge'

const faces = {
  due: { icon: IconClock, tone: 'hq', look: 'outline' },
  missing: { icon: IconAlertTriangle, tone: 'bad' },
  submitted: { icon: IconCheck, tone: 'ok' },
  late: { icon: IconClockExclamation, tone: 'warn' },
  excused: { icon: IconCalendarOff, tone: 'info' },
} as const

/** How a report stands; without its words, for client components too. */
export function StandingFace({ standing, children }: { standing: Standing; children: ReactNode }) {
  const { icon: Icon, ...face } = faces[standing]
  return (
    <Badge {...face} icon={<Icon aria-hidden />}>
      {children}
    </Badge>
  )
}
