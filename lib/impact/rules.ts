import { addMonths, dayIn, zone } from '../clock'
import { lastDayOf } from '../contracts/rules'
import { type AgreementKind, type DispatchShare, dispatchShare, type LawLimit } from '../partners/rules'

export type AgreementLoad = {
  agreementNumber: string | null
  kind: AgreementKind | null
  startsOn: string | null
  endsOn: string | null
  headcountLimit: number | null
  partnerWorkforce: number | null
  headcount: number
}

/** A transfer against the agreement of the receiving store's partner: figures to read, whether or not any of them warns. */
export type AgreementFigures = {
  number: string
  kind: AgreementKind
  endsOn: string | null
  /** Our people at the partner's stores on the effective day, without the transfer and with it. */
  before: number
  after: number
  limit: number | null
  /** Hundredths of a percent of the limit, rounded down. */
  ofLimit: { before: number; after: number } | null
  /** Labour dispatch only, and only where the partner's workforce is recorded. */
  share: { before: DispatchShare; after: DispatchShare } | null
}

/**
 * @param arriving 1 when the transfer adds a person to the partner's stores, 0 when the person is already there
 * @param isCounted whether the load holds that person already, because the transfer is approved
 */
export function agreementFigures(
  load: AgreementLoad | undefined,
  limits: LawLimit[],
  arriving: 0 | 1,
  isCounted: boolean,
): AgreementFigures | undefined {
  if (!load?.agreementNumber || !load.kind) return undefined
  const before = load.headcount - (isCounted ? arriving : 0)
  const after = before + arriving
  const limit = load.headcountLimit
  const workforce = load.kind === 'labour_dispatch' ? load.partnerWorkforce : null
  const shares = [dispatchShare(before, workforce, limits), dispatchShare(after, workforce, limits)]
  return {
    number: load.agreementNumber,
    kind: load.kind,
    endsOn: load.endsOn,
    before,
    after,
    limit,
    ofLimit: limit
      ? { before: Math.floor((before * 10_000) / limit), after: Math.floor((after * 10_000) / limit) }
      : null,
    share: shares[0] && shares[1] ? { before: shares[0], after: shares[1] } : null,
  }
}

/** The first and the last of them. */
export type Days = { from: string; to: string }

export type Warning =
  /** None in force on these days of the stay, both included; without them, on none of its days. */
  | { warning: 'noAgreement'; days?: Days }
  | { warning: 'agreementEnds'; number: string; date: string }
  | { warning: 'headcount'; number: string; count: number; limit: number }
  | { warning: 'share'; share: number; count: number; workforce: number; limit: number; from: number }
  | { warning: 'temporary'; months: number }

/**
 * What HR should look at before a stay at a partner's store: never a verdict, the decision is theirs.
 * Share of dispatched workers: Interim Provisions on Labour Dispatch art. 4 (at most 10 %), we warn from 8 %; temporary posts: Labour
 * Contract Law art. 66 (at most six months). Numbers come from the table law_limits.
 * @param uncovered the days of the stay on which no agreement is in force
 */
export function agreementWarnings(
  figures: AgreementFigures | undefined,
  stay: { startsOn: string; endsOn: string | null },
  limits: LawLimit[],
  uncovered: Days[],
): Warning[] {
  const all = { from: stay.startsOn, to: stay.endsOn && lastDayOf(stay.endsOn) }
  const warnings: Warning[] = uncovered
    // what is said of the agreement that ends says it
    .filter(days => !figures?.endsOn || days.from !== figures.endsOn)
    .map(days =>
      days.from === all.from && days.to === all.to
        ? { warning: 'noAgreement' }
        : { warning: 'noAgreement', days },
    )
  if (!figures) return warnings
  const { number, endsOn, after, limit, share } = figures
  if (endsOn && stay.endsOn && stay.endsOn > endsOn) {
    warnings.push({ warning: 'agreementEnds', number, date: lastDayOf(endsOn) })
  }
  if (limit && after > limit) warnings.push({ warning: 'headcount', number, count: after, limit })
  if (share && share.after.level !== 'calm') {
    const { basisPoints, workforce, max, warning } = share.after
    warnings.push({
      warning: 'share',
      share: basisPoints,
      count: after,
      workforce,
      limit: max.value,
      from: warning.value,
    })
  }
  const months = limits.find(one => one.name === 'labour_dispatch.temporary_months')?.value
  if (
    figures.kind === 'labour_dispatch' &&
    months &&
    stay.endsOn &&
    stay.endsOn > addMonths(stay.startsOn, months)
  ) {
    warnings.push({ warning: 'temporary', months })
  }
  return warnings
}

/** Papers that a stay rests on, in calendar days. */
export type Papers = {
  /** Whether the company asks a health certificate of whoever works in such a position in a store. */
  asksHealth: boolean
  /** The last day on which a health certificate is good; undefined where there is none. */
  healthUntil: string | undefined
  /** The day after the last one under contract; undefined where none is known or it has no end. */
  contractEndsOn: string | undefined
}

export type PaperGap =
  | { gap: 'noHealth' }
  | { gap: 'health' | 'contract'; date: string; when: 'over' | 'before' | 'within' }

/**
 * What of somebody's papers does not last for a stay at a store, each with its last day and whether that is past, or before the stay begins.
 * Who handles food needs a health certificate every year (Food Safety Law art. 45); a contract that ends within the stay has to be
 * renewed first, or the stay ends with it.
 */
export function paperGaps(
  stay: { startsOn: string; endsOn: string | null },
  papers: Papers,
  today: string,
): PaperGap[] {
  const { asksHealth, healthUntil, contractEndsOn } = papers
  const gaps: PaperGap[] = []
  const add = (gap: 'health' | 'contract', date: string) => {
    const last = stay.endsOn ? lastDayOf(stay.endsOn) : stay.startsOn
    const when = date < today ? 'over' : date < stay.startsOn ? 'before' : 'within'
    if (date < last) gaps.push({ gap, date, when })
  }
  if (asksHealth && healthUntil) add('health', healthUntil)
  else if (asksHealth) gaps.push({ gap: 'noHealth' })
  if (contractEndsOn) add('contract', lastDayOf(contractEndsOn))
  return gaps
}

/**
 * The day on which a transfer is likely to be approved, where that is after its first day: only where earlier requests say how long each
 * stage takes, and not of what is entered late anyway.
 */
export function lateFinish(
  expected: ({ at: Date; n: number } | undefined)[],
  effectiveOn: string,
  isBackDated: boolean,
): string | undefined {
  const last = expected.at(-1)
  if (isBackDated || !last || expected.some(one => !one?.n)) return undefined
  const finish = dayIn(zone, last.at)
  return finish > effectiveOn ? finish : undefined
}
