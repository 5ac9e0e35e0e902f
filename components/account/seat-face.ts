import { hqHome, portalOf } from '@/lib/account/rules'
import type { Role } from '@/lib/actor'
import { pathOfSeat } from '@/lib/seat'
import type { useTranslations } from '@/lib/translations'
import type { SeatFace } from '../shell/shell'

type Texts = ReturnType<typeof useTranslations<'account'>>
type About = {
  role: Role
  unitCode: string | null
  unitName: string | null
  unitKind: string | undefined
}

/** What a seat is called, by whoever sits in it, and where it begins. */
export function seatFace({ role, unitCode, unitName, unitKind }: About, t: Texts): SeatFace {
  const owner = portalOf(role)
  const unit = unitName ?? ''
  switch (owner) {
    case 'hq':
      return {
        owner,
        href: hqHome(role),
        label: unitKind === 'headquarters' ? t('portals.hq') : t('seats.hq', { unit }),
      }
    case 'store':
      return { owner, href: pathOfSeat({ portal: owner, unitCode }), label: unit }
    case 'me':
      return { owner, href: '/me', label: t('seats.self') }
  }
}
