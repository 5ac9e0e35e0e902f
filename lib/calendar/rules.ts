import type { Role } from '../actor'
import { addDays, addMonths, daysBetween } from '../clock'
import { originsBetween } from '../milestones/rules'

/** What HR has to remember of people, by day. */
export const calendarKinds = ['birthday', 'anniversary', 'probation', 'contract', 'certificate'] as const
export type CalendarKind = (typeof calendarKinds)[number]

/** What a role's calendar holds: a birthday is of the identity class, which is HR's alone. */
export function kindsFor(role: Role): CalendarKind[] {
  return calendarKinds.filter(kind => kind !== 'birthday' || role === 'hr')
}

export type Month = {
  /** YYYY-MM */
  name: string
  from: string
  /** The last day. */
  to: string
  previous: string
  next: string
}

export function monthOf(name: string): Month {
  const from = `${name}-01`
  const next = addMonths(from, 1)
  return {
    name,
    from,
    to: addDays(next, -1),
    previous: addMonths(from, -1).slice(0, 7),
    next: next.slice(0, 7),
  }
}

/** The days of a month as weeks from Monday; where a week belongs to another month there is nothing. */
export function weeksOf({ from, to }: Month): (string | undefined)[][] {
  const before = (new Date(`${from}T00:00:00Z`).getUTCDay() + 6) % 7
  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n))
  const cells = [...Array.from({ length: before }, () => undefined), ...days]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => cells[week * 7 + day]),
  )
}

/** Which birthdays, MM-DD, are kept on the days [from, to]: that of 29 February on the 28th in other years, as with all anniversaries here. */
export function birthdaysBetween(from: string, to: string): { on: string; birthday: string }[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n)).flatMap(on => {
    const own = { on, birthday: on.slice(5) }
    const isLastOfShort = own.birthday === '02-28' && addDays(on, 1).endsWith('03-01')
    return isLastOfShort ? [own, { on, birthday: '02-29' }] : [own]
  })
}

/** On which days somebody was hired whose anniversary falls on [from, to], and how many years that makes. */
export function anniversariesBetween(
  from: string,
  to: string,
): { on: string; hiredOn: string; years: number }[] {
  return originsBetween(from, to)
    .filter(origin => origin.kind === 'hireYears')
    .map(({ on, begin, n }) => ({ on, hiredOn: begin, years: n }))
}
