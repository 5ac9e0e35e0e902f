import type { InsuranceRunState } from '@/db/schema/insurance'
import { useTranslations } from '@/lib/translations'
import { Badge, type Tone } from '../ui/badge'
import type { IconName } from '../ui/icon'

const looks: Record<InsuranceRunState, { tone: Tone; icon: IconName }> = {
  waiting: { tone: 'mute', icon: 'clock' },
  running: { tone: 'hq', icon: 'loader' },
  draft: { tone: 'warn', icon: 'eye' },
  issuing: { tone: 'hq', icon: 'send' },
  issued: { tone: 'ok', icon: 'circle-check' },
  discarded: { tone: 'mute', icon: 'archive' },
  failed: { tone: 'bad', icon: 'circle-x' },
}

export function RunState({ status }: { status: InsuranceRunState }) {
  const t = useTranslations('insurance.states')
  return <Badge {...looks[status]}>{t(status)}</Badge>
}
