import { type NextRequest, NextResponse } from 'next/server'
import { rememberSeat } from '@/lib/account/commands'
import type { Holder, SeatOf } from '@/lib/account/queries'
import { portalOf, samePage, seatKey } from '@/lib/account/rules'
import { presentHolder } from '@/lib/auth'
import { keepGrant } from '@/lib/session'

/**
 * Follows the seat switcher: /api/seat?to=<seatKey>. It only says which seat is wanted: the door decides whether the seat is theirs.
 * They stay on the same kind of page.
 */
export async function GET(request: NextRequest): Promise<NextResponse> {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && !['same-origin', 'none'].includes(site)) return to('/')
  const holder = await presentHolder()
  const seat = holder && wantedSeat(holder, request.nextUrl.searchParams.get('to') ?? '')
  if (!seat) return to('/')
  if (portalOf(seat.role) === 'hq' && seat.grantId) await keepGrant(seat.grantId)
  await rememberSeat(holder.userId, seatKey(seat))
  return to(samePage(pathOf(request.headers.get('referer')), seat))
}

/** A store may be one below what they manage, which the door knows. */
function wantedSeat({ seats }: Holder, key: string): SeatOf | undefined {
  const known = seats.find(seat => seatKey(seat) === key)
  const manages = seats.find(seat => seat.role === 'manager')
  return (
    known ?? (manages && /^[a-z0-9][a-z0-9-]{1,39}$/.test(key) ? { ...manages, unitCode: key } : undefined)
  )
}

function pathOf(referer: string | null): string {
  return referer && URL.canParse(referer) ? new URL(referer).pathname : ''
}

/** A relative address: behind a proxy only the browser knows the right host. */
function to(path: string): NextResponse {
  return new NextResponse(null, {
    status: 303,
    headers: { location: path, 'cache-control': 'private, no-store' },
  })
}
