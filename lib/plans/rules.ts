import { addMonths, daysBetween } from '../clock'
import { longestStayMonths, type TransferKind } from '../transfers/rules'

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
