import type { Role } from '../actor'
import { daysBetween } from '../clock'

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

/** 18 characters with a birthday inside are the number of an identity card, which some certificates repeat and which is kept sealed. */
export function looksLikeIdentity(text: string): boolean {
  return /(?:^|\D)\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?:\D|$)/.test(
    text.normalize('NFKC').replaceAll(/[\s-]/g, ''),
  )
}
