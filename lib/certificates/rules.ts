import type { Role } from '../actor'
import { daysBetween } from '../clock'
import { expiryOn, type ScanKind, type ScanState } from '../documents/rules'
import { limitOf } from '../law/rules'
import type { LawLimit } from '../partners/rules'

export type CertificateKind = 'education' | 'health' | 'skill' | 'licence' | 'other'

export function mayKeepCertificates(role: Role): boolean {
  return role === 'hr'
}

export const certificateStates = ['good', 'expiresSoon', 'expired', 'replaced'] as const
export type CertificateState = (typeof certificateStates)[number]

/** Days before a certificate's last day from which it is shown as expiring. */
export const soonDays = 90

/** @param expiresOn the last day on which it is good */
export function certificateState(
  { expiresOn, isReplaced }: { expiresOn: string | null; isReplaced: boolean },
  today: string,
): CertificateState {
  if (isReplaced) return 'replaced'
  if (expiresOn === null) return 'good'
  const days = daysBetween(today, expiresOn)
  if (days < 0) return 'expired'
  return days <= soonDays ? 'expiresSoon' : 'good'
}

export type PaperHint =
  | { hint: 'healthExpired'; level: 'bad'; date: string; source: string }
  | { hint: 'healthMissing'; level: 'bad'; source: string }
  | { hint: 'certificateExpired' | 'certificateSoon'; level: 'warn'; name: string; date: string }
  | { hint: 'scanExpired' | 'scanSoon'; level: 'warn'; kind: ScanKind; title: string; date: string }

type Paper = { kind: CertificateKind; name: string; expiresOn: string | null; isReplaced: boolean }
type Scanned = { kind: ScanKind; title: string; state: ScanState; expiresOn: string | null }

/** Of these scans the facts stand among certificates and contracts, which are told of themselves. */
const toldOtherwise: readonly ScanKind[] = ['health', 'certificate', 'diploma', 'contract']

/**
 * What of somebody's papers is no longer good, or not for long. Where the file has to hold a health certificate (`needsHealth`) nobody may
 * work with open food without one (Food Safety Law art. 45).
 */
export function paperHintsOf(
  { certificates, scans, needsHealth }: { certificates: Paper[]; scans: Scanned[]; needsHealth: boolean },
  today: string,
  limits: LawLimit[],
): PaperHint[] {
  const hints: PaperHint[] = []
  const { source } = limitOf(limits, 'health.check_every')
  const standing = certificates.filter(one => certificateState(one, today) !== 'replaced')
  const isGood = (one: Paper) => certificateState(one, today) !== 'expired'
  const health = standing.filter(one => one.kind === 'health')
  if (needsHealth && !health.some(isGood)) {
    const [last] = health
      .flatMap(one => one.expiresOn ?? [])
      .sort()
      .reverse()
    hints.push(
      last
        ? { hint: 'healthExpired', level: 'bad', date: last, source }
        : { hint: 'healthMissing', level: 'bad', source },
    )
  }
  for (const one of standing) {
    const state = certificateState(one, today)
    if (one.expiresOn === null || (one.kind === 'health' && state === 'expired')) continue
    const about = { level: 'warn', name: one.name, date: one.expiresOn } as const
    if (state === 'expired') hints.push({ hint: 'certificateExpired', ...about })
    if (state === 'expiresSoon') hints.push({ hint: 'certificateSoon', ...about })
  }
  for (const { kind, title, state, expiresOn } of scans) {
    const expiry = expiryOn(expiresOn, today)
    if (expiresOn === null || state === 'returned' || toldOtherwise.includes(kind)) continue
    const about = { level: 'warn', kind, title, date: expiresOn } as const
    if (expiry === 'expired') hints.push({ hint: 'scanExpired', ...about })
    if (expiry === 'soon') hints.push({ hint: 'scanSoon', ...about })
  }
  return hints
}

/** 18 characters with a birthday inside are the number of an identity card, which some certificates repeat and which is kept sealed. */
export function looksLikeIdentity(text: string): boolean {
  return /(?:^|\D)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?:\D|$)/.test(
    text.normalize('NFKC').replaceAll(/[\s-]/g, ''),
  )
}
