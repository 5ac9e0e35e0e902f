'use client'

import { useEffect, useState } from 'react'
import type { Choosing } from '../ui/chooser'
import { type Choosable, type ChoosableGroup, ChooserList } from '../ui/chooser-list'
import { seatDot } from './seat-dot'
import { isMeant } from './seat-match'
import type { Seat, Seats, Shell } from './shell'

/** With fewer, all are in sight, and none of them has to come first. */
const few = 6
/** The most that are drawn at once; words find the rest. */
const shown = 60

/** The seats of the reader: those chosen lately, then the tree; with words, whatever they may mean. */
export function SeatPanel({
  choosing,
  url,
  words: { seats: words, palette },
}: {
  choosing: Choosing
  url: string
  words: Shell['words']
}) {
  const { query, setActive } = choosing
  const [seats, setSeats] = useState<Seats | 'failed'>()

  useEffect(() => {
    const abort = new AbortController()
    const load = async (): Promise<void> => {
      try {
        const response = await fetch(url, { signal: abort.signal, headers: { accept: 'application/json' } })
        setSeats(response.ok ? ((await response.json()) as Seats) : 'failed')
      } catch (error) {
        if (abort.signal.aborted) return
        if (!(error instanceof TypeError)) throw error
        setSeats('failed')
      }
    }
    void load()
    return () => abort.abort()
  }, [url])

  const groups = seats && seats !== 'failed' ? groupsOf(seats, query, words) : []
  const items = groups.flatMap(group => group.items)
  // the first that would change anything
  const first = query
    ? 0
    : Math.max(
        0,
        items.findIndex(item => !item.isCurrent),
      )
  useEffect(() => setActive(first), [setActive, first])

  const hidden = items.length - shown
  const status = () => {
    if (seats === 'failed') return words.failed
    if (!seats) return palette.searching
    if (items.length === 0) return palette.noMatch
    return hidden > 0 ? words.more.replace('{count}', String(hidden)) : words.hint
  }
  return (
    <ChooserList choosing={choosing} label={words.label} groups={firstOf(groups, shown)} status={status()} />
  )
}

function groupsOf({ recent, seats }: Seats, query: string, words: Shell['words']['seats']): ChoosableGroup[] {
  if (query.trim() !== '')
    return grouped(
      'all',
      words.all,
      seats.filter(seat => isMeant(seat, query)).map(seat => ({ ...seat, depth: 0 })),
    )
  const lately =
    seats.length < few
      ? []
      : recent.flatMap(key => seats.find(seat => seat.key === key && !seat.current) ?? [])
  return [
    ...grouped(
      'recent',
      words.recent,
      lately.map(seat => ({ ...seat, depth: 0 })),
    ),
    ...grouped(
      'all',
      words.all,
      seats.filter(seat => !lately.includes(seat)),
    ),
  ]
}

const grouped = (id: string, label: string, seats: Seat[]): ChoosableGroup[] =>
  seats.length > 0 ? [{ id, label, items: seats.map(choosable) }] : []

const choosable = ({ key, owner, label, href, detail, depth, current = false }: Seat): Choosable => ({
  id: key,
  label,
  href,
  depth,
  before: seatDot(owner),
  ...(detail && { detail }),
  isCurrent: current,
})

function firstOf(groups: ChoosableGroup[], most: number): ChoosableGroup[] {
  let left = most
  return groups.map(group => {
    const items = group.items.slice(0, left)
    left -= items.length
    return { ...group, items }
  })
}
