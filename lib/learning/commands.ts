import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { enrollments, lessonCompletions } from '@/db/schema/courses'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import { record, type TrailDetails } from '../trail'
import type { giveCourseInput, lessonInput, nudgeCourseInput, withdrawCourseInput } from './input'
import {
  findPupil,
  hasLearnt,
  listOwnLessons,
  lockEnrollment,
  lockOwn,
  type OwnEnrollment,
  type OwnLesson,
} from './queries'
import {
  isFitDueDay,
  longestDays,
  mayGive,
  mayNudge,
  mayTakeBack,
  nextLesson,
  nudgeAgainHours,
} from './rules'

/** Gives somebody a course by hand. What they have learnt is asked again only where HR says so. */
export async function giveCourse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof giveCourseInput>,
): Promise<{ id: string }> {
  if (!mayGive(actor)) throw new Failure('input.refused')
  const person = await findPupil(tx, actor, input.employee)
  if (!person) throw new Failure('courses.personUnknown', {}, 'employee')
  const course = await findGivable(tx, input.course)
  if (!isFitDueDay(input.dueOn, actor.today)) throw new Failure('courses.dueOut', { n: longestDays }, 'dueOn')
  const isAgain = input.again === 'on' && actor.role === 'hr'
  if (!isAgain && (await hasLearnt(tx, actor, person.id, course)))
    throw new Failure(
      actor.role === 'hr' ? 'courses.learntAlready' : 'courses.learntForHr',
      { employee: person.name },
      actor.role === 'hr' ? 'again' : 'course',
    )
  const id = newId(actor.now)
  await tx.insert(enrollments).values({
    id,
    employeeId: person.id,
    courseId: course.id,
    versionId: course.versionId,
    unitId: person.unitId,
    why: 'hand',
    assignedByName: actor.name,
    assignedByRole: actor.role,
    assignedAt: actor.now,
    dueOn: input.dueOn,
  })
  await tell(tx, actor, person.userId, [{ title: course.title, dueOn: input.dueOn }])
  await record(tx, actor, 'learning.given', {
    entityId: course.id,
    employeeId: person.id,
    unitId: person.unitId,
    details: { number: input.course, course: course.title, dueOn: input.dueOn },
  })
  return { id }
}

/** The course in the version that is given out. */
async function findGivable(
  tx: Tx,
  number: string,
): Promise<{ id: string; versionId: string; title: string }> {
  const { rows } = await tx.execute<{ id: string; versionId: string; title: string }>(sql`
    select c.id, v.id as "versionId", c.title from courses c join course_versions v on v.course_id = c.id and v.version = c.version
    where c.number = ${number} and c.version > 0 and c.retired_at is null`)
  const [course] = rows
  if (!course) throw new Failure('courses.notGiven', {}, 'course')
  return course
}

/** Somebody does not owe a course any more, and is told why. */
export async function withdrawCourse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof withdrawCourseInput>,
): Promise<void> {
  if (!mayGive(actor)) throw new Failure('input.refused')
  const enrollment = await lockEnrollment(tx, input.enrollmentId)
  if (enrollment.status !== 'open') throw new Failure('courses.changed')
  if (!mayTakeBack(actor, enrollment)) throw new Failure('courses.forHr')
  await tx
    .update(enrollments)
    .set({
      status: 'withdrawn',
      withdrawnAt: actor.now,
      withdrawnReason: input.reason,
      withdrawnByName: actor.name,
    })
    .where(eq(enrollments.id, enrollment.id))
  const values = { actor: actor.name, course: enrollment.title }
  await notify(tx, actor, [enrollment.userId], 'courseWithdrawn', values, 'learning')
  await record(tx, actor, 'learning.withdrawn', {
    ...aboutOne(enrollment),
    details: { number: enrollment.number, course: enrollment.title, reason: input.reason },
  })
}

/** Asks somebody to go on, once a day. */
export async function nudgeCourse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof nudgeCourseInput>,
): Promise<void> {
  if (!mayGive(actor)) throw new Failure('input.refused')
  const enrollment = await lockEnrollment(tx, input.enrollmentId)
  if (enrollment.status !== 'open') throw new Failure('courses.changed')
  const { nudgedAt } = enrollment
  if (!mayNudge(nudgedAt === null ? null : new Date(nudgedAt), actor.now))
    throw new Failure('courses.nudgedAlready', { hours: nudgeAgainHours })
  await tx.update(enrollments).set({ nudgedAt: actor.now }).where(eq(enrollments.id, enrollment.id))
  const values = { actor: actor.name, course: enrollment.title, day: enrollment.dueOn }
  await notify(tx, actor, [enrollment.userId], 'courseNudged', values, `learning/${enrollment.id}`)
  await record(tx, actor, 'learning.nudged', {
    ...aboutOne(enrollment),
    details: { number: enrollment.number, course: enrollment.title },
  })
}

function aboutOne({ id, employeeId, unitId }: { id: string; employeeId: string; unitId: string }) {
  return { entityId: id, employeeId, unitId }
}

/** That the person has a lesson before them; when, the server says. */
export async function openLesson(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof lessonInput>,
): Promise<{ lessonId: string }> {
  const { enrollment, lesson } = await holdLesson(tx, actor, input)
  if (enrollment.status !== 'open') throw new Failure('courses.changed')
  await open(tx, actor, enrollment, lesson.id)
  return { lessonId: lesson.id }
}

/**
 * 学完了. A lesson is learnt once, however many tabs say so; the last one completes the course, any other opens the next.
 * @returns the lesson to go on with, or nothing when all are learnt
 */
export async function completeLesson(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof lessonInput>,
): Promise<{ lessonId: string | undefined; isCompleted: boolean }> {
  const { enrollment, lessons, lesson } = await holdLesson(tx, actor, input)
  if (enrollment.status === 'withdrawn') throw new Failure('courses.changed')
  if (lesson.openedAt === null) throw new Failure('courses.notOpened')
  const next = nextLesson(lessons, lesson.id)
  if (lesson.completedAt !== null) return { lessonId: next?.id, isCompleted: !next }
  await tx.execute(sql`
    update lesson_completions set completed_at = ${actor.now} where enrollment_id = ${enrollment.id} and lesson_id = ${lesson.id} and completed_at is null`)
  await tx
    .update(enrollments)
    .set({
      lessonsDone: enrollment.lessonsDone + 1,
      ...(!next && { status: 'completed', completedAt: actor.now }),
    })
    .where(eq(enrollments.id, enrollment.id))
  if (next) await open(tx, actor, enrollment, next.id)
  await record(tx, actor, next ? 'lesson.learnt' : 'learning.completed', {
    entityId: enrollment.id,
    ...(actor.employeeId && { employeeId: actor.employeeId }),
    details: { number: enrollment.number, course: enrollment.title, ...(next && { lesson: lesson.title }) },
  })
  return { lessonId: next?.id, isCompleted: !next }
}

async function holdLesson(
  tx: Tx,
  actor: Actor,
  { enrollmentId, lessonId }: z.output<typeof lessonInput>,
): Promise<{ enrollment: OwnEnrollment; lessons: OwnLesson[]; lesson: OwnLesson }> {
  if (actor.role !== 'employee' || !actor.employeeId) throw new Failure('input.refused')
  const enrollment = await lockOwn(tx, actor, enrollmentId)
  const lessons = await listOwnLessons(tx, enrollment)
  const lesson = lessons.find(one => one.id === lessonId) ?? notFound()
  return { enrollment, lessons, lesson }
}

async function open(tx: Tx, actor: Actor, enrollment: OwnEnrollment, lessonId: string): Promise<void> {
  await tx
    .insert(lessonCompletions)
    .values({
      enrollmentId: enrollment.id,
      lessonId,
      employeeId: actor.employeeId ?? notFound(),
      openedAt: actor.now,
    })
    .onConflictDoNothing()
  if (enrollment.begunAt === null)
    await tx.update(enrollments).set({ begunAt: actor.now }).where(eq(enrollments.id, enrollment.id))
}

export type Given = { title: string; dueOn: string }

/** Once, with how many and by when. */
async function tell(tx: Tx, actor: Actor, userId: string | null, given: Given[]): Promise<void> {
  const [first] = given.toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))
  if (!first) return
  const values = { courses: given.map(one => one.title), n: String(given.length), day: first.dueOn }
  await notify(tx, actor, [userId], 'courseAssigned', values, 'learning')
}

const titlesOf = (given: { title: string }[]): { list: string[] } => ({
  list: given.map(one => one.title),
})

/** What is asked of whoever begins at the company. Not an action: hiring says so, and tells them once their account is there. */
export async function giveToHired(
  tx: Tx,
  actor: Actor,
  { id, unitId, positionId, hiredOn }: { id: string; unitId: string; positionId: string; hiredOn: string },
): Promise<Given[]> {
  const { rows } = await tx.execute<Given>(sql`
    select title, due_on::text as "dueOn" from app.assign_courses(${id}, ${unitId}, ${positionId}, ${hiredOn}, 'hire', null, ${actor.name}, ${actor.role}, ${actor.now})`)
  return rows
}

export async function tellHired(tx: Tx, actor: Actor, employeeId: string, given: Given[]): Promise<void> {
  const { rows } = await tx.execute<{ userId: string | null }>(
    sql`select user_id as "userId" from employees where id = ${employeeId}`,
  )
  await tell(tx, actor, rows[0]?.userId ?? null, given)
}

/**
 * What a new home unit asks of somebody who works in it, from today or from their first day there; in a store nothing changes for them. What it
 * asks too goes along, as does what HR gave them, as with a transfer. Not an action: the change says so.
 */
export async function giveByHome(
  tx: Tx,
  actor: Actor,
  { id, userId, from, to }: { id: string; userId: string | null; from: string; to: string },
): Promise<TrailDetails> {
  const { rows: places } = await tx.execute<{ unitId: string; positionId: string; startsOn: string }>(sql`
    select unit_id as "unitId", position_id as "positionId", greatest(starts_on, ${actor.today}::date)::text as "startsOn"
    from assignments where employee_id = ${id} and is_primary and (ends_on is null or ends_on > ${actor.today}) order by starts_on limit 1`)
  const [place] = places
  if (place?.unitId !== to) return {}
  const { positionId, startsOn } = place
  await tx.execute(sql`
    update enrollments set unit_id = ${to} where employee_id = ${id} and status = 'open' and unit_id = ${from}
      and (course_id in (select course_id from app.courses_asked(${to}, ${positionId}, ${startsOn})) or why = 'hand' and assigned_by_role = 'hr')`)
  const { rows } = await tx.execute<Given>(sql`
    select title, due_on::text as "dueOn" from app.assign_courses(${id}, ${to}, ${positionId}, ${startsOn}, 'rule', null, ${actor.name}, ${actor.role}, ${actor.now})`)
  await tell(tx, actor, userId, rows)
  return givenDetails(rows)
}

export const givenDetails = (given: Given[]): TrailDetails =>
  given.length > 0 ? { courses: titlesOf(given) } : {}

type Concerned = { id: string; employeeUserId: string | null }

/**
 * What an approved transfer does to what its person has to learn, in its transaction. Not an action: the approval says so.
 * @returns what its trail row tells of it
 */
export async function giveByTransfer(tx: Tx, actor: Actor, request: Concerned): Promise<TrailDetails> {
  const { rows } = await tx.execute<Given & { verb: 'assigned' | 'withdrawn' }>(
    sql`select verb, title, due_on::text as "dueOn" from app.apply_courses(${request.id})`,
  )
  const given = rows.filter(row => row.verb === 'assigned')
  const ended = rows.filter(row => row.verb === 'withdrawn')
  await tell(tx, actor, request.employeeUserId, given)
  return {
    ...givenDetails(given),
    ...(ended.length > 0 && { coursesEnded: titlesOf(ended) }),
  }
}

/** A transfer that was cancelled leaves nothing to learn but what was begun; what it ended is asked again. */
export async function takeBackTransfer(
  tx: Tx,
  actor: Actor,
  request: { id: string },
  { fromUnitId }: { fromUnitId: string },
): Promise<TrailDetails> {
  const { rows } = await tx.execute<{ title: string }>(sql`
    with gone as (
      update enrollments set status = 'withdrawn', withdrawn_at = ${actor.now}
      where request_id = ${request.id} and status = 'open' and begun_at is null returning course_id
    ) select c.title from gone g join courses c on c.id = g.course_id order by c.title`)
  await tx.execute(
    sql`update enrollments set unit_id = ${fromUnitId} where request_id = ${request.id} and status <> 'withdrawn'`,
  )
  const reopened = await reopen(tx, request)
  return { ...(rows.length > 0 && { coursesEnded: titlesOf(rows) }), ...reopened }
}

/** Nobody is asked for what would be due after they have gone. Not an action: the approval of the leaving says so. */
export async function endByLeaving(tx: Tx, request: { id: string }): Promise<TrailDetails> {
  const { rows } = await tx.execute<{ title: string }>(sql`select title from app.end_courses(${request.id})`)
  return rows.length > 0 ? { coursesEnded: titlesOf(rows) } : {}
}

/** What a request ended or took along is again as it was before it. */
export async function reopen(tx: Tx, request: { id: string }): Promise<TrailDetails> {
  const { rows } = await tx.execute<{ title: string; status: string }>(sql`
    with back as (
      update enrollments e set status = case e.status when 'withdrawn' then 'open' else e.status end, withdrawn_at = null,
        unit_id = coalesce(e.unit_before_id, e.unit_id), unit_before_id = null, changed_by_request_id = null
      where e.changed_by_request_id = ${request.id}
        and (e.status <> 'withdrawn' or not exists (select from enrollments o
          where o.employee_id = e.employee_id and o.course_id = e.course_id and o.status = 'open'))
      returning e.course_id, e.status
    ) select c.title, b.status from back b join courses c on c.id = b.course_id where b.status = 'open' order by c.title`)
  return rows.length > 0 ? { coursesBack: titlesOf(rows) } : {}
}
