import { addDays, addMonths, daysBetween } from '../clock'
import type { FailureCode } from '../messages'
import { lengthOf, longestStayMonths, type TransferKind } from '../transfers/rules'

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

/** How far ahead a transfer may be asked for. */
export const latestEffectiveDays = 365

export type DateProblem =
  | 'backDated'
  | 'backDatedReasonMissing'
  | 'beforeArrival'
  | 'tooFarAhead'
  | 'endMissing'
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
  if (!endsOn) return 'endMissing'
  if (endsOn <= effectiveOn) return kind === 'extend' ? 'notLater' : 'endsBeforeStart'
  if (endsOn > addMonths(effectiveOn, longestStayMonths)) return 'tooLong'
  return undefined
}

/** The days that a transfer may have: from the one after they came, for a year on from today, and back within the longest stay. */
export function rangesOf(
  placement: Pick<Placement, 'startsOn'>,
  effectiveOn: string,
  today: string,
): { earliest: string; latest: string; firstEnd: string; lastEnd: string } {
  return {
    earliest: addDays(placement.startsOn, 1),
    latest: addDays(today, latestEffectiveDays),
    firstEnd: addDays(effectiveOn, 1),
    lastEnd: addMonths(effectiveOn, longestStayMonths),
  }
}

/** Why nobody can be at a unit from a day on, with the day that it is about. */
export function placeProblem(
  place: { openedOn: string; closedOn: string | null },
  effectiveOn: string,
): { name: 'beforePlace' | 'placeClosed'; date: string } | undefined {
  if (place.closedOn) return { name: 'placeClosed', date: place.closedOn }
  if (effectiveOn < place.openedOn) return { name: 'beforePlace', date: place.openedOn }
  return undefined
}

export const stayPresets = [3, 6, 12] as const

type DraftedStay = {
  months?: number | undefined
  endsOn?: string | undefined
  effectiveOn?: string | undefined
  wasFrom?: string | undefined
  wasTo?: string | undefined
}

/** The first day back home that a draft means: so many months on from the effective day or, to extend, from the present end. */
export function draftedEnd(
  kind: TransferKind,
  draft: DraftedStay,
  presentEnd: string | null,
): string | undefined {
  const from = firstDay(kind, draft, presentEnd)
  return draft.months && from ? addMonths(from, draft.months) : draft.endsOn
}

/** A stay that a request has already, as a draft: one of the lengths that the form offers, else its last day. */
export function draftOf(kind: TransferKind, effectiveOn: string, endsOn: string | null): DraftedStay {
  if (kind === 'return' || !endsOn) return { effectiveOn }
  const length = lengthOf(effectiveOn, endsOn)
  const preset = stayPresets.find(months => length.unit === 'months' && length.n === months)
  return { effectiveOn, ...(preset ? { months: preset } : { endsOn, wasFrom: effectiveOn, wasTo: endsOn }) }
}

/** What of a stay that was asked for can still be: days before today are left out, its length in months stays. */
export function stillPossible(
  { months, effectiveOn, endsOn }: DraftedStay,
  today: string,
): Pick<DraftedStay, 'months' | 'effectiveOn' | 'endsOn'> {
  const ahead = (day: string | undefined) => (day !== undefined && day >= today ? day : undefined)
  return { months, effectiveOn: ahead(effectiveOn), endsOn: ahead(endsOn) }
}

/**
 * A draft whose first day moved since the form showed it keeps the length of the stay: the planned return moves along, unless the
 * person changed it themselves. What it means now is what the form shows next.
 */
export function settled<D extends DraftedStay>(kind: TransferKind, draft: D, presentEnd: string | null): D {
  const { wasFrom, wasTo, endsOn } = draft
  const from = firstDay(kind, draft, presentEnd)
  if (!wasFrom || !wasTo || !from || !endsOn) return draft
  const to = endsOn === wasTo && from !== wasFrom ? after(from, lengthOf(wasFrom, wasTo)) : endsOn
  return { ...draft, endsOn: to, wasFrom: from, wasTo: to }
}

function firstDay(kind: TransferKind, draft: DraftedStay, presentEnd: string | null): string | undefined {
  return kind === 'extend' ? (presentEnd ?? undefined) : draft.effectiveOn
}

function after(day: string, length: { unit: 'months' | 'days'; n: number }): string {
  return length.unit === 'months' ? addMonths(day, length.n) : addDays(day, length.n)
}

export type Missing = Partial<Record<'toUnitId' | 'effectiveOn' | 'endsOn', FailureCode>>

/** Everything that a draft still needs before its impact can be looked at, each with what its absence is called. */
export function missingIn(
  kind: TransferKind,
  draft: DraftedStay & { toUnitId?: string | undefined },
): Missing {
  const goesToStore = kind === 'dispatch' || kind === 'move'
  return {
    ...(goesToStore && !draft.toUnitId && { toUnitId: 'transfers.storeMissing' }),
    ...(kind !== 'extend' && !draft.effectiveOn && { effectiveOn: 'transfers.dateMissing' }),
    ...(kind !== 'return' && !draft.months && !draft.endsOn && { endsOn: 'transfers.endMissing' }),
  }
}
