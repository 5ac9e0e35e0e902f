import { addDays, dayIn, daysBetween, zone } from '../clock'

export type NoticeStatus = 'draft' | 'issued' | 'withdrawn'
export const noticeStates = ['draft', 'scheduled', 'published', 'expired', 'withdrawn'] as const
export type NoticeState = (typeof noticeStates)[number]

export type Dates = { status: NoticeStatus; publishAt: Date | null; expiresAt: Date | null }

/** What a notice's dates make of it at an instant. */
export function stateOf({ status, publishAt, expiresAt }: Dates, now: Date): NoticeState {
  if (status !== 'issued') return status
  if (publishAt && publishAt > now) return 'scheduled'
  return expiresAt && expiresAt <= now ? 'expired' : 'published'
}

export const noticeVerbs = ['change', 'publish', 'unschedule', 'revise', 'withdraw', 'remind'] as const
export type NoticeVerb = (typeof noticeVerbs)[number]

const inStates: Record<NoticeVerb, readonly NoticeState[]> = {
  change: ['draft'],
  publish: ['draft'],
  unschedule: ['scheduled'],
  revise: ['published'],
  withdraw: ['draft', 'scheduled', 'published', 'expired'],
  remind: ['published'],
}

type Caller = { role: string; userId: string }

/** HR owns notices; a head and a manager their own. Both remind their people of whoever's notice it is. */
export function mayDo(verb: NoticeVerb, actor: Caller, notice: Dates & { authorUserId: string }, now: Date) {
  if (!inStates[verb].includes(stateOf(notice, now))) return false
  return verb === 'remind' ? mayWrite(actor) : mayWrite(actor) && keeps(actor, notice)
}

export const keeps = (actor: Caller, notice: { authorUserId: string }): boolean =>
  actor.role === 'hr' || notice.authorUserId === actor.userId

export const mayWrite = (actor: { role: string }): boolean => ['hr', 'head', 'manager'].includes(actor.role)
/** Who sees how far notices have come, beyond their own: everybody with people, and those who watch. */
export const overseesNotices = (actor: { role: string }): boolean =>
  mayWrite(actor) || actor.role === 'executive' || actor.role === 'auditor'
/** Who only watches, or has nothing to do with people, reads their own notices as an employee. */
export const mayReceive = (actor: { role: string }): boolean =>
  actor.role !== 'auditor' && actor.role !== 'admin'

/** An account of administration has nothing to do with people and what they are told. */
export const mayReadNotices = (actor: { role: string }): boolean => actor.role !== 'admin'

/** Hours before somebody may be reminded again. */
export const remindAgainHours = 24

export type Receipt = {
  version: number
  readAt: Date | null
  signedAt: Date | null
  releasedAt: Date | null
  dueOn: string | null
}

/** How a reader stands to a notice that asks for a version. */
export type Standing = 'toSign' | 'unread' | 'read' | 'signed'
export function standingOf(
  notice: { isMustRead: boolean; state: NoticeState },
  receipt: Pick<Receipt, 'readAt' | 'signedAt' | 'releasedAt'> | null,
): Standing {
  if (receipt?.signedAt) return 'signed'
  const asks = notice.state === 'published' && !receipt?.releasedAt
  if (notice.isMustRead && asks) return 'toSign'
  return receipt?.readAt || !asks ? 'read' : 'unread'
}

/** How near the day is by which something is to be signed. */
export function dueLevelOf(dueOn: string, today: string): 'overdue' | 'today' | 'soon' | 'later' {
  const days = daysBetween(today, dueOn)
  if (days < 0) return 'overdue'
  if (days === 0) return 'today'
  return days <= 2 ? 'soon' : 'later'
}

/** The day on which whoever gets a notice now is to have signed it. */
export const dueOn = (now: Date, days: number | null): string | null =>
  days === null ? null : addDays(dayIn(zone, now), days)

export type Segment = { text: string; href?: string }

const link = /https:\/\/[^\s<>"'\u3000-\u303f\uff00-\uffef\u4e00-\u9fff]+/g

/** Text as paragraphs of plain text and https links, each shown as the address that it leads to. */
export function paragraphsOf(body: string): Segment[][] {
  return body
    .split(/\n+/)
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(segmentsOf)
}

function segmentsOf(line: string): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const match of line.matchAll(link)) {
    const address = match[0].replace(/[.,;:!?)\]]+$/, '')
    if (!isLink(address)) continue
    if (match.index > from) segments.push({ text: line.slice(from, match.index) })
    segments.push({ text: address, href: address })
    from = match.index + address.length
  }
  if (from < line.length) segments.push({ text: line.slice(from) })
  return segments
}

/** An https address without a user name in it, which would pass for the host. */
function isLink(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password, hostname } = new URL(address)
  return protocol === 'https:' && username === '' && password === '' && hostname !== ''
}

export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string }

/** What a new version changes, paragraph by paragraph: the fewest additions and removals, in reading order. */
export function differencesOf(before: string, after: string): DiffLine[] {
  const [old, now] = [before, after].map(text => text.split(/\n+/).filter(line => line.trim() !== '')) as [
    string[],
    string[],
  ]
  // lengths[i][j]: the longest common run of what is left from old[i] and now[j]
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0))
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = lengths[i]
      if (row) row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: DiffLine[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      lines.push({ kind: 'same', text: old[i] ?? '' })
      i++
      j++
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ kind: 'removed', text: old[i++] ?? '' })
    } else lines.push({ kind: 'added', text: now[j++] ?? '' })
  }
  return lines
}
