import { addMonths } from '../clock'
import { probationLimit, type Term } from '../contracts/rules'
import type { LawLimit } from '../partners/rules'

export const outcomes = ['confirm', 'prolong', 'decline'] as const
export type Outcome = (typeof outcomes)[number]

/** Whoever leads the person, at home or in a store, and HR. */
export function mayAssess(actor: { role: string }): boolean {
  return ['hr', 'head', 'manager'].includes(actor.role)
}

export type Probation = Term & {
  probationEndsOn: string | null
  probationExtendedFrom: string | null
  confirmedOn: string | null
}

/** Whether there is still something to decide: a probation that is over without a decision is passed. */
export function isOnProbation<P extends Probation>(
  contract: P,
  today: string,
): contract is P & { probationEndsOn: string } {
  return (
    contract.probationEndsOn !== null &&
    contract.confirmedOn === null &&
    !contract.endedEarlyOn &&
    contract.startsOn <= today &&
    contract.probationEndsOn > today
  )
}

export type OutcomeFault =
  | { fault: 'over' | 'dateMissing' | 'tooEarly' | 'tooLate' | 'notLater' | 'prolongedAlready' }
  | { fault: 'tooLong'; months: number; source: string }

/** What a decision writes as the first day after probation: said for the two that move it, and as it is for the third. */
export function effectiveDay(outcome: Outcome, said: string | undefined, endsOn: string): string | undefined {
  if (outcome === 'decline') return endsOn
  return said ?? (outcome === 'confirm' ? endsOn : undefined)
}

/**
 * What is wrong with a decision about a probation, or undefined. It may be extended once, and never beyond what the term allows from its
 * first day (Labour Contract Law art. 19); whoever is confirmed early is so from today at the earliest.
 */
export function outcomeFault(
  { outcome, effectiveOn }: { outcome: Outcome; effectiveOn: string | undefined },
  contract: Probation,
  today: string,
  limits: LawLimit[],
): OutcomeFault | undefined {
  if (!isOnProbation(contract, today)) return { fault: 'over' }
  if (effectiveOn === undefined) return { fault: 'dateMissing' }
  if (outcome === 'decline') return undefined
  if (outcome === 'confirm') {
    if (effectiveOn < today || effectiveOn <= contract.startsOn) return { fault: 'tooEarly' }
    return effectiveOn > contract.probationEndsOn ? { fault: 'tooLate' } : undefined
  }
  if (contract.probationExtendedFrom !== null) return { fault: 'prolongedAlready' }
  if (effectiveOn <= contract.probationEndsOn) return { fault: 'notLater' }
  const latest = latestEnd(contract, limits)
  return effectiveOn > latest.on ? { fault: 'tooLong', ...latest } : undefined
}

/** The latest first day after probation that the term allows. */
export function latestEnd(
  contract: Probation,
  limits: LawLimit[],
): { on: string; months: number; source: string } {
  const { months, source } = probationLimit(contract, limits)
  const on = addMonths(contract.startsOn, months)
  return { on: contract.endsOn !== null && contract.endsOn < on ? contract.endsOn : on, months, source }
}
