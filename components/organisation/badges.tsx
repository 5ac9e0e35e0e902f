import {
  IconBan,
  IconBuilding,
  IconBuildingCommunity,
  IconBuildingStore,
  IconCircleCheck,
  IconClockHour4,
  IconHourglass,
  IconMap2,
} from '@tabler/icons-react'
import type { UnitKind } from '@/lib/organisation/rules'
import type { AgreementKind, AgreementState } from '@/lib/partners/rules'
import { useTranslations } from '@/lib/translations'
import { Badge, type Tone } from '../ui/badge'

const kinds = {
  headquarters: { icon: IconBuilding, tone: 'hq' },
  department: { icon: IconBuildingCommunity, tone: 'hq' },
  region: { icon: IconMap2, tone: 'mute' },
  store: { icon: IconBuildingStore, tone: 'store' },
} as const satisfies Record<UnitKind, { icon: typeof IconBuilding; tone: Tone }>

export function KindBadge({ kind }: { kind: UnitKind }) {
  const t = useTranslations('organisation.kinds')
  const { icon: Icon, tone } = kinds[kind]
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {t(kind)}
    </Badge>
  )
}

const states = {
  planned: { icon: IconClockHour4, tone: 'mute', look: 'outline' },
  current: { icon: IconCircleCheck, tone: 'ok', look: 'soft' },
  endsSoon: { icon: IconHourglass, tone: 'warn', look: 'soft' },
  ended: { icon: IconBan, tone: 'mute', look: 'soft' },
  none: { icon: IconBan, tone: 'mute', look: 'outline' },
} as const

/** Type and state of an agreement in one: 业务外包 · 将到期. */
export function AgreementBadge({
  state,
  kind,
}: {
  state: AgreementState | null
  kind: AgreementKind | null
}) {
  const t = useTranslations('organisation')
  const { icon: Icon, ...look } = states[state ?? 'none']
  return (
    <Badge {...look} icon={<Icon aria-hidden />}>
      {kind ? `${t(`agreementKinds.${kind}`)} · ` : ''}
      {t(`agreementStates.${state ?? 'none'}`)}
    </Badge>
  )
}
