import { addDays, addMonths, daysBetween } from '../clock'

export type TransferKind = 'dispatch' | 'move' | 'return' | 'extend'

export type Placement = {
  unitId: string
  unitKind: string
  positionId: string
  startsOn: string
  endsOn: string | null
  homeUnitId: string
  homePositionId: string
}

/** The kinds of transfer that make sense from where somebody is. */
export function kindsFrom(unitKind: string): TransferKind[] {
  return unitKind === 'store' ? ['extend', 'move', 'return'] : ['dispatch']
}

export const latestEffectiveDays = 365
export const longestStayMonths = 36

export type DateProblem =
  | 'backDated'
  | 'backDatedReasonMissing'
  | 'beforeArrival'
  | 'tooFarAhead'
  | 'endsBeforeStart'
  | 'tooLong'
  | 'notLater'

/**
 * What is wrong with the days of a transfer, or undefined. Days are half-open: effectiveOn is the first day there, endsOn the first
 * day back home (the planned return). A day in the past is for HR only, with a reason.
 */
export function dateProblem(
  transfer: { kind: TransferKind; effectiveOn: string; endsOn: string | null; backDatedReason?: string },
  placement: Pick<Placement, 'startsOn' | 'endsOn'>,
  today: string,
  isHr: boolean,
): DateProblem | undefined {
  const { kind, effectiveOn, endsOn } = transfer
  if (kind !== 'extend') {
    if (effectiveOn < today && !isHr) return 'backDated'
    if (effectiveOn < today && !transfer.backDatedReason) return 'backDatedReasonMissing'
    if (effectiveOn <= placement.startsOn) return 'beforeArrival'
    if (daysBetween(today, effectiveOn) > latestEffectiveDays) return 'tooFarAhead'
  }
  if (kind === 'return') return undefined
  if (!endsOn || endsOn <= effectiveOn) return kind === 'extend' ? 'notLater' : 'endsBeforeStart'
  if (endsOn > addMonths(effectiveOn, longestStayMonths)) return 'tooLong'
  return undefined
}

export type AgreementLoad = {
  agreementNumber: string | null
  kind: 'secondment' | 'outsourcing' | 'labour_dispatch' | null
  startsOn: string | null
  endsOn: string | null
  headcountLimit: number | null
  partnerWorkforce: number | null
  headcount: number
}

export type LawLimits = { shareMaxBp: number; shareWarningBp: number; temporaryMonths: number }

export type Warning =
  | { warning: 'noAgreement' }
  | { warning: 'agreementEnds'; number: string; date: string }
  | { warning: 'headcount'; number: string; count: number; limit: number }
  | { warning: 'share'; share: number; count: number; workforce: number; limit: number }
  | { warning: 'temporary'; months: number }

/**
 * What HR should look at before a stay at a partner's store: never a verdict, the decision is theirs.
 * Share of dispatched workers: Interim Provisions on Labour Dispatch art. 4 (at most 10 %), we warn from 8 %; temporary posts: Labour
 * Contract Law art. 66 (at most six months). Numbers come from the table law_limits.
 * @param arriving 1 when the transfer adds a person to the partner's stores, 0 when the person is already there
 */
export function agreementWarnings(
  load: AgreementLoad | undefined,
  stay: { startsOn: string; endsOn: string | null },
  limits: LawLimits,
  arriving: 0 | 1,
): Warning[] {
  if (!load?.agreementNumber) return [{ warning: 'noAgreement' }]
  const warnings: Warning[] = []
  const count = load.headcount + arriving
  if (load.endsOn && stay.endsOn && stay.endsOn > load.endsOn) {
    warnings.push({ warning: 'agreementEnds', number: load.agreementNumber, date: load.endsOn })
  }
  if (load.headcountLimit && count > load.headcountLimit) {
    warnings.push({ warning: 'headcount', number: load.agreementNumber, count, limit: load.headcountLimit })
  }
  if (load.kind === 'labour_dispatch') {
    // Dispatched workers as a share of the partner's whole workforce, dispatched ones included, in basis points.
    const share = load.partnerWorkforce ? Math.round((count * 10_000) / (load.partnerWorkforce + count)) : 0
    if (load.partnerWorkforce && share >= limits.shareWarningBp) {
      warnings.push({
        warning: 'share',
        share,
        count,
        workforce: load.partnerWorkforce + count,
        limit: limits.shareMaxBp,
      })
    }
    if (stay.endsOn && stay.endsOn > addMonths(stay.startsOn, limits.temporaryMonths)) {
      warnings.push({ warning: 'temporary', months: limits.temporaryMonths })
    }
  }
  return warnings
}

/** Whether the person must say yes to a store getting their data: a new receiver always, an extension only without a standing consent. */
export function needsConsent(kind: TransferKind, hasStandingConsent: boolean): boolean {
  return kind === 'dispatch' || kind === 'move' || (kind === 'extend' && !hasStandingConsent)
}

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

/** How a transfer reads to people: the request's status, with approved ones split by whether they have begun. */
export function stateOf(transfer: { status: string; effectiveOn: string }, today: string): string {
  if (transfer.status !== 'approved') return transfer.status
  return transfer.effectiveOn > today ? 'pending' : 'effective'
}

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

export const stayPresets = [3, 6, 12] as const

/** The first day back home that a draft means: so many months on from the effective day or, to extend, from the present end. */
export function draftedEnd(
  kind: TransferKind,
  draft: { months?: number | undefined; endsOn?: string | undefined; effectiveOn?: string | undefined },
  presentEnd: string | null,
): string | undefined {
  const from = kind === 'extend' ? presentEnd : draft.effectiveOn
  return draft.months && from ? addMonths(from, draft.months) : draft.endsOn
}
