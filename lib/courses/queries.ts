import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { notFound } from '../failure'
import { contains, keyset, type Page } from '../paging'
import { written } from '../written'
import type { CoursesParams } from './input'
import { type CourseState, isEnded, mayKeepCourses, mayReadCourses, stateOf } from './rules'

export type CourseRow = {
  id: string
  number: string
  title: string
  summary: string
  version: number
  state: CourseState
  retiredAt: string | null
  revision: number
  lessons: number
  minutes: number
  /** Lessons of the draft, which nobody learns yet; null without one, and for who does not keep courses. */
  draftLessons: number | null
  /** Rules in force. */
  rules: number
  open: number
  overdue: number
}

export const coursePageSize = 20

/** Courses by title. How many owe each is counted of what is open only, from an index. */
export async function listCourses(tx: Tx, actor: Actor, params: CoursesParams): Promise<Page<CourseRow>> {
  if (!mayReadCourses(actor)) notFound()
  const { where, order, pageOf } = keyset<CourseRow>(
    { by: sql`c.title`, key: sql`c.id`, descending: false, size: coursePageSize },
    params,
    row => [row.title, row.id],
  )
  const { rows } = await tx.execute<Omit<CourseRow, 'state'>>(sql`
    select c.id, c.number, c.title, c.summary, c.version, c.retired_at as "retiredAt", c.revision,
      coalesce(v.lessons, 0) as lessons, coalesce(v.minutes, 0) as minutes,
      ${mayKeepCourses(actor) ? draftLessons : sql`null`} as "draftLessons",
      (select count(*)::int from course_rules r where r.course_id = c.id and r.starts_on <= ${actor.today}
        and (r.ends_on is null or r.ends_on > ${actor.today})) as rules,
      (select count(*)::int from enrollments e where e.course_id = c.id and e.status = 'open') as open,
      (select count(*)::int from enrollments e where e.course_id = c.id and e.status = 'open' and e.due_on < ${actor.today}) as overdue
    from courses c left join course_versions v on v.course_id = c.id and v.version = c.version
    where ${inState(params.state)} ${params.q ? sql`and (c.title ilike ${contains(params.q)} or c.number ilike ${contains(params.q)})` : sql``}
      and ${where} ${order}`)
  return pageOf(rows.map(row => ({ ...row, state: stateOf(row) })))
}

/** Whoever does not keep courses reads neither a draft nor its lessons. */
const draftLessons = sql`(select (select count(*)::int from lessons l where l.version_id = d.id)
  from course_versions d where d.course_id = c.id and d.published_at is null)`

function inState(state: CoursesParams['state']): SQL {
  if (state === 'published') return sql`c.retired_at is null and c.version > 0`
  if (state === 'draft') return sql`c.retired_at is null and c.version = 0`
  return state === 'retired' ? sql`c.retired_at is not null` : sql`true`
}

export type Lesson = {
  id: string
  position: number
  title: string
  body: string
  minutes: number
}

export type CourseVersion = {
  id: string
  version: number
  authorName: string
  createdAt: string
  publishedAt: string | null
  lessons: number
  minutes: number
}

export type Course = Omit<
  CourseRow,
  'lessons' | 'minutes' | 'draftLessons' | 'rules' | 'open' | 'overdue'
> & {
  createdAt: string
  /** Newest first; the draft, if there is one, before those. */
  versions: CourseVersion[]
}

/** A course that exists for the caller, by number. */
export async function getCourse(tx: Tx, number: string): Promise<Course> {
  const { rows } = await tx.execute<Omit<Course, 'state' | 'versions'>>(sql`
    select id, number, title, summary, version, retired_at as "retiredAt", revision, created_at as "createdAt" from courses where number = ${number}`)
  const course = rows[0] ?? notFound()
  const { rows: versions } = await tx.execute<CourseVersion>(sql`
    select id, version, author_name as "authorName", created_at as "createdAt", published_at as "publishedAt", lessons, minutes
    from course_versions where course_id = ${course.id} order by version desc limit 50`)
  return { ...course, state: stateOf(course), versions }
}

/** The same, held until the end of the transaction. */
export async function lockCourse(tx: Tx, number: string): Promise<Course> {
  await tx.execute(sql`select from courses where number = ${number} for no key update`)
  return getCourse(tx, number)
}

export const draftOf = ({ versions }: Course): CourseVersion | undefined =>
  versions.find(one => one.publishedAt === null)

export async function listLessons(tx: Tx, versionId: string): Promise<Lesson[]> {
  const { rows } = await tx.execute<Lesson>(sql`
    select id, position, title, body, minutes from lessons where version_id = ${versionId} order by position, id`)
  return rows
}

export type CourseRule = {
  id: string
  courseId: string
  unitId: string | null
  unitName: string | null
  positionId: string | null
  positionName: string | null
  family: string
  days: number
  startsOn: string
  endsOn: string | null
  isEnded: boolean
}

const ruleColumns = sql`r.id, r.course_id as "courseId", r.unit_id as "unitId", u.name as "unitName", r.position_id as "positionId", p.name as "positionName",
  r.family, r.days, r.starts_on::text as "startsOn", r.ends_on::text as "endsOn"`
const ruleJoins = sql`left join units u on u.id = r.unit_id left join positions p on p.id = r.position_id`

/** Who has to learn a course: rules in force first. */
export async function listRules(tx: Tx, actor: Actor, courseId: string): Promise<CourseRule[]> {
  const { rows } = await tx.execute<Omit<CourseRule, 'isEnded'>>(sql`
    select ${ruleColumns} from course_rules r ${ruleJoins} where r.course_id = ${courseId}
    order by (r.ends_on is null or r.ends_on > ${actor.today}) desc, r.starts_on desc, r.id limit 100`)
  return rows.map(row => ({ ...row, isEnded: isEnded(row, actor.today) }))
}

export async function lockRule(tx: Tx, actor: Actor, id: string): Promise<CourseRule & { number: string }> {
  const { rows } = await tx.execute<Omit<CourseRule, 'isEnded'> & { number: string }>(sql`
    select ${ruleColumns}, c.number from course_rules r join courses c on c.id = r.course_id ${ruleJoins} where r.id = ${id} for no key update of r`)
  const row = rows[0] ?? notFound()
  return { ...row, isEnded: isEnded(row, actor.today) }
}

export type Owing = {
  employeeId: string
  userId: string | null
  name: string
  number: string
  unitId: string
  unitName: string
  /** Their first day there; to come, where they are approved but have not arrived. */
  startsOn: string
  /** By when they would have to learn it. */
  dueOn: string
}

/** More people than these are asked at another time. */
export const mostAtOnce = 2000

/**
 * Who is there today or is to come, is meant by a rule and has the course neither open nor learnt: up to one more than may be asked at once.
 * Who is to come was approved before the rule was there, and is asked by nothing else; not so whoever is to be back when a stay ends, which
 * may yet be extended: they are asked when they are back.
 */
export async function listOwing(tx: Tx, actor: Actor, rule: CourseRule): Promise<Owing[]> {
  const { rows } = await tx.execute<Owing>(sql`
    select * from (
      select distinct on (e.id) e.id as "employeeId", e.user_id as "userId", e.name, e.number, a.unit_id as "unitId", u.name as "unitName",
        a.starts_on::text as "startsOn", app.course_due(${rule.days}, a.starts_on, ${actor.today})::text as "dueOn"
      from assignments a join employees e on e.id = a.employee_id join units u on u.id = a.unit_id
      where a.is_primary and (a.ends_on is null or a.ends_on > ${actor.today})
        and (e.left_on is null or e.left_on > greatest(a.starts_on, ${actor.today}::date))
        and not (a.starts_on > ${actor.today} and ${endsAStay})
        ${rule.unitId ? sql`and a.unit_id = any (array(select app.units_below(${rule.unitId})))` : sql``}
        ${rule.positionId ? sql`and a.position_id = ${rule.positionId}` : sql``}
        ${rule.family ? sql`and a.position_id = any (array(select p.id from positions p where p.family = ${rule.family}))` : sql``}
        and not exists (select from enrollments n where n.employee_id = e.id and n.course_id = ${rule.courseId} and n.status in ('open', 'completed'))
      order by e.id, a.starts_on
    ) one order by number limit ${written(mostAtOnce + 1)}`)
  return rows
}

/**
 * Whether an assignment `a` is home again after a stay elsewhere, by its date and not by a request to return ("offset 0": looked up for those
 * few, where the planner would read all transfers).
 */
export const endsAStay = sql`(a.unit_id = a.home_unit_id and exists (select from assignments s
  where s.employee_id = a.employee_id and s.is_primary and s.ends_on = a.starts_on and s.unit_id <> a.unit_id)
  and not exists (select from transfers t where t.request_id = a.request_id and t.kind = 'return' offset 0))`

export type Whoms = { families: string[]; positions: { id: string; name: string; family: string }[] }

/** Whom a rule can be for. */
export async function listWhoms(tx: Tx): Promise<Whoms> {
  const { rows: positions } = await tx.execute<{ id: string; name: string; family: string }>(
    sql`select id, name, family from positions where retired_on is null order by family, level, name limit 500`,
  )
  return { families: [...new Set(positions.map(one => one.family))], positions }
}

export type CourseChoice = { number: string; title: string }

/** What can be given to somebody by hand. */
export async function listGivable(tx: Tx): Promise<CourseChoice[]> {
  const { rows } = await tx.execute<CourseChoice>(
    sql`select number, title from courses where version > 0 and retired_at is null order by title limit 200`,
  )
  return rows
}
