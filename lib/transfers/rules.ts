import { addDays, addMonths, daysBetween } from '../clock'

export type TransferKind = 'dispatch' | 'move' | 'return' | 'extend'

/** `days`: by when, counted from the first day. */
export type HandOverItem = { item: string; side: 'source' | 'receiving' | 'employee' | 'hq'; days: number }

/** What has to be handed over around a transfer. Texts are in messages: transfers.handOver.<item>. */
export function handOverItems(kind: TransferKind): HandOverItem[] {
  switch (kind) {
    case 'dispatch':
      return [
        { item: 'handOverWork', side: 'source', days: -1 },
        { item: 'checkHealthCertificate', side: 'hq', days: -1 },
        { item: 'contractPlaceOfWork', side: 'hq', days: -1 },
        { item: 'badgeAndUniform', side: 'receiving', days: 0 },
        { item: firstDayItem, side: 'receiving', days: 0 },
        { item: 'readStoreRules', side: 'employee', days: 3 },
      ]
    case 'move':
      return [
        { item: 'handOverWork', side: 'source', days: -1 },
        { item: 'returnBadgeAndKeys', side: 'source', days: 0 },
        { item: 'badgeAndUniform', side: 'receiving', days: 0 },
        { item: firstDayItem, side: 'receiving', days: 0 },
        { item: 'readStoreRules', side: 'employee', days: 3 },
      ]
    case 'return':
      return [
        { item: 'handOverWork', side: 'source', days: -1 },
        { item: 'returnBadgeAndKeys', side: 'source', days: 0 },
        { item: 'prepareWorkplace', side: 'receiving', days: 0 },
        { item: 'returnTalk', side: 'hq', days: 7 },
      ]
    case 'extend':
      return [{ item: 'confirmNewReturnDate', side: 'hq', days: 0 }]
  }
}

/** What can only be done once the person is there (app.waiting leaves it out until then). */
const firstDayItem = 'welcomeOnFirstDay'

/** Nothing is owed on the day on which it was approved, or before: whoever comes to know late has the time after it, a day at least. */
export function handOverDue({ days }: HandOverItem, effectiveOn: string, approvedOn: string): string {
  const rule = addDays(effectiveOn, days)
  const after = addDays(approvedOn, Math.max(days, 1))
  return addDays(rule, Math.max(daysBetween(rule, after), 0))
}

/** The day on which an item can be ticked first; undefined: at once. */
export function tickableFrom(item: string, effectiveOn: string): string | undefined {
  return item === firstDayItem ? effectiveOn : undefined
}

/** Whose item it is: each side ticks its own, HR may tick for everybody. */
export function mayTick(
  item: { side: HandOverItem['side'] },
  request: {
    employeeUserId: string | null
    homeUnitId: string | null
    sourceUnitId: string | null
    receivingUnitId: string | null
  },
  actor: { userId: string; role: string; unitId: string | null },
): boolean {
  if (actor.role === 'hr') return true
  // A manager seated at neither of the two stores is one above them both.
  const isAtOne = actor.unitId === request.sourceUnitId || actor.unitId === request.receivingUnitId
  const leads = (unitId: string | null) =>
    unitId === request.homeUnitId
      ? actor.role === 'head'
      : actor.role === 'manager' && (actor.unitId === unitId || !isAtOne)
  switch (item.side) {
    case 'employee':
      return actor.userId === request.employeeUserId
    case 'source':
      return leads(request.sourceUnitId)
    case 'receiving':
      return leads(request.receivingUnitId)
    case 'hq':
      return actor.role === 'head'
  }
}

/** HR may cancel an approved transfer until the day it takes effect. */
export function mayCancel(
  transfer: { status: string; state: string; effectiveOn: string },
  actor: { role: string; today: string },
): boolean {
  return (
    actor.role === 'hr' &&
    transfer.status === 'approved' &&
    transfer.state === 'applied' &&
    transfer.effectiveOn > actor.today
  )
}

export const longestStayMonths = 36

/** How long a stay is: whole months where it is, else days. */
export function lengthOf(from: string, to: string): { unit: 'months' | 'days'; n: number } {
  for (let months = 1; months <= longestStayMonths; months++) {
    if (addMonths(from, months) === to) return { unit: 'months', n: months }
  }
  return { unit: 'days', n: daysBetween(from, to) }
}

/** Whoever began a transfer that came to nothing may ask for it anew. */
export function mayAskAgain(
  request: { status: string; applicantUserId: string },
  actor: { userId: string; role: string },
): boolean {
  return (
    ['rejected', 'withdrawn', 'cancelled'].includes(request.status) &&
    request.applicantUserId === actor.userId &&
    mayStart(actor)
  )
}

/** Who may start one: the person concerned, those who lead them at home or in the store, HR. */
export function mayStart(actor: { role: string }): boolean {
  return ['hr', 'head', 'manager', 'employee'].includes(actor.role)
}
