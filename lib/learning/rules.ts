import type { enrollmentReasons, enrollmentStatuses } from '@/db/schema/courses'
import { addDays } from '../clock'

export type EnrollmentStatus = (typeof enrollmentStatuses)[number]
export type EnrollmentReason = (typeof enrollmentReasons)[number]

type Caller = { role: string }

/** HR to everybody, a manager to the people of the own store or region. */
export const mayGive = (actor: Caller): boolean => actor.role === 'hr' || actor.role === 'manager'
/** HR everything; a store what a store gave by hand. */
export const mayTakeBack = (actor: Caller, one: { why: EnrollmentReason; assignedByRole: string }): boolean =>
  actor.role === 'hr' || (actor.role === 'manager' && one.why === 'hand' && one.assignedByRole === 'manager')

/** So long after somebody was reminded by hand nobody does it again. */
export const nudgeAgainHours = 24
/** The worker reminds so many days before something is due. */
export const remindDays = 3
/** A course may be given with so much time at most. */
export const longestDays = 365

export const standings = ['completed', 'withdrawn', 'overdue', 'begun', 'open'] as const
export type Standing = (typeof standings)[number]

/** Where somebody stands with a course on a day. */
export function standingOf(
  one: { status: EnrollmentStatus; dueOn: string; begunAt: string | Date | null },
  today: string,
): Standing {
  if (one.status !== 'open') return one.status
  if (one.dueOn < today) return 'overdue'
  return one.begunAt === null ? 'open' : 'begun'
}

/** Whole percent of the lessons that are learnt. */
export const progressOf = ({ lessonsDone, lessons }: { lessonsDone: number; lessons: number }): number =>
  lessons === 0 ? 0 : Math.floor((Math.min(lessonsDone, lessons) / lessons) * 100)

/** A day by which something can be learnt: not past, within a year. */
export const isFitDueDay = (dueOn: string, today: string): boolean =>
  dueOn >= today && dueOn <= addDays(today, longestDays)

export const mayNudge = (nudgedAt: Date | null, now: Date): boolean =>
  nudgedAt === null || now.getTime() - nudgedAt.getTime() >= nudgeAgainHours * 3_600_000

type Placed = { id: string; completedAt: string | null }

/** The first lesson that is not learnt, after one if there is any behind it. */
export function nextLesson<L extends Placed>(lessons: readonly L[], after?: string): L | undefined {
  const at = lessons.findIndex(lesson => lesson.id === after)
  const isLeft = (lesson: L) => lesson.completedAt === null && lesson.id !== after
  return lessons.slice(at + 1).find(isLeft) ?? lessons.find(isLeft)
}
