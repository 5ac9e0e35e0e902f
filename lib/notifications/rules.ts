import type { Rhythm } from '@/db/schema/channels'
import { bestPath } from '../account/rules'
import type { Role } from '../actor'
import { addDays, dayIn, instantOf, timeIn } from '../clock'
import type { NotificationKind } from '../notify'
import { pathOfSeat, seatOfPath } from '../seat'

type Seat = { portal: 'hq' | 'store' | 'me'; unitCode: string | null }

/**
 * Where a notification leads in the reader's own portal. Stored paths know no portal: `requests/DG-2026-0417`, `people/E00231`,
 * `arrivals/tianyao`, `contracts/E00231`, `documents/E00231`. A store has people on its team page; an employee's only person is themselves.
 */
export function pathInPortal(path: string, seat: Seat): string {
  const base = pathOfSeat(seat)
  const [kind, key] = path.split('/')
  if (kind === 'arrivals')
    return { hq: `/hq/stores/${key}`, store: `/store/${key}/team`, me: base }[seat.portal]
  if (kind === 'contracts')
    return { hq: `/hq/people/${key}/contracts`, store: `${base}/team/${key}`, me: '/me/contracts' }[
      seat.portal
    ]
  if (kind === 'documents')
    return { hq: `/hq/people/${key}/documents`, store: base, me: '/me/documents' }[seat.portal]
  // a store's roster is read there, and by whom it is about in their own
  if (kind === 'rosters') {
    const [code, rest] = key?.split('?') ?? []
    const where = { hq: `/hq/stores/${code}/roster`, store: `/store/${code}/roster`, me: '/me/roster' }
    return `${where[seat.portal]}${rest ? `?${rest}` : ''}`
  }
  // one's own data is read in one's own portal; requests about it are HR's
  if (kind === 'privacy') return '/me/privacy'
  if (kind === 'rights')
    return { hq: key ? `/hq/rights/${key}` : '/hq/rights', store: base, me: '/me/privacy' }[seat.portal]
  // one's own file is a page of one's own, in whatever seat it is heard of
  if (kind === 'files') return '/me/file'
  if (kind === 'learning') return key ? `/me/courses/${key}` : '/me/courses'
  // a statement is read by whom it is about, wherever they hear of it
  if (kind === 'insurance') return `/me/insurance/${key}`
  if (kind === 'insuranceMonths') return `/hq/insurance/${key}`
  // lists are headquarters' alone, wherever the reader hears of a file
  if (kind === 'exports') return '/hq/exports'
  if (kind === 'bulk') return `/hq/people/bulk/${key}`
  if (kind === 'completeness') return '/hq/completeness/asks'
  // a contact who only has a store's seat finds the person there
  if (kind === 'touchpoints' && seat.portal === 'store') return key ? `${base}/team/${key}` : `${base}/team`
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

/** Where a link from outside leads whoever has these seats: to the seat where they start. */
export function openPath(path: string, seats: { role: Role; unitCode: string }[]): string {
  const start = bestPath(seats)
  const seat = start && seatOfPath(start)
  if (!seat) return '/'
  return pathInPortal(path, { portal: seat.portal, unitCode: 'unitCode' in seat ? seat.unitCode : null })
}

/** What a person chooses by: a handful of groups, not thirty kinds. */
export const groups = ['todo', 'requests', 'tickets', 'notices', 'reports', 'thanks', 'reminders'] as const
export type Group = (typeof groups)[number]

const todo = [
  'taskAssigned',
  'taskMoved',
  'taskEscalated',
  'taskOverdue',
  'requestNudged',
  'substituteNamed',
  'substituteReleased',
]
const groupOfPrefix: [prefix: string, group: Group][] = [
  ['request', 'requests'],
  ['career', 'requests'],
  ['leavingFromStore', 'requests'],
  ['leavingCalledOff', 'requests'],
  ['ticket', 'tickets'],
  ['notice', 'notices'],
  ['report', 'reports'],
  ['document', 'requests'],
  ['export', 'requests'],
  ['bulk', 'requests'],
  ['file', 'requests'],
  ['copy', 'requests'],
  ['proposal', 'requests'],
  ['rights', 'requests'],
  ['erasure', 'requests'],
  ['consent', 'requests'],
  ['thanks', 'thanks'],
  ['feedback', 'thanks'],
]

/** Kinds are named by what they are about, so their first word says the group; the rest are reminders. */
export function groupOf(kind: NotificationKind): Group {
  if (todo.includes(kind)) return 'todo'
  return groupOfPrefix.find(([prefix]) => kind.startsWith(prefix))?.[1] ?? 'reminders'
}

/** Past their deadline and the reader's to act on now: neither quiet hours nor a digest hold these. */
const urgent: NotificationKind[] = ['taskEscalated', 'taskOverdue', 'ticketEscalated', 'ticketOverdue']

export const isUrgent = (kind: NotificationKind): boolean => urgent.includes(kind)

/** What a person wants to be told outside of Outpost, and when; times are local to `zone`. */
export type Choices = {
  emailGroups: readonly Group[]
  pushGroups: readonly Group[]
  quiet: { from: string; to: string } | null
  rhythm: Rhythm
  digestHour: number
  /** 1 Monday to 7 Sunday. */
  digestWeekday: number
}

/** For whoever has not chosen: everything but thanks, at once, and nothing at night. */
export const defaultChoices: Choices = {
  emailGroups: ['todo', 'requests', 'tickets', 'notices', 'reports', 'reminders'],
  pushGroups: groups,
  quiet: { from: '22:00', to: '08:00' },
  rhythm: 'at_once',
  digestHour: 9,
  digestWeekday: 1,
}

/** When to tell a person on one of their channels; undefined is never. Bundled ones go out together with what else is due then. */
export function dueOf(
  channel: 'email' | 'push',
  kind: NotificationKind,
  choices: Choices,
  zone: string,
  at: Date,
): { dueAt: Date; isBundled: boolean } | undefined {
  const wanted = channel === 'email' ? choices.emailGroups : choices.pushGroups
  if (!wanted.includes(groupOf(kind))) return undefined
  if (isUrgent(kind)) return { dueAt: at, isBundled: false }
  if (channel === 'email' && choices.rhythm !== 'at_once') {
    return { dueAt: nextDigest(choices, zone, at), isBundled: true }
  }
  const quietEnd = choices.quiet && endOfQuiet(choices.quiet, zone, at)
  return quietEnd ? { dueAt: quietEnd, isBundled: true } : { dueAt: at, isBundled: false }
}

/** When the quiet hours end in which an instant lies; undefined outside of them. Those that begin and end at the same time are none. */
export function endOfQuiet(quiet: { from: string; to: string }, zone: string, at: Date): Date | undefined {
  const [day, time] = [dayIn(zone, at), timeIn(zone, at)]
  const isOverMidnight = quiet.to < quiet.from
  const isQuiet = isOverMidnight
    ? time >= quiet.from || time < quiet.to
    : time >= quiet.from && time < quiet.to
  if (!isQuiet) return undefined
  const lastDay = isOverMidnight && time >= quiet.from ? addDays(day, 1) : day
  return new Date(instantOf(zone, lastDay, quiet.to))
}

/** The first digest after an instant. */
export function nextDigest(
  choices: Pick<Choices, 'rhythm' | 'digestHour' | 'digestWeekday'>,
  zone: string,
  at: Date,
): Date {
  const time = `${String(choices.digestHour).padStart(2, '0')}:00`
  const today = dayIn(zone, at)
  for (let ahead = 0; ahead < 7; ahead++) {
    const day = addDays(today, ahead)
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
    if (choices.rhythm === 'weekly' && weekday !== choices.digestWeekday) continue
    const digest = new Date(instantOf(zone, day, time))
    if (digest > at) return digest
  }
  return new Date(instantOf(zone, addDays(today, 7), time))
}

/** A new link to confirm an address is sent no sooner, and no more often in a day. */
export const secondsBetweenAsking = 60
export const mostAskedPerDay = 5

/** What links in mails are signed for. */
export const confirmPurpose = 'confirm address'
export const stopPurpose = 'stop mail'

/** What a link that turns mail off says: whose, and about what. */
export function stopText(userId: string, stopped: readonly Group[]): string {
  return `${userId}.${[...new Set(stopped)].join(',')}`
}

export function readStopText(text: string | undefined): { userId: string; groups: Group[] } | undefined {
  const [userId, names = ''] = text?.split('.') ?? []
  const stopped = names.split(',')
  return userId ? { userId, groups: groups.filter(group => stopped.includes(group)) } : undefined
}
