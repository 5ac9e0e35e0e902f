import { clsx } from 'clsx'
import type { SeatFace } from './shell'

const dots = { hq: 'bg-hq', store: 'bg-store', me: 'seal' }

/** Whose place it is, by its colour. */
export const seatDot = (owner: SeatFace['owner']) => (
  <span className={clsx('own size-2.5 shrink-0 rounded-full', dots[owner])} aria-hidden />
)
