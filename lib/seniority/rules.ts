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
}

/**
 * What of paid annual leave the years of work give: by all of working life, and only after twelve months without a break (Regulations on
 * Paid Annual Leave art. 2, 3). Shown, not managed: what was taken, and the part of a first or last year, are not known here.
 */
export function annualLeave(
  earlier: Work[],
  ours: { hiredOn: string; leftOn: string | null },
  today: string,
  limits: LawLimit[],
): AnnualLeave {
  const until = ours.leftOn !== null && ours.leftOn < today ? ours.leftOn : today
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
  if (entitledOn > today) return { years, days: 0, source: after.source, entitledOn }
  return { years, days: band?.value ?? 0, source: band?.source ?? after.source, entitledOn: null }
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
