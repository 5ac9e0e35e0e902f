import { addDays, addMonths, daysBetween } from '../clock'

export type TransferKind = 'dispatch' | 'move' | 'return' | 'extend'

export type HandOverItem = { item: string; side: 'source' | 'receiving' | 'employee' | 'hq'; dueOn: string }

/** What has to be handed over around a transfer, and by when. Texts are in messages: transfers.handOver.<item>. */
export function handOverItems(kind: TransferKind, effectiveOn: string): HandOverItem[] {
  const before = addDays(effectiveOn, -1)
  const after = addDays(effectiveOn, 3)
  switch (kind) {
    case 'dispatch':
      return [
        { item: 'handOverWork', side: 'source', dueOn: before },
        { item: 'checkHealthCertificate', side: 'hq', dueOn: before },
        { item: 'contractPlaceOfWork', side: 'hq', dueOn: before },
        { item: 'badgeAndUniform', side: 'receiving', dueOn: effectiveOn },
        { item: 'welcomeOnFirstDay', side: 'receiving', dueOn: effectiveOn },
        { item: 'readStoreRules', side: 'employee', dueOn: after },
      ]
    case 'move':
      return [
        { item: 'handOverWork', side: 'source', dueOn: before },
        { item: 'returnBadgeAndKeys', side: 'source', dueOn: effectiveOn },
        { item: 'badgeAndUniform', side: 'receiving', dueOn: effectiveOn },
        { item: 'welcomeOnFirstDay', side: 'receiving', dueOn: effectiveOn },
        { item: 'readStoreRules', side: 'employee', dueOn: after },
      ]
    case 'return':
      return [
        { item: 'handOverWork', side: 'source', dueOn: before },
        { item: 'returnBadgeAndKeys', side: 'source', dueOn: effectiveOn },
        { item: 'prepareWorkplace', side: 'receiving', dueOn: effectiveOn },
        { item: 'returnTalk', side: 'hq', dueOn: addDays(effectiveOn, 7) },
      ]
    case 'extend':
      return [{ item: 'confirmNewReturnDate', side: 'hq', dueOn: effectiveOn }]
  }
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

/** Who may start one: the person concerned, those who lead them at home or in the store, HR. */
export function mayStart(actor: { role: string }): boolean {
  return ['hr', 'head', 'manager', 'employee'].includes(actor.role)
}
