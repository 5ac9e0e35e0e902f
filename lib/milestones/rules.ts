import { addDays, addMonths, daysBetween } from '../clock'

/** Days in a store that are worth a word, the first day being day 1; after those each full year from the second on. */
export const dayMarks = [30, 100, 200, 365] as const
/** How far ahead cards look. */
export const daysAhead = 7
/** Nobody works longer; it bounds the days that are looked up. */
const mostYears = 50

/** 里程碑: a day to remember, worked out from dates and stored nowhere. `n` is days or years. */
export type Milestone = { kind: 'storeDays' | 'storeYears' | 'hireYears'; n: number; on: string }
export type Origins = { hiredOn?: string | undefined; arrivedOn?: string | undefined }

/** What falls on the days [from, to], by day. */
export function milestonesBetween({ hiredOn, arrivedOn }: Origins, from: string, to: string): Milestone[] {
  const found: Milestone[] = []
  if (hiredOn)
    found.push(...years(hiredOn, from, to, 1).map(year => ({ kind: 'hireYears' as const, ...year })))
  if (arrivedOn) {
    for (const n of dayMarks) {
      const on = addDays(arrivedOn, n - 1)
      if (on >= from && on <= to) found.push({ kind: 'storeDays', n, on })
    }
    found.push(...years(arrivedOn, from, to, 2).map(year => ({ kind: 'storeYears' as const, ...year })))
  }
  return found.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}

/** Anniversaries of a day; that of 29 February is 28 February in other years. */
function years(day: string, from: string, to: string, first: number): { n: number; on: string }[] {
  const found: { n: number; on: string }[] = []
  const begin = Math.max(first, Number(from.slice(0, 4)) - Number(day.slice(0, 4)))
  for (let n = begin; n <= mostYears; n++) {
    const on = addMonths(day, 12 * n)
    if (on > to) break
    if (on >= from) found.push({ n, on })
  }
  return found
}

export type Origin = Milestone & { begin: string }

/** The other way round: on which days somebody began who has a milestone in [from, to]. They are looked up by index, however many people there are. */
export function originsBetween(from: string, to: string): Origin[] {
  const found: Origin[] = []
  for (let ahead = 0; ahead <= daysBetween(from, to); ahead++) {
    const on = addDays(from, ahead)
    for (const n of dayMarks) found.push({ kind: 'storeDays', n, on, begin: addDays(on, 1 - n) })
    for (let n = 1; n <= mostYears; n++) {
      for (const begin of begins(on, n)) {
        found.push({ kind: 'hireYears', n, on, begin })
        if (n > 1) found.push({ kind: 'storeYears', n, on, begin })
      }
    }
  }
  return found
}

/** The days whose n-th anniversary is a day: none for 29 February in three of four years, two for the 28th after a leap year's. */
function begins(on: string, n: number): string[] {
  const same = addMonths(on, -12 * n)
  return [same, addDays(same, 1)].filter(day => addMonths(day, 12 * n) === on)
}

/** What somebody has to celebrate in the coming days, from their stays; without a day of hire only that of the store. */
export function comingFor(
  person: { stays: Days[]; hiredOn?: string | undefined },
  today: string,
): Milestone[] {
  const stay = person.stays.find(one => one.startsOn <= today && (one.endsOn === null || one.endsOn > today))
  const origins = { hiredOn: person.hiredOn, arrivedOn: arrivalOf(person.stays, stay) }
  return milestonesBetween(origins, today, addDays(today, daysAhead - 1))
}

type Days = { unitCode: string; unitKind: string; startsOn: string; endsOn: string | null }

/** Since when somebody is in the store of a stay, over the stays that follow each other there. */
export function arrivalOf(stays: Days[], stay: Days | undefined): string | undefined {
  if (stay?.unitKind !== 'store') return undefined
  const before = stays.find(one => one.unitCode === stay.unitCode && one.endsOn === stay.startsOn)
  return before ? arrivalOf(stays, before) : stay.startsOn
}

/** The first days in a store, in which it is told who has come. */
export const firstDays = 7

/** The day of the first week, 1 to 7; undefined before and after. */
export function firstWeekDay(arrivedOn: string | undefined, today: string): number | undefined {
  if (!arrivedOn) return undefined
  const day = daysBetween(arrivedOn, today) + 1
  return day >= 1 && day <= firstDays ? day : undefined
}
