import type { ReactNode } from 'react'
import type { TemplateState } from '@/lib/templates/rules'
import { Badge } from '../ui/badge'

const faces = {
  draft: { icon: 'pencil', tone: 'mute' },
  planned: { icon: 'calendar-time', tone: 'ok', look: 'outline' },
  active: { icon: 'circle-check', tone: 'ok' },
  ended: { icon: 'player-stop', tone: 'mute', look: 'outline' },
} as const

export function TemplateFace({ state, children }: { state: TemplateState; children: ReactNode }) {
  return <Badge {...faces[state]}>{children}</Badge>
}
