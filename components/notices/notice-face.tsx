import type { NoticeState, Standing } from '@/lib/notices/rules'
import { Badge, type Tone } from '../ui/badge'
import type { IconName } from '../ui/icon'

type Face = { icon: IconName; tone: Tone; look?: 'solid' | 'outline' }

const states: Record<NoticeState, Face> = {
  draft: { icon: 'pencil', tone: 'mute' },
  scheduled: { icon: 'clock', tone: 'hq', look: 'outline' },
  published: { icon: 'speakerphone', tone: 'ok' },
  expired: { icon: 'archive', tone: 'mute' },
  withdrawn: { icon: 'ban', tone: 'mute' },
}
const standings: Record<Standing, Face> = {
  toSign: { icon: 'signature', tone: 'hq', look: 'solid' },
  unread: { icon: 'eye', tone: 'hq' },
  read: { icon: 'check', tone: 'mute' },
  signed: { icon: 'check', tone: 'ok' },
}

export function StateFace({ state, children }: { state: NoticeState; children: string }) {
  return <FaceBadge face={states[state]}>{children}</FaceBadge>
}

export function StandingFace({ standing, children }: { standing: Standing; children: string }) {
  return <FaceBadge face={standings[standing]}>{children}</FaceBadge>
}

function FaceBadge({ face, children }: { face: Face; children: string }) {
  return <Badge {...face}>{children}</Badge>
}
