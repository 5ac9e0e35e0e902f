import { addDays } from '../clock'
import { limitOf } from '../law/rules'
import type { LawLimit } from '../partners/rules'

/** What is sealed of an enrolment: bases of a month in fen, and the number of the fund's account. */
export type Bases = {
  insurance: number
  /** Null for who has no housing fund. */
  fund: number | null
  fundAccount: string
}

/** A person in a scheme for whole months, [startsOn, endsOn). */
export type Span = { startsOn: string; endsOn: string | null }

export function coversMonth({ startsOn, endsOn }: Span, month: string): boolean {
  return startsOn <= month && (endsOn === null || endsOn > month)
}

/** Entered wrongly: it ends where it begins, and holds for no month. */
export const isVoid = ({ startsOn, endsOn }: Span): boolean => endsOn === startsOn

/** Whether somebody is in a scheme, or will be. */
export const isCovered = (spans: Span[], today: string): boolean =>
  spans.some(one => !isVoid(one) && (one.endsOn === null || one.endsOn > today))

/** Whether somebody can be put into a scheme: who stays, after all that ends; who leaves, until they do and while they are in none. */
export function mayBeEnrolled(spans: Span[], leftOn: string | null, today: string): boolean {
  if (leftOn === null) return spans.every(one => one.endsOn !== null)
  return leftOn > today && !isCovered(spans, today)
}

/** The last day on which somebody has to be registered: social insurance and housing fund have their own (Social Insurance Law art. 58). */
export function registerBy(hiredOn: string, limits: LawLimit[]): { date: string; source: string } {
  const within = limitOf(limits, 'insurance.register_within')
  return { date: addDays(hiredOn, within.value), source: within.source }
}

/** 1234567890 → ******7890 */
export const maskAccount = (account: string): string => (account === '' ? '' : `******${account.slice(-4)}`)
