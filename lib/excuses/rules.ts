import type { Role } from '../actor'
import { addDays, daysBetween } from '../clock'

type Caller = { role: Role }

/** Who says that somebody owes no report on a day: whoever leads them there, and HR. */
export const mayExcuse = (actor: Caller): boolean => ['manager', 'head', 'hr'].includes(actor.role)

/** A missed day may be excused for a week after it, a leave a month ahead, and at most a month at once. */
export const daysBack = 7
export const daysAhead = 31
export const mostDays = 31

/** Whether the days from one to another, both included, may be excused today. */
export function isExcusable(fromDay: string, toDay: string, today: string): boolean {
  return (
    fromDay >= addDays(today, -daysBack) &&
    toDay <= addDays(today, daysAhead) &&
    toDay >= fromDay &&
    daysBetween(fromDay, toDay) < mostDays
  )
}
