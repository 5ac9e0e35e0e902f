/** The header in which proxy.ts tells pages and actions the address they run under. A hint: the door checks it. */
export const seatHeader = 'x-outpost-seat'
/** The grant last chosen in the seat switcher, for people with several at headquarters. */
export const grantCookie = 'outpost-grant'

/** An address that no page has, whose answer is ours for what does not exist. */
export const nowhere = '/nowhere'

export type SeatAddress = { portal: 'hq' } | { portal: 'me' } | { portal: 'store'; unitCode: string }

/** The seat that a path belongs to: /hq…, /store/<unit code>…, /me…. */
export function seatOfPath(pathname: string): SeatAddress | undefined {
  const [, portal, unitCode] = pathname.split('/')
  if (portal === 'hq' || portal === 'me') return { portal }
  if (portal === 'store' && unitCode && /^[a-z0-9-]{2,40}$/.test(unitCode)) return { portal, unitCode }
  return undefined
}

/** The path under which a seat's pages live. */
export function pathOfSeat(seat: { portal: 'hq' | 'store' | 'me'; unitCode?: string | null }): string {
  return seat.portal === 'store' ? `/store/${seat.unitCode}` : `/${seat.portal}`
}
