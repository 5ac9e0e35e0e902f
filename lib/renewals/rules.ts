/** Renewals are begun by HR. */
export function mayRenew(actor: { role: string }): boolean {
  return actor.role === 'hr'
}

export type Ending = {
  kind: string
  endsOn: string | null
  endedEarlyOn: string | null
}

/** Whether a contract can be followed by another: it ends, did not end before, and nothing follows it. */
export function isRenewable(contract: Ending, isRenewed: boolean): boolean {
  return contract.endsOn !== null && contract.endedEarlyOn === null && !isRenewed
}

/** A fixed term where an open-ended contract is due holds only if the person asks for it (Labour Contract Law art. 14). */
export function needsWish(kind: 'fixed_term' | 'open_ended', isOpenEndedDue: boolean): boolean {
  return kind === 'fixed_term' && isOpenEndedDue
}

/** Whether what begins on a day would begin before it is likely to be approved. */
export function isLateFor(finish: string, startsOn: string): boolean {
  return finish >= startsOn
}
