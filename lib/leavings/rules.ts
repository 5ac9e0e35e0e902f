import { addDays, addMonths, daysBetween } from '../clock'
import { limitOf } from '../law/rules'
import type { LawLimit } from '../partners/rules'

/** Who may say that somebody leaves: the person, the head of their department, HR. */
export function mayStart(actor: { role: string }): boolean {
  return ['hr', 'head', 'employee'].includes(actor.role)
}

/** How far ahead a last day may be. */
export const latestLeaveDays = 365

export type NoticeRule = 'employee' | 'employer' | 'none'
export type Notice = { days: number; source: string; short: number }

export type Employed = { isOnProbation: boolean; isPartTime: boolean }

/** How long ahead it has to be said (Labour Contract Law art. 37, 40); whoever works part-time need not at all (art. 71). */
export function noticeLimit(
  rule: Exclude<NoticeRule, 'none'>,
  { isOnProbation, isPartTime }: Employed,
  limits: LawLimit[],
): { days: number; source: string } {
  const byEmployee = isOnProbation ? 'employee_in_probation' : 'employee'
  const name = isPartTime ? 'part_time' : rule === 'employer' ? 'employer' : byEmployee
  const { value: days, source } = limitOf(limits, `notice.${name}`)
  return { days, source }
}

/**
 * How long ahead it has to be said, and by how many days it is too short. That takes a reason and the word of headquarters and is not
 * refused: both may agree on an earlier day, and an employer may pay a month instead.
 */
export function noticeOf(
  rule: NoticeRule,
  { noticeOn, leftOn, ...employed }: Employed & { noticeOn: string; leftOn: string },
  limits: LawLimit[],
): Notice | undefined {
  if (rule === 'none') return undefined
  const limit = noticeLimit(rule, employed, limits)
  return { ...limit, short: Math.max(0, limit.days - daysBetween(noticeOn, leftOn)) }
}

/** The earliest last day of work that gives notice in time. */
export const earliestLastDay = (noticeOn: string, days: number): string =>
  addDays(noticeOn, Math.max(0, days - 1))

export type DayFault = 'backDated' | 'backDatedReasonMissing' | 'beforeHire' | 'tooFarAhead'

/** What is wrong with a last day of work; only HR enters what is over, and says why so late. */
export function dayFault(
  lastOn: string,
  { hiredOn, today, isHr, lateReason }: { hiredOn: string; today: string; isHr: boolean; lateReason: string },
): DayFault | undefined {
  if (lastOn < hiredOn) return 'beforeHire'
  if (lastOn < today) {
    if (!isHr) return 'backDated'
    if (lateReason === '') return 'backDatedReasonMissing'
  }
  return daysBetween(today, lastOn) > latestLeaveDays ? 'tooFarAhead' : undefined
}

export type Side = 'source' | 'employee' | 'hr'
export type LeavingItem = { item: string; side: Side; dueOn: string }

/** The item whose paper makes it done. */
export const certificateItem = 'certificate'
/** What follows a person within days of their last one (Labour Contract Law art. 50). */
export const paperItems = ['moveFile', 'moveInsurance'] as const

/** The housing fund's account is moved or sealed within days of the end (Regulations on Housing Provident Funds art. 15). */
const fundItem = 'closeFund'

/** What is to be done around a leaving, and by when. Texts are in messages: leavings.items.<item>. */
export function leavingItems(leftOn: string, limits: LawLimit[]): LeavingItem[] {
  const lastOn = addDays(leftOn, -1)
  const papersOn = addDays(lastOn, limitOf(limits, 'leaving.papers_within').value)
  const fundOn = addDays(lastOn, limitOf(limits, 'leaving.fund_within').value)
  return [
    { item: 'handOverWork', side: 'source', dueOn: lastOn },
    { item: 'returnBadgeAndKeys', side: 'source', dueOn: lastOn },
    { item: 'returnEquipment', side: 'employee', dueOn: lastOn },
    { item: 'settlePay', side: 'hr', dueOn: lastOn },
    { item: certificateItem, side: 'hr', dueOn: lastOn },
    ...paperItems.map(item => ({ item, side: 'hr' as const, dueOn: papersOn })),
    { item: fundItem, side: 'hr', dueOn: fundOn },
  ]
}

/** Whose item it is: each side ticks its own, HR may tick for everybody. At home a department's head is where the work is handed over. */
export function mayTick(
  item: { side: Side },
  actor: { role: string; userId: string },
  employeeUserId: string | null,
): boolean {
  if (actor.role === 'hr') return true
  if (item.side === 'source') return actor.role === 'manager' || actor.role === 'head'
  return item.side === 'employee' && actor.role === 'employee' && actor.userId === employeeUserId
}

/** HR may take an approved leaving back until its day. */
export function mayCancel(
  leaving: { status: string; state: string; leftOn: string },
  actor: { role: string; today: string },
): boolean {
  return (
    actor.role === 'hr' &&
    leaving.status === 'approved' &&
    leaving.state === 'applied' &&
    leaving.leftOn > actor.today
  )
}

/** What was said in the talk before leaving is between HR and the person, and nobody reads what was said with themselves. */
export function mayReadInterview(
  actor: { role: string; employeeId: string | null },
  employeeId: string,
): boolean {
  return actor.role === 'hr' && actor.employeeId !== employeeId
}

/** Who gives certificates out; nobody else may so much as ask the database for what stands in one. */
export const givesCertificates = (actor: { role: string }): boolean => actor.role === 'hr'

/** The certificate is for whoever has had their last day, and on it (art. 50); HR gives it out. */
export function mayCertify(
  leaving: { status: string; state: string; leftOn: string },
  actor: { role: string; today: string },
): boolean {
  const hasCome = leaving.leftOn <= addDays(actor.today, 1)
  return givesCertificates(actor) && leaving.status === 'approved' && leaving.state === 'applied' && hasCome
}

/** Whole years and months of service, [startsOn, endsOn). */
export function servedOf(startsOn: string, endsOn: string): { years: number; months: number } {
  let months = 0
  while (addMonths(startsOn, months + 1) <= endsOn) months++
  return { years: Math.floor(months / 12), months: months % 12 }
}

/** Days before the last one at which HR is reminded of an open item; 0 when it is late. */
export function reminderStep(dueOn: string, today: string): 5 | 0 | undefined {
  const days = daysBetween(today, dueOn)
  if (days < 0) return 0
  return days <= 5 ? 5 : undefined
}
