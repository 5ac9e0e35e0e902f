import { addDays, dayIn, instantOf } from '../clock'

export type TicketStatus = 'open' | 'in_progress' | 'answered' | 'closed'
export type TicketPriority = 'low' | 'normal' | 'high' | 'urgent'

/** days: 1 Monday to 7 Sunday; closing at or before opening means on the next day. */
export type Hours = { days: number[]; opens: string; closes: string }[]
export type Calendar = { zone: string; hours: Hours }

/** When headquarters works, and a store that has not said when it is open. */
export const officeHours: Hours = [{ days: [1, 2, 3, 4, 5], opens: '09:00', closes: '18:00' }]

/** Whose hours count: the receiving store's own, else the office's. */
export function calendarOf(unit: { zone: string; hours: Hours }): Calendar {
  return { zone: unit.zone, hours: unit.hours.length > 0 ? unit.hours : officeHours }
}

const minute = 60_000
/** A year and a half of days: longer than the longest limit needs, even where one day a week is open. */
const farthestDays = 550

/** When so many working hours have passed, counted in the receiving unit's own hours, over midnight and over weekends. */
export function deadlineOf(from: Date, hours: number, calendar: Calendar): Date {
  let left = hours * 60 * minute
  let reached = from.getTime()
  // from the day before: a night that began there may still be open
  const first = addDays(dayIn(calendar.zone, from), -1)
  for (let ahead = 0; ahead <= farthestDays; ahead++) {
    for (const [opens, closes] of openingsOn(addDays(first, ahead), calendar)) {
      const start = Math.max(opens, reached)
      if (start >= closes) continue
      if (closes - start >= left) return new Date(start + left)
      left -= closes - start
      reached = closes
    }
  }
  return new Date(reached + left)
}

/** The stretches that begin on a local day, as instants, earliest first. */
function openingsOn(day: string, { zone, hours }: Calendar): [number, number][] {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return hours
    .filter(one => one.days.includes(weekday))
    .map(({ opens, closes }): [number, number] => [
      instantOf(zone, day, opens),
      instantOf(zone, closes <= opens ? addDays(day, 1) : day, closes),
    ])
    .sort((one, other) => one[0] - other[0])
}

/** Days after an answer on which a ticket closes by itself, when its author says nothing. */
export const autoCloseDays = 7
/** A reminder goes out this long before an answer is due. */
export const remindHours = 2

/** What a reader is to a ticket. Nobody deals with their own. */
export type Part = {
  status: TicketStatus
  isAuthor: boolean
  /** Among those who may deal with it: by their seat, or because it waits for them. */
  isHandler: boolean
  isMerged: boolean
  isRated: boolean
}

export const ticketVerbs = [
  'take',
  'answer',
  'reply',
  'note',
  'reroute',
  'prioritise',
  'merge',
  'close',
  'reopen',
  'rate',
] as const
export type TicketVerb = (typeof ticketVerbs)[number]

/**
 * The one table of who may do what in which state. Reading is for whom the row exists at all: its author; those who serve or lead the
 * receiving unit; the manager of the store it is about and HR, unless the category is private; who was mentioned.
 */
const table: Record<TicketVerb, { who: 'author' | 'handler' | 'both'; in: readonly TicketStatus[] }> = {
  take: { who: 'handler', in: ['open'] },
  answer: { who: 'handler', in: ['open', 'in_progress'] },
  reply: { who: 'both', in: ['open', 'in_progress', 'answered'] },
  note: { who: 'handler', in: ['open', 'in_progress', 'answered', 'closed'] },
  reroute: { who: 'handler', in: ['open', 'in_progress'] },
  prioritise: { who: 'handler', in: ['open', 'in_progress'] },
  merge: { who: 'handler', in: ['open', 'in_progress'] },
  close: { who: 'author', in: ['open', 'in_progress', 'answered'] },
  reopen: { who: 'author', in: ['answered', 'closed'] },
  rate: { who: 'author', in: ['answered', 'closed'] },
}

export function may(verb: TicketVerb, part: Part): boolean {
  const rule = table[verb]
  if (part.isMerged || !rule.in.includes(part.status)) return false
  if (verb === 'rate' && part.isRated) return false
  if (rule.who === 'both') return part.isAuthor || part.isHandler
  return rule.who === 'author' ? part.isAuthor : part.isHandler && !part.isAuthor
}

export const verbsOf = (part: Part): TicketVerb[] => ticketVerbs.filter(verb => may(verb, part))

/** Why a verb is refused: because of the state when it would be theirs in another one. */
export function refusalOf(verb: TicketVerb, part: Part): 'notYours' | 'changed' {
  const rule = table[verb]
  const isTheirs =
    rule.who === 'both'
      ? part.isAuthor || part.isHandler
      : rule.who === 'author'
        ? part.isAuthor
        : part.isHandler && !part.isAuthor
  return isTheirs ? 'changed' : 'notYours'
}

/** Roles whose seat covers tickets of its units. An executive, an auditor and an employee read what they may, and deal with what waits for them. */
export const dealsByRole = (role: string): boolean => ['hr', 'head', 'specialist', 'manager'].includes(role)

export const mayKeepCategories = (actor: { role: string }): boolean => actor.role === 'hr'
/** Who reports at all: everybody but those who only watch. */
export const mayOpen = (actor: { role: string }): boolean =>
  actor.role !== 'auditor' && actor.role !== 'admin'
export const mayReadTickets = (actor: { role: string }): boolean => actor.role !== 'admin'

/** Merging shows each author the other's thread: private ones only where both are the same person's, in one category. */
export function mayMerge(
  duplicate: { id: string; isPrivate: boolean; authorUserId: string },
  into: { id: string; isPrivate: boolean; authorUserId: string; status: TicketStatus; isMerged: boolean },
): boolean {
  if (duplicate.id === into.id || into.isMerged || into.status === 'closed') return false
  if (!duplicate.isPrivate && !into.isPrivate) return true
  return duplicate.isPrivate === into.isPrivate && duplicate.authorUserId === into.authorUserId
}
