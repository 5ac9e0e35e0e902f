import type { TransferKind } from '../transfers/rules'

/** The privacy notice that a consent refers to; its text is on the consent screen (messages: transfers.consent). */
export const noticeVersion = '2026-01'

/** What a consent lets a store read besides the base. */
export type Scopes = { includesPerformance: boolean; includesTraining: boolean }

/** What a store will read of whoever comes to it, as far as the reader may know: more than the card within a consent's scopes only. */
export type Sharing = 'hidden' | 'unknown' | 'asked' | 'none' | 'withdrawn' | Scopes

/** The same for a plan and for a request: what was said with it, or before it, or why nothing was. */
export function sharingOf(about: {
  /** The reader leads another store. */
  isOutside: boolean
  /** Said with the request. */
  given: (Scopes & { withdrawnAt: string | null }) | null
  /** Said before, null where there is none, undefined where the reader would not hear of it. */
  standing: Scopes | null | undefined
  /** It is only being planned, and the person will be asked. */
  asks: boolean
}): Sharing {
  if (about.isOutside) return 'hidden'
  if (about.asks) return 'asked'
  if (about.given) return about.given.withdrawnAt ? 'withdrawn' : about.given
  if (about.standing === undefined) return 'unknown'
  return about.standing ?? 'none'
}

/** Whether the person must say yes to a store getting their data: a new receiver always, an extension only without a standing consent. */
export function needsConsent(kind: TransferKind, hasStandingConsent: boolean): boolean {
  return kind === 'dispatch' || kind === 'move' || (kind === 'extend' && !hasStandingConsent)
}
