import type { TransferKind } from '../transfers/rules'

/** The privacy notice that a consent refers to; its text is on the consent screen (messages: transfers.consent). */
export const noticeVersion = '2026-01'

/** Whether the person must say yes to a store getting their data: a new receiver always, an extension only without a standing consent. */
export function needsConsent(kind: TransferKind, hasStandingConsent: boolean): boolean {
  return kind === 'dispatch' || kind === 'move' || (kind === 'extend' && !hasStandingConsent)
}
