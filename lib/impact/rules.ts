import { addMonths } from '../clock'

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
