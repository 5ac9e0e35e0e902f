import type { Role } from '../actor'

export type ReportStatus = 'open' | 'submitted' | 'excused' | 'released'

type Dated = { status: ReportStatus; dueAt: Date; submittedAt: Date | null }

/** How a report stands: what its status and its times say together. */
export const standings = ['due', 'missing', 'submitted', 'late', 'excused'] as const
export type Standing = (typeof standings)[number]
export function standingOf({ status, dueAt, submittedAt }: Dated, now: Date): Standing {
  if (status === 'submitted') return submittedAt && submittedAt > dueAt ? 'late' : 'submitted'
  if (status === 'open') return dueAt > now ? 'due' : 'missing'
  return 'excused'
}

/**
 * Whether its author may write it: until it is given, also late and also after a day off was said; and once given until somebody has
 * read it or it was due, so that nobody reads one thing and finds another.
 */
export function mayWrite(report: Dated & { readAt: Date | null }, now: Date): boolean {
  if (report.status === 'submitted') return report.readAt === null && report.dueAt > now
  return report.status !== 'released'
}

type Caller = { role: Role }

/** Who reads for the house: opening marks it as read. An executive looks on. */
export const readsReports = (actor: Caller): boolean => ['manager', 'head', 'hr'].includes(actor.role)
export const seesReports = (actor: Caller): boolean => readsReports(actor) || actor.role === 'executive'

/** Hours before somebody may be asked again for the same report. */
export const nudgeAgainHours = 2
/** Hours after which a report that nobody has read goes higher up, once. */
export const unreadHours = 24
/** Days for which what is missing is still asked for. */
export const missingDays = 14
/** A report that was due before so many days is told to nobody any more: the worker was away. */
export const lateToldDays = 2

/** Whether the author's draft may still be kept under the version that the form was drawn from: the present one, or the one before for a day. */
export function mayAnswer(
  version: { version: number; replacedAt: Date | null },
  template: { version: number },
  now: Date,
): boolean {
  if (version.version === template.version) return true
  return version.replacedAt !== null && now.getTime() - version.replacedAt.getTime() < 86_400_000
}

/** Rows that share a key, in the order in which they came. */
export function groupsOf<T>(rows: readonly T[], keyOf: (row: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return [...groups.values()]
}
