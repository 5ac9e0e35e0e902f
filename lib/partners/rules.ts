import { addDays } from '../clock'

export type AgreementKind = 'secondment' | 'outsourcing' | 'labour_dispatch'
export const agreementStates = ['planned', 'current', 'endsSoon', 'ended'] as const
export type AgreementState = (typeof agreementStates)[number]

/** Days before its end from which an agreement is shown as ending soon: time enough to negotiate. */
export const soonDays = 60

/** @param today local day; an agreement holds on [startsOn, endsOn) */
export function agreementState(
  agreement: { startsOn: string; endsOn: string | null },
  today: string,
): AgreementState {
  if (agreement.startsOn > today) return 'planned'
  if (agreement.endsOn === null) return 'current'
  if (agreement.endsOn <= today) return 'ended'
  return agreement.endsOn <= addDays(today, soonDays) ? 'endsSoon' : 'current'
}

/** The agreement that speaks for a partner on a day: the one in force, else the next, else the last. */
export function agreementThatCounts<A extends { startsOn: string; state: AgreementState }>(
  agreements: A[],
): A | undefined {
  const byStart = agreements.toSorted((one, other) => (one.startsOn < other.startsOn ? -1 : 1))
  return (
    byStart.find(({ state }) => state === 'current' || state === 'endsSoon') ??
    byStart.find(({ state }) => state === 'planned') ??
    byStart.at(-1)
  )
}

/** A number set by law, with where it stands; from law_limits. */
export type LawLimit = { name: string; value: number; source: string; startsOn: string }

export type DispatchShare = {
  people: number
  workforce: number
  /** Hundredths of a percent, rounded down: 8.00 % is 800. */
  basisPoints: number
  warning: LawLimit
  max: LawLimit
  /** calm below the warning line, near from there on, over from the legal limit on. */
  level: 'calm' | 'near' | 'over'
}

/**
 * Our people as a share of a partner's whole workforce (own staff and dispatched ones together, Interim Provisions on
 * Labour Dispatch art. 4). A figure to look at, not a verdict: other agencies' people are not known here.
 */
export function dispatchShare(
  people: number,
  workforce: number | null,
  limits: LawLimit[],
): DispatchShare | undefined {
  const warning = limits.find(limit => limit.name === 'labour_dispatch.share_warning')
  const max = limits.find(limit => limit.name === 'labour_dispatch.share_max')
  if (!workforce || !warning || !max) return undefined
  const basisPoints = Math.floor((people * 10_000) / workforce)
  const level = basisPoints >= max.value ? 'over' : basisPoints >= warning.value ? 'near' : 'calm'
  return { people, workforce, basisPoints, warning, max, level }
}

export type Headcount = { people: number; limit: number; left: number; level: 'free' | 'full' | 'over' }

/** People at a partner against what its agreement allows; undefined when nothing was agreed. */
export function headcountOf(people: number, limit: number | null): Headcount | undefined {
  if (limit === null) return undefined
  const left = limit - people
  return { people, limit, left, level: left > 0 ? 'free' : left === 0 ? 'full' : 'over' }
}

/** What to look at when a store directs the work (china.md 4.3): names of texts, in reading order. */
export const directionChecks = [
  'whoDirects',
  'permit',
  'postType',
  'share',
  'contractTerm',
  'equalPay',
  'hostDuties',
  'affiliates',
] as const
