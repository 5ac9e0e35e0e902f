import { clsx } from 'clsx'
import { Icon } from '../ui/icon'
import { Menu } from '../ui/menu'
import type { Seat } from './shell'

const dots = { hq: 'bg-hq', store: 'bg-store', me: 'seal' }

/** Where the reader works from now, and the other seats as links. With one seat it is a plain label. */
export function SeatSwitcher({ label, seats, big = false }: { label: string; seats: Seat[]; big?: boolean }) {
  const current = seats.find(seat => seat.current) ?? seats[0]
  if (!current) return null
  const face = (
    <>
      <span className={clsx('own size-2.5 shrink-0 rounded-full', dots[current.owner])} aria-hidden />
      <span className="min-w-0 truncate">{current.label}</span>
    </>
  )
  const look = big
    ? 'flex min-h-12 max-w-full items-center gap-2 rounded-sm font-semibold text-lg'
    : 'flex min-h-9 w-full items-center gap-2.5 rounded-sm border border-line px-2.5 touch:min-h-12'
  if (seats.length < 2) return <p className={look}>{face}</p>
  return (
    <Menu
      className="min-w-0"
      triggerClass={clsx(look, !big && 'hover:border-line-strong')}
      trigger={
        <>
          {face}
          <span className="sr-only">{label}</span>
          <Icon name="selector" className="ms-auto text-ink-3" />
        </>
      }
    >
      <ul className="grid max-h-[60dvh] min-w-52 gap-px overflow-y-auto">
        {seats.map(seat => (
          <li key={seat.href}>
            <a
              href={seat.href}
              aria-current={seat === current ? 'true' : undefined}
              className={clsx(
                'flex min-h-9 items-center gap-2.5 rounded-sm px-2.5 py-1 hover:bg-surface-2 touch:min-h-12',
                seat === current && 'bg-hq-soft font-semibold text-hq-ink',
              )}
            >
              <span className={clsx('own size-2.5 shrink-0 rounded-full', dots[seat.owner])} aria-hidden />
              <span className="truncate">{seat.label}</span>
              {seat.detail && (
                <span className="ms-auto ps-3 font-normal text-ink-2 text-sm">{seat.detail}</span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </Menu>
  )
}
