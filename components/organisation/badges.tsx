import type { UnitKind } from '@/lib/organisation/rules'
import type { AgreementKind, AgreementState } from '@/lib/partners/rules'
import { useTranslations } from '@/lib/translations'
import { Badge, type Tone } from '../ui/badge'
import type { IconName } from '../ui/icon'

const kinds = {
  headquarters: { icon: 'building', tone: 'hq' },
  department: { icon: 'building-community', tone: 'hq' },
  region: { icon: 'map-2', tone: 'mute' },
  store: { icon: 'building-store', tone: 'store' },
} as const satisfies Record<UnitKind, { icon: IconName; tone: Tone }>

export function KindBadge({ kind }: { kind: UnitKind }) {
  const t = useTranslations('organisation.kinds')
  return <Badge {...kinds[kind]}>{t(kind)}</Badge>
}

const states = {
  planned: { icon: 'clock-hour-4', tone: 'mute', look: 'outline' },
  current: { icon: 'circle-check', tone: 'ok', look: 'soft' },
  endsSoon: { icon: 'hourglass', tone: 'warn', look: 'soft' },
  ended: { icon: 'ban', tone: 'mute', look: 'soft' },
  none: { icon: 'ban', tone: 'mute', look: 'outline' },
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
  return (
    <Badge {...states[state ?? 'none']}>
      {kind ? `${t(`agreementKinds.${kind}`)} · ` : ''}
      {t(`agreementStates.${state ?? 'none'}`)}
    </Badge>
  )
}
