import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { courseRules, courses, courseVersions, enrollments, lessons } from '@/db/schema/courses'
import type { Actor } from '../actor'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import { changesBetween, record, type TrailAction, type TrailDetails } from '../trail'
import { written } from '../written'
import type {
  addLessonInput,
  addRuleInput,
  applyRuleInput,
  changeCourseInput,
  changeLessonInput,
  courseInput,
  createCourseInput,
  endRuleInput,
  moveLessonInput,
  removeLessonInput,
} from './input'
import {
  type Course,
  type CourseVersion,
  draftOf,
  type Lesson,
  listLessons,
  listOwing,
  lockCourse,
  lockRule,
  mostAtOnce,
} from './queries'
import { mayKeepCourses, mostLessons, moved, whomOf } from './rules'

/** Rows that a statement takes at a time: it has a limit of parameters. */
const rowsAtOnce = 1_000

/** A course with an empty first draft. */
export async function createCourse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof createCourseInput>,
): Promise<{ number: string }> {
  assertKeeper(actor)
  const { rows } = await tx.execute<{ number: string }>(
    sql`select app.next_number('KC', ${actor.today.slice(0, 4)}::int) as number`,
  )
  const course = { id: newId(actor.now), number: rows[0]?.number ?? '', ...input }
  await tx.insert(courses).values({ ...course, createdAt: actor.now })
  await tx.insert(courseVersions).values({
    courseId: course.id,
    version: 1,
    authorName: actor.name,
    createdAt: actor.now,
  })
  await write(tx, actor, 'course.created', course)
  return { number: course.number }
}

/** What a course is called and what it is about: of all its versions. */
export async function changeCourse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof changeCourseInput>,
): Promise<{ number: string }> {
  const course = await hold(tx, actor, input)
  const { title, summary } = input
  const changes = changesBetween({ title: course.title, summary: course.summary }, { title, summary })
  await tx.update(courses).set({ title, summary }).where(eq(courses.id, course.id))
  await write(tx, actor, 'course.changed', course, changes)
  return { number: course.number }
}

/** The next version begins as the last one was. */
export async function draftVersion(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof courseInput>,
): Promise<{ number: string }> {
  const course = await hold(tx, actor, input)
  const [last] = course.versions
  if (!last || draftOf(course)) throw new Outdated('courses.changed')
  const id = newId(actor.now)
  const version = last.version + 1
  await tx.insert(courseVersions).values({
    id,
    courseId: course.id,
    version,
    authorName: actor.name,
    createdAt: actor.now,
  })
  const words = await listLessons(tx, last.id)
  if (words.length > 0)
    await tx
      .insert(lessons)
      .values(words.map(({ id: _, ...lesson }) => ({ ...lesson, id: newId(actor.now), versionId: id })))
  await write(tx, actor, 'course.drafted', course, { version })
  return { number: course.number }
}

export async function addLesson(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addLessonInput>,
): Promise<{ number: string }> {
  const { course, draft, words } = await holdDraft(tx, actor, input)
  if (words.length >= mostLessons) throw new Failure('courses.tooManyLessons', { n: mostLessons })
  const { title, body, minutes } = input
  await tx
    .insert(lessons)
    .values({ id: newId(actor.now), versionId: draft.id, position: words.length + 1, title, body, minutes })
  await write(tx, actor, 'lesson.added', course, { lesson: title })
  return { number: course.number }
}

export async function changeLesson(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof changeLessonInput>,
): Promise<{ number: string }> {
  const { course, lesson } = await holdLesson(tx, actor, input)
  const { title, body, minutes } = input
  await tx.update(lessons).set({ title, body, minutes }).where(eq(lessons.id, lesson.id))
  await write(tx, actor, 'lesson.changed', course, {
    lesson: title,
    ...changesBetween({ minutes: lesson.minutes }, { minutes }),
  })
  return { number: course.number }
}

export async function moveLesson(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof moveLessonInput>,
): Promise<void> {
  const { course, lesson, words } = await holdLesson(tx, actor, input)
  const ids = words.map(one => one.id)
  await arrange(tx, moved(ids, lesson.id, input.by))
  await write(tx, actor, 'lesson.moved', course, { lesson: lesson.title })
}

export async function removeLesson(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof removeLessonInput>,
): Promise<{ number: string }> {
  const { course, lesson, words } = await holdLesson(tx, actor, input)
  await tx.delete(lessons).where(eq(lessons.id, lesson.id))
  await arrange(
    tx,
    words.map(one => one.id).filter(id => id !== lesson.id),
  )
  await write(tx, actor, 'lesson.removed', course, { lesson: lesson.title })
  return { number: course.number }
}

/** From now on the draft is what is given out. Whoever has not begun learns it instead of the one before; whoever has, goes on with theirs. */
export async function publishCourse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof courseInput>,
): Promise<{ number: string }> {
  const { course, draft, words } = await holdDraft(tx, actor, input)
  if (words.length === 0) throw new Failure('courses.lessonsMissing')
  await tx
    .update(courseVersions)
    .set({
      publishedAt: actor.now,
      authorName: actor.name,
      lessons: words.length,
      minutes: words.reduce((sum, lesson) => sum + lesson.minutes, 0),
    })
    .where(eq(courseVersions.id, draft.id))
  await tx.update(courses).set({ version: draft.version }).where(eq(courses.id, course.id))
  await settle(tx, actor, course)
  await write(tx, actor, 'course.published', course, { version: draft.version, lessons: words.length })
  return { number: course.number }
}

/** Given to nobody any more. Whoever has begun may finish; the others do not owe it any longer. */
export async function retireCourse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof courseInput>,
): Promise<{ number: string }> {
  const course = await hold(tx, actor, input)
  if (course.state !== 'published') throw new Outdated('courses.changed')
  await tx.update(courses).set({ retiredAt: actor.now }).where(eq(courses.id, course.id))
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from enrollments where course_id = ${course.id} and status = 'open' and begun_at is null`)
  await settle(tx, actor, course)
  await write(tx, actor, 'course.retired', course, { people: rows[0]?.n ?? 0 })
  return { number: course.number }
}

/** What a course that was published or retired means for those who have not begun: for some at once, and the worker goes on with the others. */
async function settle(tx: Tx, actor: Actor, { id }: Course): Promise<void> {
  if ((await settleCourse(tx, actor, id)) < rowsAtOnce) return
  const order = JSON.stringify({ id, userId: actor.userId, name: actor.name })
  await tx.execute(sql`select app.enqueue('settle_course', ${order}::json)`)
}

/**
 * Whoever has not begun a course learns the version that is given out now; of one that is retired they are relieved, and told. Asked again it
 * finds nothing to do. @returns for how many, at most so many at a time
 */
export async function settleCourse(
  tx: Tx,
  by: { userId: string; name: string; now: Date },
  courseId: string,
): Promise<number> {
  const { rows } = await tx.execute<{ title: string; isRetired: boolean; versionId: string | null }>(sql`
    select c.title, c.retired_at is not null as "isRetired", v.id as "versionId"
    from courses c left join course_versions v on v.course_id = c.id and v.version = c.version where c.id = ${courseId}`)
  const [course] = rows
  if (!course) return 0
  const open = sql`e.course_id = ${courseId} and e.status = 'open' and e.begun_at is null`
  if (!course.isRetired) {
    const { rowCount } = await tx.execute(sql`
      update enrollments e set version_id = ${course.versionId} where ${open} and e.id in (
        select e.id from enrollments e where ${open} and e.version_id <> ${course.versionId} limit ${written(rowsAtOnce)})`)
    return rowCount ?? 0
  }
  const { rows: gone } = await tx.execute<{ userId: string | null }>(sql`
    with gone as (
      update enrollments e set status = 'withdrawn', withdrawn_at = c.retired_at, withdrawn_by_name = ${by.name} from courses c
      where c.id = e.course_id and c.retired_at is not null and ${open} and e.id in (
        select e.id from enrollments e where ${open} limit ${written(rowsAtOnce)})
      returning e.employee_id
    ) select p.user_id as "userId" from gone g join employees p on p.id = g.employee_id order by p.id`)
  const values = { actor: by.name, course: course.title }
  const readers = gone.map(one => one.userId)
  await notify(tx, by, readers, 'courseWithdrawn', values, 'learning')
  return gone.length
}

/** Given out again, by the rules that it had. */
export async function resumeCourse(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof courseInput>,
): Promise<{ number: string }> {
  const course = await hold(tx, actor, input)
  if (course.state !== 'retired') throw new Outdated('courses.changed')
  await tx.update(courses).set({ retiredAt: null }).where(eq(courses.id, course.id))
  await write(tx, actor, 'course.resumed', course)
  return { number: course.number }
}

/** From today on whoever begins there has to learn it. Those who are there already are another command: it names how many. */
export async function addRule(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addRuleInput>,
): Promise<{ ruleId: string }> {
  assertKeeper(actor)
  const course = await lockCourse(tx, input.number)
  if (course.state === 'retired') throw new Failure('courses.retired')
  const whom = whomOf(input.whom)
  await assertKnown(tx, whom, input.unitId)
  const ruleId = newId(actor.now)
  await tx.insert(courseRules).values({
    id: ruleId,
    courseId: course.id,
    unitId: input.unitId,
    ...whom,
    days: input.days,
    startsOn: actor.today,
    createdAt: actor.now,
  })
  await recordRule(tx, actor, 'courseRule.added', ruleId)
  return { ruleId }
}

/** Nobody is asked by it from today on; who was asked still is. */
export async function endRule(tx: Tx, actor: Actor, input: z.output<typeof endRuleInput>): Promise<void> {
  assertKeeper(actor)
  const rule = await lockRule(tx, actor, input.ruleId)
  if (rule.isEnded) throw new Outdated('courses.changed')
  await tx.update(courseRules).set({ endsOn: actor.today }).where(eq(courseRules.id, rule.id))
  await recordRule(tx, actor, 'courseRule.ended', rule.id)
}

/** Asks those who are there already, and those who are to come from their first day on. As many as the caller saw, or it is shown again. */
export async function applyRule(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof applyRuleInput>,
): Promise<{ people: number }> {
  assertKeeper(actor)
  const rule = await lockRule(tx, actor, input.ruleId)
  const course = await lockCourse(tx, rule.number)
  const version = course.versions.find(one => one.version === course.version)
  if (rule.isEnded || course.state !== 'published' || !version) throw new Outdated('courses.changed')
  const owing = (await listOwing(tx, actor, rule)).slice(0, mostAtOnce)
  if (owing.length !== input.people) throw new Failure('courses.peopleChanged', { n: owing.length })
  for (let at = 0; at < owing.length; at += rowsAtOnce)
    await tx.insert(enrollments).values(
      owing.slice(at, at + rowsAtOnce).map(({ employeeId, unitId, dueOn }) => ({
        id: newId(actor.now),
        employeeId,
        courseId: course.id,
        versionId: version.id,
        unitId,
        why: 'rule' as const,
        ruleId: rule.id,
        assignedByName: actor.name,
        assignedByRole: actor.role,
        assignedAt: actor.now,
        dueOn,
      })),
    )
  const days = [...new Set(owing.map(one => one.dueOn))]
  for (const day of days) {
    const readers = owing.filter(one => one.dueOn === day).map(one => one.userId)
    await notify(tx, actor, readers, 'courseAssigned', { courses: [course.title], n: '1', day }, 'learning')
  }
  await recordRule(tx, actor, 'courseRule.applied', rule.id, {
    people: owing.length,
    ...(days.length === 1 && { dueOn: days[0] }),
  })
  return { people: owing.length }
}

function assertKeeper(actor: Actor): void {
  if (!mayKeepCourses(actor)) throw new Failure('input.refused')
}

/** A course as the caller saw it; whoever comes after sees it changed. */
async function hold(
  tx: Tx,
  actor: Actor,
  { number, revision }: { number: string; revision: number },
): Promise<Course> {
  assertKeeper(actor)
  const course = await lockCourse(tx, number)
  if (course.revision !== revision) throw new Outdated('courses.changed', { revision: course.revision })
  await tx
    .update(courses)
    .set({ revision: revision + 1 })
    .where(eq(courses.id, course.id))
  return course
}

async function holdDraft(
  tx: Tx,
  actor: Actor,
  input: { number: string; revision: number },
): Promise<{ course: Course; draft: CourseVersion; words: Lesson[] }> {
  const course = await hold(tx, actor, input)
  const draft = draftOf(course)
  if (!draft) throw new Failure('courses.noDraft')
  return { course, draft, words: await listLessons(tx, draft.id) }
}

async function holdLesson(
  tx: Tx,
  actor: Actor,
  input: { number: string; revision: number; lessonId: string },
): Promise<{ course: Course; draft: CourseVersion; words: Lesson[]; lesson: Lesson }> {
  const held = await holdDraft(tx, actor, input)
  const lesson = held.words.find(one => one.id === input.lessonId) ?? notFound()
  return { ...held, lesson }
}

async function arrange(tx: Tx, ids: string[]): Promise<void> {
  await tx.execute(sql`
    update lessons l set position = w.n from unnest(${sql.param(ids)}::uuid[]) with ordinality w (id, n) where l.id = w.id`)
}

async function assertKnown(
  tx: Tx,
  { positionId, family }: { positionId: string | null; family: string },
  unitId: string | undefined,
): Promise<void> {
  const { rows } = await tx.execute<{ whom: boolean; unit: boolean }>(sql`
    select ${positionId}::uuid is null and ${family} = '' or exists (
        select from positions p where p.retired_on is null and (p.id = ${positionId}::uuid or p.family = ${family})) as whom,
      ${unitId ?? null}::uuid is null or exists (select from units u where u.id = ${unitId ?? null}::uuid and u.closed_on is null) as unit`)
  if (!rows[0]?.whom) throw new Failure('courses.whomUnknown', {}, 'whom')
  if (!rows[0].unit) throw new Failure('courses.unitUnknown', {}, 'unitId')
}

async function recordRule(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  ruleId: string,
  more: TrailDetails = {},
): Promise<void> {
  const rule = await lockRule(tx, actor, ruleId)
  const { rows } = await tx.execute<{ title: string }>(
    sql`select title from courses where id = ${rule.courseId}`,
  )
  await record(tx, actor, action, {
    entityId: rule.courseId,
    ...(rule.unitId && { unitId: rule.unitId }),
    details: {
      number: rule.number,
      course: rows[0]?.title,
      ...(rule.unitName && { unit: rule.unitName }),
      ...(rule.positionName && { position: rule.positionName }),
      ...(rule.family && { family: rule.family }),
      days: rule.days,
      ...more,
    },
  })
}

async function write(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  course: { id: string; number: string; title: string },
  details: TrailDetails = {},
): Promise<void> {
  await record(tx, actor, action, {
    entityId: course.id,
    details: { number: course.number, course: course.title, ...details },
  })
}
