import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { courseRules, courses, courseVersions, enrollments, lessons } from '@/db/schema/courses'
import type { Actor } from '../actor'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import { changesBetween, record, type TrailAction, type TrailDetails } from '../trail'
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
  type Owing,
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
  await tx
    .update(enrollments)
    .set({ versionId: draft.id })
    .where(
      and(eq(enrollments.courseId, course.id), eq(enrollments.status, 'open'), isNull(enrollments.begunAt)),
    )
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
  const gone = await tx
    .update(enrollments)
    .set({ status: 'withdrawn', withdrawnAt: actor.now, withdrawnByName: actor.name })
    .where(
      and(eq(enrollments.courseId, course.id), eq(enrollments.status, 'open'), isNull(enrollments.begunAt)),
    )
    .returning({ employeeId: enrollments.employeeId })
  await tellRelieved(
    tx,
    actor,
    course,
    gone.map(one => one.employeeId),
  )
  await write(tx, actor, 'course.retired', course, { people: gone.length })
  return { number: course.number }
}

/** Everybody once who does not owe it any more. */
async function tellRelieved(
  tx: Tx,
  actor: Actor,
  course: { title: string },
  employeeIds: string[],
): Promise<void> {
  const { rows } = await tx.execute<{ userId: string }>(sql`
    select user_id as "userId" from employees where id = any (${sql.param(employeeIds)}::uuid[]) and user_id is not null order by id`)
  const values = { actor: actor.name, course: course.title }
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce).map(one => one.userId)
    await notify(tx, actor, some, 'courseWithdrawn', values, 'learning')
  }
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
  const given = course.versions.find(one => one.version === course.version)
  if (rule.isEnded || course.state !== 'published' || !given) throw new Outdated('courses.changed')
  const owing = (await listOwing(tx, actor, rule)).slice(0, mostAtOnce)
  if (owing.length !== input.people) throw new Failure('courses.peopleChanged', { n: owing.length })
  const days = [...new Set(owing.map(one => one.dueOn))]
  for (const dueOn of days) {
    const people = owing.filter(one => one.dueOn === dueOn)
    for (let at = 0; at < people.length; at += rowsAtOnce)
      await giveByRule(tx, actor, {
        course,
        versionId: given.id,
        ruleId: rule.id,
        dueOn,
        people: people.slice(at, at + rowsAtOnce),
      })
  }
  await recordRule(tx, actor, 'courseRule.applied', rule.id, {
    people: owing.length,
    ...(days.length === 1 && { dueOn: days[0] }),
  })
  return { people: owing.length }
}

type ByRule = { course: Course; versionId: string; ruleId: string; dueOn: string; people: Owing[] }

async function giveByRule(tx: Tx, actor: Actor, { course, people, dueOn, ...rest }: ByRule): Promise<void> {
  await tx.insert(enrollments).values(
    people.map(({ employeeId, unitId }) => ({
      id: newId(actor.now),
      employeeId,
      courseId: course.id,
      unitId,
      why: 'rule' as const,
      assignedByName: actor.name,
      assignedByRole: actor.role,
      assignedAt: actor.now,
      dueOn,
      ...rest,
    })),
  )
  const readers = people.map(one => one.userId)
  const values = { courses: [course.title], n: '1', day: dueOn }
  await notify(tx, actor, readers, 'courseAssigned', values, 'learning')
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
