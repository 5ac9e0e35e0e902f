import { IconCalendarTime, IconCircleCheck, IconPencil, IconPlayerStop } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { TemplateState } from '@/lib/templates/rules'
import { Badge } from '../ui/badge'

const faces = {
  draft: { icon: IconPencil, tone: 'mute' },
  planned: { icon: IconCalendarTime, tone: 'ok', look: 'outline' },
  active: { icon: IconCircleCheck, tone: 'ok' },
  ended: { icon: IconPlayerStop, tone: 'mute', look: 'outline' },
} as const

export function TemplateFace({ state, children }: { state: TemplateState; children: ReactNode }) {
  const { icon: Icon, ...face } = faces[state]
  return (
    <Badge {...face} icon={<Icon aria-hidden />}>
      {children}
    </Badge>
  )
}
