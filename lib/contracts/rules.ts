import type { Role } from '../actor'
import { addDays, addMonths, daysBetween } from '../clock'
import { bandsOf, limitOf } from '../law/rules'
import type { LawLimit } from '../partners/rules'
import type { EmploymentForm } from '../people/rules'

export type ContractKind = 'fixed_term' | 'open_ended' | 'task_based'
/** A contract's days, [startsOn, endsOn), or to endedEarlyOn when that came first. */
export type Term = {
  kind: ContractKind
  startsOn: string
  endsOn: string | null
  endedEarlyOn?: string | null
}
type Probation = { probationEndsOn: string | null }

/** Contracts are written by HR. */
export function mayKeepContracts(role: Role): boolean {
  return role === 'hr'
}

/** Who is told who is in no insurance: where that is no secret. */
export function seesInsurance(role: Role): boolean {
  return role === 'hr'
}

/** Days before an end at which people are told, and from which it is shown; the nearer, the louder. */
export const reminderSteps = [90, 30, 7] as const
export const noticeDays = reminderSteps[0]
/** Days before its last one at which a probation is to be decided about. */
export const probationDays = reminderSteps[1]

/** The smallest step that has been reached: a reminder that was missed goes out late rather than never. */
export function stepOf(daysLeft: number): (typeof reminderSteps)[number] | undefined {
  return reminderSteps.findLast(step => daysLeft <= step)
}

export type Urgency = 'overdue' | 'days7' | 'days30' | 'days90'

export function urgencyOf(dueOn: string, today: string): Urgency {
  const days = daysBetween(today, dueOn)
  if (days < 0) return 'overdue'
  return days <= 7 ? 'days7' : days <= 30 ? 'days30' : 'days90'
}

export const endOf = (term: Term): string | null => term.endedEarlyOn ?? term.endsOn

export const contractStates = ['planned', 'current', 'endsSoon', 'ended', 'endedEarly'] as const
export type ContractState = (typeof contractStates)[number]

export function contractState(term: Term, today: string): ContractState {
  const end = endOf(term)
  if (end !== null && end <= today) return term.endedEarlyOn ? 'endedEarly' : 'ended'
  if (term.startsOn > today) return 'planned'
  return end !== null && daysBetween(today, lastDayOf(end)) <= noticeDays ? 'endsSoon' : 'current'
}

export function inForceOn<T extends Term>(terms: T[], day: string): T | undefined {
  return terms.find(term => contractState(term, day) === 'current' || contractState(term, day) === 'endsSoon')
}

/** The longest probation that a term allows, and where that stands; zero months: none at all (Labour Contract Law art. 19). */
export function probationLimit(
  term: Pick<Term, 'kind' | 'startsOn' | 'endsOn'>,
  limits: LawLimit[],
): { months: number; source: string } {
  const bands = bandsOf(limits, 'probation.')
  const band =
    term.kind === 'open_ended'
      ? bands.at(-1)
      : bands.findLast(
          ({ from }) =>
            term.kind === 'fixed_term' &&
            term.endsOn !== null &&
            addMonths(term.startsOn, from) <= term.endsOn,
        )
  return { months: band?.value ?? 0, source: (band ?? limitOf(limits, 'probation.once')).source }
}

export type ProbationFault = {
  fault: 'tooLong' | 'none' | 'once' | 'partTime'
  months: number
  source: string
}

/** What the law has against a probation: who works part-time has none (art. 70), and it may be agreed once only with the same person. */
export function probationFault(
  contract: Term & Probation,
  { form, earlier }: { form: EmploymentForm | null; earlier: Probation[] },
  limits: LawLimit[],
): ProbationFault | undefined {
  if (contract.probationEndsOn === null) return undefined
  if (form === 'part_time') {
    const { value, source } = limitOf(limits, 'probation.part_time')
    return { fault: 'partTime', months: value, source }
  }
  const { months, source } = probationLimit(contract, limits)
  if (months === 0) return { fault: 'none', months, source }
  if (contract.probationEndsOn > addMonths(contract.startsOn, months))
    return { fault: 'tooLong', months, source }
  const hadOne = earlier.some(one => one.probationEndsOn !== null)
  return hadOne ? { fault: 'once', months, source: limitOf(limits, 'probation.once').source } : undefined
}

/**
 * Why a contract that starts on a day has to be open-ended unless the person asks for a fixed term (Labour Contract Law art. 14): the
 * last two were for fixed terms, or ten years here. Never in part-time work, which either side may end at any time (art. 71).
 */
export function openEndedDue(
  earlier: Term[],
  { hiredOn, startsOn, form }: { hiredOn: string; startsOn: string; form: EmploymentForm | null },
  limits: LawLimit[],
): { why: 'terms' | 'years'; n: number; source: string } | undefined {
  if (form === 'part_time') return undefined
  const terms = limitOf(limits, 'contract.open_ended_after_terms')
  if (fixedTermsBefore(earlier, startsOn) >= terms.value)
    return { why: 'terms', n: terms.value, source: terms.source }
  const years = limitOf(limits, 'contract.open_ended_after_years')
  if (addMonths(hiredOn, 12 * years.value) <= startsOn)
    return { why: 'years', n: years.value, source: years.source }
  return undefined
}

/** Fixed terms in a row that began before a day. */
export function fixedTermsBefore(terms: Pick<Term, 'kind' | 'startsOn'>[], day: string): number {
  const before = terms
    .filter(term => term.startsOn < day)
    .sort((one, other) => (one.startsOn < other.startsOn ? 1 : -1))
  const other = before.findIndex(term => term.kind !== 'fixed_term')
  return other === -1 ? before.length : other
}

export type Written = {
  /** inTime and late are signed; waiting is within the month, overdue past it, deemed after a year, when the law takes it as open-ended. */
  state: 'inTime' | 'late' | 'waiting' | 'overdue' | 'deemed'
  dueOn: string
  source: string
}

/** A written contract is due within one month of the first day of work (Labour Contract Law art. 10, 14, 82). */
export function writtenState(
  startsOn: string,
  signedOn: string | undefined,
  today: string,
  limits: LawLimit[],
): Written {
  const within = limitOf(limits, 'contract.written_within')
  const dueOn = addMonths(startsOn, within.value)
  if (signedOn !== undefined) {
    return { state: signedOn <= dueOn ? 'inTime' : 'late', dueOn, source: within.source }
  }
  const deemed = limitOf(limits, 'contract.unwritten_becomes_open_ended')
  if (addMonths(startsOn, deemed.value) <= today) return { state: 'deemed', dueOn, source: deemed.source }
  if (today <= dueOn) return { state: 'waiting', dueOn, source: within.source }
  return { state: 'overdue', dueOn, source: limitOf(limits, 'contract.double_pay').source }
}

/** Contracts name their last day, and are kept to the day after. */
export const lastDayOf = (endsOn: string): string => addDays(endsOn, -1)

export type Hint =
  | { hint: 'waiting' | 'overdue' | 'deemed'; level: 'warn' | 'bad'; date: string; source: string }
  | { hint: 'lapsed'; level: 'bad'; date: string }
  | { hint: 'late'; level: 'warn'; source: string }
  | { hint: 'terms' | 'years'; level: 'warn'; n: number; source: string }
  | { hint: 'probationEnds'; level: 'warn'; date: string }

type Signed = Term & Probation & { signedOn: string; confirmedOn?: string | null }

/** Whether an employment has to be in writing: part-time work may be agreed by word of mouth (Labour Contract Law art. 69). */
export const needsWriting = (form: EmploymentForm | null): boolean => form !== 'part_time'

/** What the law asks of a person's contracts today; for HR to act on, with where it stands. */
export function hintsOf(
  signed: Signed[],
  {
    hiredOn,
    leftOn,
    employmentForm,
  }: { hiredOn: string; leftOn: string | null; employmentForm: EmploymentForm | null },
  today: string,
  limits: LawLimit[],
): Hint[] {
  if (hiredOn > today || (leftOn !== null && leftOn <= today)) return []
  // of somebody who came back, those since they did
  const inOrder = signed
    .filter(one => one.startsOn >= hiredOn)
    .sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1))
  const first = inOrder[0]
  const written = writtenState(hiredOn, first?.signedOn, today, limits)
  const current = inForceOn(inOrder, today)
  const hints: Hint[] = []
  if (needsWriting(employmentForm)) {
    if (!current && first)
      hints.push({ hint: 'lapsed', level: 'bad', date: lastDayOf(lastEnd(inOrder, today)) })
    if (written.state === 'late') hints.push({ hint: 'late', level: 'warn', source: written.source })
    else if (written.state !== 'inTime') {
      const level = written.state === 'waiting' ? 'warn' : 'bad'
      hints.push({ hint: written.state, level, date: written.dueOn, source: written.source })
    }
  }
  if (!current) return hints
  if (
    current.probationEndsOn &&
    !current.confirmedOn &&
    current.probationEndsOn > today &&
    daysBetween(today, lastDayOf(current.probationEndsOn)) <= probationDays
  ) {
    hints.push({ hint: 'probationEnds', level: 'warn', date: lastDayOf(current.probationEndsOn) })
  }
  const { endsOn } = current
  const isFollowed = endsOn !== null && inOrder.some(other => other.startsOn >= endsOn)
  if (
    current.kind === 'fixed_term' &&
    endsOn !== null &&
    !isFollowed &&
    daysBetween(today, lastDayOf(endsOn)) <= noticeDays
  ) {
    const due = openEndedDue(inOrder, { hiredOn, startsOn: endsOn, form: employmentForm }, limits)
    if (due) hints.push({ hint: due.why, level: 'warn', n: due.n, source: due.source })
  }
  return hints
}

/** The latest end of contracts of which none is in force; one that has not begun yet has none. */
function lastEnd(terms: Term[], today: string): string {
  const ends = terms.map(endOf).filter((end): end is string => end !== null && end <= today)
  return ends.sort().at(-1) ?? today
}
