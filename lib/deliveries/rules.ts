/** After so many tries a message is given up. */
export const mostTries = 8
/** A worker that is lost over a message says little about the message: that many were not killed by chance. */
export const mostLosses = 24
/** Messages that a worker claims at once, for each channel, and how many of them it sends at the same time. */
export const mostAtOnce = 40
export const sideBySide = 4
/** How long a worker may take over what it claimed; then another one takes over. */
export const leaseMinutes = 5
/** What nobody sent for so long after it was due (no worker, no mail server) is old news. */
export const staleDays = 3

/**
 * When to try again: after 1, 4, 16 and 64 minutes, then every four to six hours, in all about a day. By chance a quarter earlier or
 * later, so that what failed together does not come back together.
 * @param attempts how often it was tried
 * @param chance between 0 and 1
 */
export function nextTry(attempts: number, at: Date, chance: number): Date {
  const minutes = Math.min(4 ** (attempts - 1), 360)
  return new Date(at.getTime() + minutes * 60_000 * (0.75 + chance / 2))
}

/** Puts a reader's bundled messages into one; everything else stays alone. The oldest comes first and names the message. */
export function gather<
  T extends { id: string; userId: string | null; targetId: string | null; isBundled: boolean },
>(claimed: T[]): T[][] {
  const bundles = new Map<string, T[]>()
  for (const one of claimed.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const key = one.isBundled ? `${one.userId} ${one.targetId}` : one.id
    bundles.set(key, [...(bundles.get(key) ?? []), one])
  }
  return [...bundles.values()]
}

/** Senders look every second: whoever waits for minutes waits for a worker or for a server. */
export function isDeliveryLate(oldestDueAt: Date | null | undefined, now: Date): boolean {
  return oldestDueAt instanceof Date && now.getTime() - oldestDueAt.getTime() > 5 * 60_000
}
