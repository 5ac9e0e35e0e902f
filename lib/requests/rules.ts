import { dayIn, zone } from '../clock'
import type { About } from './queries'

/** Pictures that every browser draws and that can carry no script; only these are shown where they are attached. */
export function isPicture(contentType: string): boolean {
  return ['image/png', 'image/jpeg', 'image/webp'].includes(contentType)
}

/** What may be approved from the list, by itself or with others: neither one's own word nor what has to be looked at first. */
export function mayApproveUnseen(request: { subject: string }, isOwn: boolean): boolean {
  return request.subject !== 'proposal' && !isOwn
}

/** How near the end of a time limit is, for the chip beside it. */
export function dueLevel(at: Date, now: Date): 'overdue' | 'today' | 'soon' | 'later' {
  const hours = (at.getTime() - now.getTime()) / 3_600_000
  if (hours < 0) return 'overdue'
  if (dayIn(zone, at) === dayIn(zone, now)) return 'today'
  return hours <= 48 ? 'soon' : 'later'
}

/**
 * What a request says of itself, whatever it is about: from when it holds, the applicant's words, and why it comes late or is at shorter
 * notice than the law has it.
 */
export type Saying = { effectiveOn: string; said: string; backDated?: string | null; short?: string }

export function sayingOf(about: About): Saying {
  switch (about.subject) {
    case 'transfer': {
      const { effectiveOn, reason, backDatedReason } = about.transfer.transfer
      return { effectiveOn, said: reason, backDated: backDatedReason }
    }
    case 'confirmation':
      return { effectiveOn: about.confirmation.effectiveOn, said: about.confirmation.assessment }
    case 'renewal':
      return { effectiveOn: about.renewal.startsOn, said: about.renewal.note }
    // it holds from the moment that HR approves it, and what was said is sealed with it
    case 'proposal':
      return { effectiveOn: '', said: '' }
    case 'leaving': {
      const { leftOn, note, shortReason, backDatedReason } = about.leaving.leaving
      return { effectiveOn: leftOn, said: note, short: shortReason, backDated: backDatedReason }
    }
  }
}
