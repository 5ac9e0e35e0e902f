'use client'

import { clsx } from 'clsx'
import { lazy, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Chooser } from '../ui/chooser'
import { Icon } from '../ui/icon'
import { isTaken } from '../ui/keys'
import { seatDot } from './seat-dot'
import type { Shell } from './shell'

const SeatPanel = lazy(() => import('./seat-panel').then(module => ({ default: module.SeatPanel })))

/** Where the reader works from now; a press, or G and then O, offers the other places. With one seat it is a plain label. */
export function SeatSwitcher({
  seat,
  seatsUrl,
  words,
  big = false,
  alone = false,
}: Pick<Shell, 'seat' | 'seatsUrl' | 'words'> & {
  big?: boolean
  /** The only one of its shell: the keys open it also where the screen has no room for it. */
  alone?: boolean
}) {
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState<Element>()

  useEffect(() => {
    let before = ''
    const onKey = (event: KeyboardEvent) => {
      const key = isTaken(event) ? '' : event.key.toLowerCase()
      // a shell has one for each width of the screen
      if (before === 'g' && key === 'o' && (alone || button.current?.checkVisibility())) {
        event.preventDefault()
        setOpen(placeFor(button.current))
      }
      before = key
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [alone])

  const face = (
    <>
      {seatDot(seat.owner)}
      <span className="min-w-0 truncate">{seat.label}</span>
    </>
  )
  const look = big
    ? 'flex min-h-12 max-w-full items-center gap-2 rounded-sm font-semibold text-lg'
    : 'flex min-h-9 w-full items-center gap-2.5 rounded-sm border border-line px-2.5 touch:min-h-12'
  if (!seatsUrl) return <p className={look}>{face}</p>
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        className={clsx(look, 'min-w-0 text-start', !big && 'hover:border-line-strong')}
        onClick={event => setOpen(placeFor(event.currentTarget))}
      >
        {face}
        <span className="sr-only">{words.seats.label}</span>
        <Icon name="selector" className="ms-auto shrink-0 text-ink-3" />
      </button>
      {open &&
        createPortal(
          <Chooser
            label={words.seats.label}
            placeholder={words.seats.placeholder}
            waiting={words.palette.searching}
            onClose={() => setOpen(undefined)}
          >
            {choosing => <SeatPanel choosing={choosing} url={seatsUrl} words={words} />}
          </Chooser>,
          open,
        )}
    </>
  )
}

/** A dialog in something that is not drawn is not drawn either. */
const placeFor = (button: HTMLElement | null): Element | undefined =>
  (button?.checkVisibility() ? button.parentElement : button?.closest('[data-portal]')) ?? undefined
