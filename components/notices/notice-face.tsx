import {
  IconArchive,
  IconBan,
  IconCheck,
  IconClock,
  IconEye,
  IconPencil,
  IconSignature,
  IconSpeakerphone,
} from '@tabler/icons-react'
import type { NoticeState, Standing } from '@/lib/notices/rules'
import { Badge, type Tone } from '../ui/badge'

type Face = { icon: typeof IconCheck; tone: Tone; look?: 'solid' | 'outline' }

const states: Record<NoticeState, Face> = {
  draft: { icon: IconPencil, tone: 'mute' },
  scheduled: { icon: IconClock, tone: 'hq', look: 'outline' },
  published: { icon: IconSpeakerphone, tone: 'ok' },
  expired: { icon: IconArchive, tone: 'mute' },
  withdrawn: { icon: IconBan, tone: 'mute' },
}
const standings: Record<Standing, Face> = {
  toSign: { icon: IconSignature, tone: 'hq', look: 'solid' },
  unread: { icon: IconEye, tone: 'hq' },
  read: { icon: IconCheck, tone: 'mute' },
  signed: { icon: IconCheck, tone: 'ok' },
}

export function StateFace({ state, children }: { state: NoticeState; children: string }) {
  return <FaceBadge face={states[state]}>{children}</FaceBadge>
}

export function StandingFace({ standing, children }: { standing: Standing; children: string }) {
  return <FaceBadge face={standings[standing]}>{children}</FaceBadge>
}

function FaceBadge({ face: { icon: Icon, ...look }, children }: { face: Face; children: string }) {
  return (
    <Badge {...look} icon={<Icon aria-hidden />}>
      {children}
    </Badge>
  )
}
