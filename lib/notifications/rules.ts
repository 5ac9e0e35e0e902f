import { pathOfSeat } from '../seat'

type Seat = { portal: 'hq' | 'store' | 'me'; unitCode: string | null }

/**
 * Where a notification leads in the reader's own portal. Stored paths know no portal: `requests/DG-2026-0417`, `people/E00231`.
 * A store has people on its team page; an employee's only person is themselves.
 */
export function pathInPortal(path: string, seat: Seat): string {
  const base = pathOfSeat(seat)
  const [kind, key] = path.split('/')
  if (kind !== 'people') return `${base}/${path}`
  switch (seat.portal) {
    case 'hq':
      return `${base}/people/${key}`
    case 'store':
      return `${base}/team/${key}`
    case 'me':
      return base
  }
}
