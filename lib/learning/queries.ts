import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { notFound } from '../failure'
import { isId } from '../id'
import { keyset, type Page } from '../paging'
import type { TransferKind } from '../transfers/rules'
import { written } from '../written'
import type { LearningList, LearningParams, OwingList, OwingParams } from './input'
import type { EnrollmentReason, EnrollmentStatus } from './rules'

export type Enrollment = {
  id: string
  /** Of the course. */
  number: string
  title: string
  version: number
  lessons: number
  minutes: number
  lessonsDone: number
  status: EnrollmentStatus
  dueOn: string
  unitName: string
  why: EnrollmentReason
  /** Whom the rule is for that asks for it, and where. */
  ruleUnit: string | null
  rulePosition: string | null
  ruleFamily: string | null
  /** The request that it came with, and the one that withdrew it, as far as the caller may see them. */
  requestNumber: string | null
  changedByNumber: string | null
  assignedByName: string
  assignedByRole: string
  assignedAt: string
  begunAt: string | null
  completedAt: string | null
  withdrawnReason: string
  withdrawnByName: string
  /** It ended with the course, which is retired. */
  endedWithCourse: boolean
  nudgedAt: string | null
}

const columns = sql`e.id, c.number, c.title, v.version, v.lessons, v.minutes, e.lessons_done as "lessonsDone", e.status, e.due_on::text as "dueOn",
  u.name as "unitName", e.why, ru.name as "ruleUnit", rp.name as "rulePosition", nullif(r.family, '') as "ruleFamily", q.number as "requestNumber",
  w.number as "changedByNumber", e.assigned_by_name as "assignedByName", e.assigned_by_role as "assignedByRole", e.assigned_at as "assignedAt", e.begun_at as "begunAt",
  e.completed_at as "completedAt", e.withdrawn_reason as "withdrawnReason", e.withdrawn_by_name as "withdrawnByName",
  coalesce(e.withdrawn_at = c.retired_at, false) as "endedWithCourse", e.nudged_at as "nudgedAt"`
const directories = sql`join courses c on c.id = e.course_id join course_versions v on v.id = e.version_id join units u on u.id = e.unit_id
  left join course_rules r on r.id = e.rule_id left join units ru on ru.id = r.unit_id left join positions rp on rp.id = r.position_id`
const joins = sql`${directories}
  left join requests q on q.id = e.request_id left join requests w on w.id = e.changed_by_request_id`

const mostOfPerson = 100

/** What somebody has to learn and has learnt, as far as the caller may see it: what is open by its day first, then the latest. */
export async function listOfPerson(
  tx: Tx,
  whose: { id: string } | { number: string },
): Promise<Enrollment[]> {
  const { rows } = await tx.execute<Enrollment>(sql`/* plan once */
    select ${columns} from employees p join enrollments e on e.employee_id = p.id ${joins}
    where ${'id' in whose ? sql`p.id = ${whose.id}` : sql`p.number = ${whose.number}`}
    order by e.status <> 'open', case when e.status = 'open' then e.due_on end, e.assigned_at desc, e.id limit ${written(mostOfPerson)}`)
  return rows
}

/** What a person still has to learn, what is due first. */
export async function listOpen(tx: Tx, employeeId: string): Promise<Enrollment[]> {
  const { rows } = await tx.execute<Enrollment>(sql`/* plan once */
    select ${columns} from enrollments e ${joins} where e.employee_id = ${employeeId} and e.status = 'open'
    order by e.due_on, e.id limit ${written(mostOfPerson)}`)
  return rows
}

export type OwnLesson = {
  id: string
  title: string
  body: string
  minutes: number
  openedAt: string | null
  completedAt: string | null
}

export type OwnEnrollment = Enrollment & { summary: string; versionId: string }

/** One of the caller's own. */
export async function getOwn(tx: Tx, actor: Actor, id: string): Promise<OwnEnrollment> {
  const { rows } = await tx.execute<OwnEnrollment>(sql`
    select ${columns}, c.summary, e.version_id as "versionId" from enrollments e ${joins} where e.id = ${id} and e.employee_id = ${actor.employeeId}`)
  return rows[0] ?? notFound()
}

/** The same, held until the end of the transaction. */
export async function lockOwn(tx: Tx, actor: Actor, id: string): Promise<OwnEnrollment> {
  await tx.execute(
    sql`select from enrollments where id = ${id} and employee_id = ${actor.employeeId} for no key update`,
  )
  return getOwn(tx, actor, id)
}

/** The lessons of a version in their order, with what the caller has opened and learnt of them. */
export async function listOwnLessons(
  tx: Tx,
  { id, versionId }: Pick<OwnEnrollment, 'id' | 'versionId'>,
): Promise<OwnLesson[]> {
  const { rows } = await tx.execute<OwnLesson>(sql`
    select l.id, l.title, l.body, l.minutes, d.opened_at as "openedAt", d.completed_at as "completedAt"
    from lessons l left join lesson_completions d on d.lesson_id = l.id and d.enrollment_id = ${id}
    where l.version_id = ${versionId} order by l.position, l.id`)
  return rows
}

export type Learner = Enrollment & { employeeNumber: string; name: string }

/**
 * A page of enrollments with the people and requests that it names. Those are looked up once for the page: where a seat may see thousands of
 * them, each look goes through all of these.
 */
const learnersOf = (page: SQL, order: SQL): SQL => sql`
  with page as materialized (select e.* from enrollments e ${page} ${order}),
  asked as materialized (select id, number from requests where id = any (array(
    select x from page cross join unnest(array[request_id, changed_by_request_id]) x where x is not null))),
  whose as materialized (select id, number, name from employees where id = any (array(select employee_id from page)))
  select ${columns}, p.number as "employeeNumber", p.name from page e ${directories} join whose p on p.id = e.employee_id
    left join asked q on q.id = e.request_id left join asked w on w.id = e.changed_by_request_id ${order}`

export const learnerPageSize = 50

export type LearnerPage = Page<Learner> & { counts: Record<LearningList, number> }

/** Who has to learn a course, and who has. */
export async function listLearners(
  tx: Tx,
  actor: Actor,
  courseId: string,
  params: LearningParams,
): Promise<LearnerPage> {
  const { where, order, pageOf } = keyset<Learner>(
    {
      by: sql`e.due_on`,
      key: sql`e.id`,
      descending: params.list === 'completed' || params.list === 'withdrawn',
      size: learnerPageSize,
    },
    params,
    row => [row.dueOn, row.id],
  )
  const [{ rows }, counted] = await Promise.all([
    tx.execute<Learner>(
      learnersOf(sql`where e.course_id = ${courseId} and ${onList(params.list, actor)} and ${where}`, order),
    ),
    tx.execute<Record<LearningList, number>>(sql`
      select count(*) filter (where e.status = 'open')::int as open, count(*) filter (where ${onList('overdue', actor)})::int as overdue,
        count(*) filter (where e.status = 'completed')::int as completed, count(*) filter (where e.status = 'withdrawn')::int as withdrawn
      from enrollments e where e.course_id = ${courseId}`),
  ])
  return {
    ...pageOf(rows),
    counts: counted.rows[0] ?? { open: 0, overdue: 0, completed: 0, withdrawn: 0 },
  }
}

function onList(list: LearningList, { today }: Actor): SQL {
  if (list === 'overdue') return sql`e.status = 'open' and e.due_on < ${today}`
  return sql`e.status = ${list}`
}

export type OwingPage = Page<Learner> & { counts: Record<OwingList, number> }
export const owingPageSize = 50
/** Something due within so many days is due soon. */
const soonDays = 7

/** 补学名单: who owes what in the units of the seat, what is late first. */
export async function listOwing(tx: Tx, actor: Actor, params: OwingParams): Promise<OwingPage> {
  const { where, order, pageOf } = keyset<Learner>(
    { by: sql`e.due_on`, key: sql`e.id`, descending: false, size: owingPageSize },
    params,
    row => [row.dueOn, row.id],
  )
  const ofCourse = params.course
    ? sql`and e.course_id in (select id from courses where number = ${params.course})`
    : sql``
  const [{ rows }, counts] = await Promise.all([
    tx.execute<Learner>(
      learnersOf(
        sql`where ${ofSeat(actor)} and ${owingOn(params.list, actor)} ${ofCourse} and ${where}`,
        order,
      ),
    ),
    countOwing(tx, actor, params.course),
  ])
  return { ...pageOf(rows), counts }
}

/** Of people whom the seat may see: somebody who comes in a month is not yet one of them. */
const ofSeat = ({ unitId }: Actor): SQL =>
  sql`e.status = 'open' and e.unit_id = any (array(select app.units_below(${unitId}))) and e.employee_id = any ((select app.employee_ids())::uuid[])`

/** How much is owed in the units of the seat, of a course or of all. */
export async function countOwing(
  tx: Tx,
  actor: Actor,
  course?: string | undefined,
): Promise<Record<OwingList, number>> {
  const { rows } = await tx.execute<Record<OwingList, number>>(sql`
    select count(*)::int as all, count(*) filter (where ${owingOn('overdue', actor)})::int as overdue,
      count(*) filter (where ${owingOn('soon', actor)})::int as soon
    from enrollments e ${course ? sql`join courses c on c.id = e.course_id and c.number = ${course}` : sql``}
    where ${ofSeat(actor)}`)
  return rows[0] ?? { all: 0, overdue: 0, soon: 0 }
}

function owingOn(list: OwingList, { today }: Actor): SQL {
  if (list === 'overdue') return sql`e.due_on < ${today}`
  if (list === 'soon') return sql`e.due_on >= ${today} and e.due_on <= ${addDays(today, soonDays)}`
  return sql`true`
}

/** Somebody's course, for whoever may read it, held until the end of the transaction. */
export async function lockEnrollment(
  tx: Tx,
  id: string,
): Promise<Enrollment & { employeeId: string; unitId: string; userId: string | null }> {
  await tx.execute(sql`select from enrollments where id = ${id} for no key update`)
  const { rows } = await tx.execute<
    Enrollment & { employeeId: string; unitId: string; userId: string | null }
  >(sql`
    select ${columns}, e.employee_id as "employeeId", e.unit_id as "unitId", p.user_id as "userId"
    from enrollments e ${joins} join employees p on p.id = e.employee_id where e.id = ${id}`)
  return rows[0] ?? notFound()
}

export type Pupil = { id: string; userId: string | null; name: string; unitId: string }

/** Somebody whom the caller may give a course, and the place in which it is asked: where they are, or come to. */
export async function findPupil(tx: Tx, actor: Actor, key: string): Promise<Pupil | undefined> {
  const own =
    actor.role === 'hr' ? sql`` : sql`and a.unit_id = any (array(select app.units_below(${actor.unitId})))`
  const { rows } = await tx.execute<Pupil>(sql`
    select p.id, p.user_id as "userId", p.name, a.unit_id as "unitId"
    from employees p join assignments a on a.employee_id = p.id and a.is_primary and (a.ends_on is null or a.ends_on > ${actor.today}) ${own}
    where ${isId(key) ? sql`p.id = ${key}` : sql`p.number = ${key}`} and (p.left_on is null or p.left_on > ${actor.today}) order by a.starts_on limit 1`)
  return rows[0]
}

/** Whether somebody has learnt a course, as far as the caller may know. */
export async function hasLearnt(
  tx: Tx,
  actor: Actor,
  employeeId: string,
  course: { id: string; title: string },
): Promise<boolean> {
  const elsewhere =
    actor.role === 'manager'
      ? sql`or exists (select from app.training_of(${employeeId}) t where t.title = ${course.title})`
      : sql``
  const { rows } = await tx.execute<{ has: boolean }>(sql`
    select exists (select from enrollments e where e.employee_id = ${employeeId} and e.course_id = ${course.id} and e.status = 'completed') ${elsewhere} as has`)
  return rows[0]?.has ?? false
}

export type Training = { title: string; completedAt: string }

/** What somebody learnt before and elsewhere; nothing without their consent. */
export async function listTraining(tx: Tx, employeeId: string): Promise<Training[]> {
  const { rows } = await tx.execute<Training>(
    sql`select title, completed_at as "completedAt" from app.training_of(${employeeId})`,
  )
  return rows
}

/** What a transfer brings somebody to learn. */
export type CourseImpact = {
  assigned: { title: string; dueOn: string }[]
  /** Asked there, and learnt before or open already. */
  learnt: string[]
  kept: string[]
  /** Of the old store's, no longer asked. */
  ended: string[]
  /** Something is asked there, whether or not any of it is new to the person. */
  isAsked: boolean
  /** False: what the person learnt elsewhere is not for the reader, so that some of `assigned` is asked there and not given. */
  isWhole: boolean
}

type Moves = {
  employeeId: string
  fromUnitId: string
  fromUnitKind: string
  toUnitId: string
  toPositionId: string
  kind: TransferKind
  effectiveOn: string
  /** Of a request: a store that decides it hears what it will give. */
  requestId?: string | undefined
  /** The reader is a store's manager, and the person does not come to a store of theirs: what is asked there is not for them. */
  isOutside: boolean
  /** Of a transfer that was approved: what came of it is read instead of reckoned. */
  appliedBy?: string | undefined
}

/** Undefined: it brings nothing, or what people learn is not for the reader. */
export async function findCourseImpact(
  tx: Tx,
  actor: Actor,
  moves: Moves,
): Promise<CourseImpact | undefined> {
  const mayKnow =
    ['hr', 'executive', 'head', 'manager'].includes(actor.role) || actor.employeeId === moves.employeeId
  if (moves.kind === 'extend' || !mayKnow) return undefined
  const impact = moves.appliedBy
    ? await readImpact(tx, moves.appliedBy)
    : await reckonImpact(tx, actor, moves)
  return impact.isAsked || impact.ended.length > 0 ? impact : undefined
}

async function reckonImpact(tx: Tx, actor: Actor, moves: Moves): Promise<CourseImpact> {
  const { employeeId, effectiveOn } = moves
  const asked = sql`app.courses_asked(${moves.toUnitId}, ${moves.toPositionId}, ${effectiveOn})`
  const { rows: left } = await tx.execute<{ title: string }>(sql`
    select c.title from enrollments e join courses c on c.id = e.course_id
    where e.employee_id = ${employeeId} and e.status = 'open' and e.unit_id = ${moves.fromUnitId} and ${moves.fromUnitKind} = 'store'
      and e.course_id not in (select a.course_id from ${asked} a) and not (e.why = 'hand' and e.assigned_by_role = 'hr')
    order by c.title`)
  const titles = (of: { title: string }[]) => of.map(one => one.title)
  const due = sql`app.course_due(days, ${effectiveOn}, ${actor.today})::text as "dueOn"`
  const none = { assigned: [], learnt: [], kept: [], ended: titles(left), isAsked: false, isWhole: true }
  if (moves.isOutside) return none
  if (actor.role === 'manager' && moves.requestId) {
    const { rows } = await tx.execute<Coming>(
      sql`select title, ${due} from app.courses_coming(${moves.requestId})`,
    )
    const { rows: some } = await tx.execute(sql`select from ${asked} limit 1`)
    return { ...none, assigned: rows, isAsked: some.length > 0 }
  }
  const { rows } = await tx.execute<Coming & { learnt: boolean; open: boolean }>(sql`
    select a.title, ${due},
      exists (select from enrollments e where e.employee_id = ${employeeId} and e.course_id = a.course_id and e.status = 'completed') as learnt,
      exists (select from enrollments e where e.employee_id = ${employeeId} and e.course_id = a.course_id and e.status = 'open') as open
    from ${asked} a order by a.days, a.title`)
  const { rows: seen } = await tx.execute(sql`select from employees where id = ${employeeId}`)
  return {
    ...none,
    assigned: rows.filter(one => !one.learnt && !one.open).map(({ title, dueOn }) => ({ title, dueOn })),
    learnt: titles(rows.filter(one => one.learnt && !one.open)),
    kept: titles(rows.filter(one => one.open)),
    isAsked: rows.length > 0,
    isWhole: actor.role !== 'manager' && seen.length > 0,
  }
}

type Coming = { title: string; dueOn: string }

async function readImpact(tx: Tx, requestId: string): Promise<CourseImpact> {
  const { rows } = await tx.execute<{ title: string; dueOn: string; came: boolean; withdrawn: boolean }>(sql`
    select c.title, e.due_on::text as "dueOn", coalesce(e.request_id = ${requestId}, false) as came, e.status = 'withdrawn' as withdrawn
    from enrollments e join courses c on c.id = e.course_id
    where e.request_id = ${requestId} or e.changed_by_request_id = ${requestId} order by e.due_on, c.title`)
  const assigned = rows.filter(one => one.came)
  const changed = rows.filter(one => !one.came)
  const kept = changed.filter(one => !one.withdrawn).map(one => one.title)
  return {
    assigned,
    learnt: [],
    kept,
    isAsked: assigned.length + kept.length > 0,
    ended: changed.filter(one => one.withdrawn).map(one => one.title),
    isWhole: true,
  }
}
