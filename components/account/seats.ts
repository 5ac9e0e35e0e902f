import 'server-only'
import { listRecentSeats, listSeats } from '@/lib/account/queries'
import { seatKey, titleOf } from '@/lib/account/rules'
import { soundsOf } from '@/lib/search/queries'
import { answerQuietly } from '@/lib/session'
import { getTranslations } from '@/lib/translations'
import type { Seats } from '../shell/shell'
import { seatFace } from './seat-face'

/** For the switcher of the seat that the address names: where its reader may work from, and the keys of what they chose lately. */
export async function answerSeats(request: Request): Promise<Response> {
  const t = await getTranslations('account')
  const path = new URL(request.url).searchParams.get('seat') ?? ''
  return answerQuietly(path, request, async (tx, actor): Promise<Seats> => {
    const seats = await listSeats(tx, actor)
    const sounds = await soundsOf(tx)
    return {
      recent: await listRecentSeats(tx),
      seats: seats.map(seat => {
        const { owner, href, label } = seatFace(seat, t)
        const key = seatKey(seat)
        return {
          key,
          owner,
          label,
          // another one goes through /api/seat, which keeps the kind of page and remembers the choice
          href: seat.current ? href : `/api/seat?to=${key}`,
          ...(owner !== 'me' && {
            detail: t(`roles.${titleOf(seat.role, seat.grantKind)}`),
            code: seat.unitCode,
          }),
          sound: owner === 'me' ? ownSound : (sounds.get(seat.unitCode) ?? []),
          depth: seat.depth,
          ...(seat.current && { current: true }),
        }
      }),
    }
  })
}

/** What one's own pages sound like, whatever language the page is in. */
const ownSound = ['wo', 'de', 'yuan', 'gong', 'ye', 'mian']
