import { addDays, addMonths, daysBetween } from '../clock'
import { bandsOf, limitOf } from '../law/rules'
import type { LawLimit } from '../partners/rules'

/** Days of work, [startsOn, endsOn). */
export type Work = { startsOn: string; endsOn: string }

export type AnnualLeave = {
  /** Full years of work, here and before. */
  years: number
  days: number
  source: string
  /** The day from which there is any leave, while there is none: twelve months without a break come first. */
  entitledOn: string | null
  /** Of the calendar year of today. */
  thisYear: {
    days: number
    /** The calendar days that it is worked out by, where it is not for the whole year. */
    part: number | null
  }
}

/**
 * What of paid annual leave the years of work give: by all of working life, and only after twelve months without a break (Regulations on
 * Paid Annual Leave art. 2, 3). Who begins or leaves within a year has leave for the days of it, a fraction of a day dropped (measures for
 * its implementation, art. 5, 12). Shown, not managed: what was taken is not known here.
 */
export function annualLeave(
  earlier: Work[],
  ours: { hiredOn: string; leftOn: string | null },
  today: string,
  limits: LawLimit[],
): AnnualLeave {
  const now = fullLeave(earlier, ours, today, limits)
  if (now.entitledOn > today) {
    const [, nextYear] = yearOf(today)
    const later =
      now.entitledOn < nextYear ? fullLeave(earlier, ours, now.entitledOn, limits) : { ...now, days: 0 }
    const thisYear = partOf(later, ours, today)
    return { years: now.years, days: 0, source: now.after, entitledOn: now.entitledOn, thisYear }
  }
  const { years, days, source } = now
  return { years, days, source, entitledOn: null, thisYear: partOf(now, ours, today) }
}

type Service = { hiredOn: string; leftOn: string | null }

/** Leave for a whole year by the work until a day, and the day on which twelve months without a break were full. */
function fullLeave(
  earlier: Work[],
  ours: Service,
  on: string,
  limits: LawLimit[],
): { years: number; days: number; source: string; entitledOn: string; after: string } {
  const until = ours.leftOn !== null && ours.leftOn < on ? ours.leftOn : on
  const work = merged([
    ...earlier,
    ...(ours.hiredOn < until ? [{ startsOn: ours.hiredOn, endsOn: until }] : []),
  ])
  const days = work.reduce((sum, { startsOn, endsOn }) => sum + daysBetween(startsOn, endsOn), 0)
  // as if it had been one stretch until now
  const since = addDays(until, -days)
  const full = (years: number) => addMonths(since, 12 * years) <= until
  let years = 0
  while (full(years + 1)) years++
  const band = bandsOf(limits, 'annual_leave.').findLast(({ from }) => from <= years)
  const after = limitOf(limits, 'annual_leave.after')
  const entitledOn = addMonths(work.at(-1)?.startsOn ?? ours.hiredOn, after.value)
  return {
    years,
    days: band?.value ?? 0,
    source: band?.source ?? after.source,
    entitledOn,
    after: after.source,
  }
}

/** The first day of a day's year, and of the next. */
function yearOf(day: string): [string, string] {
  const year = Number(day.slice(0, 4))
  return [`${year}-01-01`, `${year + 1}-01-01`]
}

function partOf(
  { days, entitledOn }: { days: number; entitledOn: string },
  { hiredOn, leftOn }: Service,
  today: string,
): AnnualLeave['thisYear'] {
  const [begin, end] = yearOf(today)
  const from = [begin, hiredOn, entitledOn].sort().at(-1) ?? begin
  const to = leftOn !== null && leftOn < end ? leftOn : end
  if (from === begin && to === end) return { days, part: null }
  const part = Math.max(0, daysBetween(from, to))
  return { days: Math.floor((part * days) / 365), part }
}

/** Stretches without overlaps, earliest first; two that touch are one. */
export function merged(work: Work[]): Work[] {
  const stretches: Work[] = []
  for (const { startsOn, endsOn } of [...work].sort((one, other) =>
    one.startsOn < other.startsOn ? -1 : 1,
  )) {
    const last = stretches.at(-1)
    if (last && startsOn <= last.endsOn) {
      if (endsOn > last.endsOn) last.endsOn = endsOn
    } else stretches.push({ startsOn, endsOn })
  }
  return stretches
}
