import type { Actor, Role } from '../actor'
import { addDays, daysBetween, instantOf } from '../clock'
import type { LawLimit } from '../partners/rules'

/** A store's manager makes its roster, in the seat of the store itself; a region is no place to work at. */
export const mayRoster = (actor: Pick<Actor, 'role' | 'portal'>): boolean =>
  actor.role === 'manager' && actor.portal === 'store'

/** Those whom a row policy shows rosters or shifts. */
export const readsRosters = (role: Role): boolean =>
  ['hr', 'executive', 'head', 'manager', 'employee'].includes(role)

/** Days of rosters ahead: what is further away is not known. */
export const furthestDays = 60
/** What may be rostered at once: a week of a large store. */
export const mostChanges = 700
export const mostShifts = 20
export const mostOwnEntries = 120
export const longestBreak = 480
/** Shifts of one person on one day in one store: a day in two parts, with the afternoon off between them (两头班). */
export const mostParts = 2
/** The house's own line, no law's: less than this from one day's work to the next leaves no night between them. */
const shortRestHours = 8

/** The Monday of the week in which a day lies. */
export function weekOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** Whether a text is a Monday; what is no day is none. */
export const isMonday = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() === 1

export function isInWeek(week: string, day: string): boolean {
  const nth = daysBetween(week, day)
  return nth >= 0 && nth < 7
}

/** The seven days from a Monday on. */
export const daysOf = (week: string): string[] => [0, 1, 2, 3, 4, 5, 6].map(nth => addDays(week, nth))

export type ShiftTimes = { startsAt: string; endsAt: string; breakMinutes: number }

/** 'HH:mm' of a time of day, however precise. */
export const timeOf = (time: string): string => time.slice(0, 5)

/** Whether a shift ends on the day after the one on which it starts. */
export const isOvernight = ({ startsAt, endsAt }: Pick<ShiftTimes, 'startsAt' | 'endsAt'>): boolean =>
  timeOf(endsAt) <= timeOf(startsAt)

/** Minutes between the times of a shift, the break included. */
export function lengthOf({ startsAt, endsAt }: Pick<ShiftTimes, 'startsAt' | 'endsAt'>): number {
  const length = minutesOf(endsAt) - minutesOf(startsAt)
  return length > 0 ? length : length + 24 * 60
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

export const isBreakTooLong = (times: ShiftTimes): boolean => times.breakMinutes >= lengthOf(times)

export type Span = { startsAt: Date; endsAt: Date }

/** When a shift that starts on a local day begins and ends. */
export function spanOf(zone: string, day: string, shift: Pick<ShiftTimes, 'startsAt' | 'endsAt'>): Span {
  const lastDay = isOvernight(shift) ? addDays(day, 1) : day
  return {
    startsAt: new Date(instantOf(zone, day, timeOf(shift.startsAt))),
    endsAt: new Date(instantOf(zone, lastDay, timeOf(shift.endsAt))),
  }
}

export const overlap = (one: Span, other: Span): boolean =>
  one.startsAt < other.endsAt && other.startsAt < one.endsAt

/** Days on which somebody is in a store, [startsOn, endsOn). */
export type Stay = { startsOn: string; endsOn: string | null }

/** Whether two shifts of one day run into each other, by their times. */
export function collide(
  one: Pick<ShiftTimes, 'startsAt' | 'endsAt'>,
  other: Pick<ShiftTimes, 'startsAt' | 'endsAt'>,
): boolean {
  const [start, otherStart] = [minutesOf(one.startsAt), minutesOf(other.startsAt)]
  return start < otherStart + lengthOf(other) && otherStart < start + lengthOf(one)
}

/**
 * What a cell of the grid holds after a press: the shift chosen instead of what was there, or beside it where it is added; pressed again it
 * goes. None chosen empties the cell.
 */
export function pressed(now: readonly string[], chosen: string | null, adds: boolean): string[] {
  if (chosen === null) return []
  if (now.includes(chosen)) return now.filter(one => one !== chosen)
  return adds ? [...now.slice(0, mostParts - 1), chosen] : [chosen]
}

/** What becomes at once of published shifts where a cell is saved: those taken away, those for which others come. New ones wait. */
export function publishedChange(
  parts: readonly { shift: string; isPublished: boolean }[],
  next: readonly string[],
): { taken: number; swapped: number; isWaiting: boolean } {
  const gone = parts.filter(part => part.isPublished && !next.includes(part.shift)).length
  const isNew = next.some(shift => parts.every(part => part.shift !== shift))
  return { taken: isNew ? 0 : gone, swapped: isNew ? gone : 0, isWaiting: isNew && gone === 0 }
}

/** How many people work on a day, and how many on each shift of it, in the order of the shifts. */
export function headcount(
  people: readonly (readonly string[])[],
  order: readonly string[],
): { people: number; shifts: { name: string; n: number }[] } {
  const counts = new Map(order.map(name => [name, 0]))
  for (const name of people.flat()) counts.set(name, (counts.get(name) ?? 0) + 1)
  return {
    people: people.filter(names => names.length > 0).length,
    shifts: [...counts].flatMap(([name, n]) => (n > 0 ? [{ name, n }] : [])),
  }
}

/** Whether two cells hold the same shifts, in whatever order. */
export const isSameCell = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every(shift => other.includes(shift))

export type Absence = { away: 'before' | 'after'; date: string } | { away: 'unknown' }

/**
 * Why somebody is not in the store on a day, undefined where they are: before the day on which they arrive next, or after their last one
 * where they do not come back. Unknown of somebody whose stays the reader does not see any more.
 */
export function absenceOn(stays: readonly Stay[], day: string): Absence | undefined {
  if (stays.some(stay => stay.startsOn <= day && (!stay.endsOn || stay.endsOn > day))) return undefined
  const arrives = stays
    .map(stay => stay.startsOn)
    .filter(date => date > day)
    .sort()[0]
  if (arrives) return { away: 'before', date: arrives }
  const left = stays
    .map(stay => stay.endsOn ?? '')
    .sort()
    .at(-1)
  return left ? { away: 'after', date: left } : { away: 'unknown' }
}

/** Minutes that somebody works of what they are rostered for. */
export const workOf = ({ startsAt, endsAt, breakMinutes }: Span & { breakMinutes: number }): number =>
  Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000) - breakMinutes

export type Hint =
  | { hint: 'day'; days: string[]; limit: number; source: string }
  | { hint: 'week' | 'weekAverage'; minutes: number; limit: number; source: string }
  | { hint: 'rest'; limit: number; source: string }
  | { hint: 'gap'; gaps: { day: string; minutes: number }[]; limit: number }

/**
 * What a manager should look at in somebody's week, each with the article; never a verdict, for hours may be reckoned over a longer period
 * and rest days lie in another store. Eight hours a day and forty a week: State Council's rules on working hours art. 3; forty-four on the
 * average of a week: Labour Law art. 36; a day of rest in a week: Labour Law art. 38. A short night between two days has no article; the
 * hours between the parts of one day are none.
 * @param entries one person's of one week, Monday to Sunday
 * @param before theirs of the Sunday before it
 */
export function weekHints(
  entries: readonly (Span & { breakMinutes: number; onDay: string })[],
  limits: LawLimit[],
  before: readonly (Span & { onDay: string })[] = [],
): Hint[] {
  const limit = (name: string) => limits.find(one => one.name === name)
  const hints: Hint[] = []
  const [day, week, average, rest] = ['hours.day', 'hours.week', 'hours.week_average', 'rest.week'].map(limit)
  const worked = new Map<string, number>()
  for (const entry of entries) worked.set(entry.onDay, (worked.get(entry.onDay) ?? 0) + workOf(entry))
  const long = [...worked].filter(([, minutes]) => day && minutes > day.value * 60).map(([onDay]) => onDay)
  if (day && long.length > 0)
    hints.push({ hint: 'day', days: long.sort(), limit: day.value, source: day.source })
  const minutes = [...worked.values()].reduce((sum, one) => sum + one, 0)
  if (average && minutes > average.value * 60)
    hints.push({ hint: 'weekAverage', minutes, limit: average.value, source: average.source })
  else if (week && minutes > week.value * 60)
    hints.push({ hint: 'week', minutes, limit: week.value, source: week.source })
  if (rest && 7 - worked.size < rest.value)
    hints.push({ hint: 'rest', limit: rest.value, source: rest.source })
  const gaps = shortNights([...before, ...entries])
  if (gaps.length > 0) hints.push({ hint: 'gap', gaps, limit: shortRestHours })
  return hints
}

/** The days that begin too soon after the one before, with the minutes between them. */
function shortNights(entries: readonly (Span & { onDay: string })[]): { day: string; minutes: number }[] {
  const sorted = entries.toSorted((one, other) => +one.startsAt - +other.startsAt)
  return sorted.flatMap((entry, nth) => {
    const last = sorted[nth - 1]
    if (!last || last.onDay === entry.onDay) return []
    const minutes = Math.round((+entry.startsAt - +last.endsAt) / 60_000)
    return minutes < shortRestHours * 60 ? [{ day: entry.onDay, minutes }] : []
  })
}

export const copyReasons = ['past', 'away', 'ended', 'taken', 'clash'] as const
/** Why an entry of the week before is not copied: its day has gone by, the person or the shift is not there any more, something is there already, or they work elsewhere. */
export type CopyReason = (typeof copyReasons)[number]

/** The week to show for a day of an address: that of today where none, or one too far away, is asked for. */
export function nearWeek(day: string | undefined, today: string): string {
  const week = weekOf(day ?? today)
  return isNear(week, today) ? week : weekOf(today)
}

/** Whether a week may be shown and rostered: not so far away that nobody knows it. */
export const isNear = (week: string, today: string): boolean =>
  daysBetween(today, week) <= furthestDays && daysBetween(week, today) <= 400

type Listed = { id: string; number: string; name: string; position: string; stays: readonly Stay[] }
type Entered = { employeeId: string; employeeName: string; onDay: string }

export type RosterRow<E> = {
  id: string
  /** Null of somebody whom the reader does not see any more. */
  number: string | null
  name: string
  position: string
  /** For each day what they work, the parts of it in their order. */
  cells: { day: string; entries: E[]; absence: Absence | undefined }[]
  entries: E[]
}

/** A week as a table: a row for everybody who is in the store, and for whoever was rostered and is gone. */
export function rowsOf<E extends Entered>(
  people: readonly Listed[],
  entries: readonly E[],
  week: string,
): RosterRow<E>[] {
  const known = new Set(people.map(person => person.id))
  const gone = entries
    .filter(
      (one, nth) =>
        !known.has(one.employeeId) && entries.findIndex(same => same.employeeId === one.employeeId) === nth,
    )
    .map(one => ({ id: one.employeeId, number: null, name: one.employeeName, position: '', stays: [] }))
  return [...people, ...gone].map(person => {
    const own = entries.filter(entry => entry.employeeId === person.id)
    return {
      id: person.id,
      number: person.number,
      name: person.name,
      position: person.position,
      entries: own,
      cells: daysOf(week).map(day => ({
        day,
        entries: own.filter(entry => entry.onDay === day),
        absence: absenceOn(person.stays, day),
      })),
    }
  })
}
