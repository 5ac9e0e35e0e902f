import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { addDays, dayIn, systemClock, zone } from '../clock'
import { endsAStay } from '../courses/queries'
import { notify } from '../notify'
import { written } from '../written'
import { remindDays } from './rules'

const shownNames = 3
/** Rows written, and people told, in one transaction. */
const batch = 5_000
/** So long after somebody is back the worker still asks what it did not come to. */
const daysBack = 7

type Owed = { id: string; userId: string | null; name: string; title: string; dueOn: string; unitId: string }
type Step = (tx: Tx, now: Date, today: string, most: number) => Promise<number>

/**
 * Nobody owes what is asked where they are not any more: who has left, and a store's courses once the stay is over. Then everybody is
 * reminded of what is due in three days or less, and told once that it is late, as are the managers of the store. @returns how much there
 * was to do of it, until there is nothing left
 */
export async function remindOfCourses(tx: Tx, now: Date, today: string, most = batch): Promise<number> {
  const gone = await withdrawGone(tx, now, today, most)
  if (gone === most) return gone
  return gone + (await remindOfDue(tx, now, today, most)) + (await tellOfLate(tx, now, today, most))
}

const withdrawGone: Step = async (tx, now, today, most) => {
  const { rowCount } = await tx.execute(sql`
    update enrollments set status = 'withdrawn', withdrawn_at = ${now} where status = 'open' and id in (
      select n.id from enrollments n join employees e on e.id = n.employee_id join units u on u.id = n.unit_id
      where n.status = 'open' and (e.left_on <= ${today} or u.kind = 'store' and not exists (select from assignments a
        where a.employee_id = n.employee_id and a.unit_id = n.unit_id and (a.ends_on is null or a.ends_on > ${today})))
      order by n.due_on, n.id limit ${written(most)})`)
  return rowCount ?? 0
}

const remindOfDue: Step = async (tx, now, today, most) => {
  const soon = await mark(
    tx,
    sql`reminded_on = ${today}::date`,
    sql`n.reminded_on is null and n.due_on >= ${today} and n.due_on <= ${addDays(today, remindDays)}`,
    { by: sql`n.employee_id`, most },
  )
  await tellEach(tx, now, soon, 'courseSoon')
  return soon.length
}

const tellOfLate: Step = async (tx, now, today, most) => {
  const late = await mark(
    tx,
    sql`late_told_on = ${today}::date`,
    sql`n.late_told_on is null and n.due_on < ${today}`,
    { by: sql`n.unit_id`, most },
  )
  await tellEach(tx, now, late, 'courseLate')
  await tellManagers(tx, now, today, late)
  return late.length
}

/** A stay that ends by its date has no request that would have given what is asked at home: whoever is back is asked on the day, once. */
export async function askReturned(tx: Tx, now: Date, today: string): Promise<void> {
  const { rows } = await tx.execute<Pick<Owed, 'userId' | 'title' | 'dueOn'>>(sql`
    with back as materialized (
      select a.employee_id, a.unit_id, a.position_id, a.starts_on, coalesce(r.applicant_name, '') as by_name, e.user_id
      from assignments a join employees e on e.id = a.employee_id left join requests r on r.id = a.request_id
      where a.is_primary and a.starts_on > ${addDays(today, -daysBack)} and a.starts_on <= ${today}
        and (a.ends_on is null or a.ends_on > ${today}) and (e.left_on is null or e.left_on > ${today}) and ${endsAStay}
        and not exists (select from enrollments n where n.employee_id = a.employee_id and n.unit_id = a.unit_id and n.why = 'rule'
          and n.assigned_by_role = 'system' and (n.assigned_at at time zone ${zone})::date >= a.starts_on)
    )
    select b.user_id as "userId", g.title, g.due_on::text as "dueOn" from back b
    cross join lateral app.assign_courses(b.employee_id, b.unit_id, b.position_id, b.starts_on, 'rule', null, b.by_name, 'system', ${now}) g
    order by g.due_on, g.title`)
  await tellEach(tx, now, rows, 'courseAssigned')
}

/** Notes that it was told of, and answers of what: all of a person or unit at once, for they are told once. */
async function mark(tx: Tx, set: SQL, where: SQL, { by, most }: { by: SQL; most: number }): Promise<Owed[]> {
  const { rows } = await tx.execute<Owed>(sql`
    with due as (
      select n.id from enrollments n where n.status = 'open' and ${where} order by ${by} fetch first ${written(most)} rows with ties
    ), told as (
      update enrollments n set ${set} from due where n.id = due.id returning n.id, n.employee_id, n.course_id, n.due_on, n.unit_id
    )
    select t.id, e.user_id as "userId", e.name, c.title, t.due_on::text as "dueOn", t.unit_id as "unitId"
    from told t join employees e on e.id = t.employee_id join courses c on c.id = t.course_id order by t.due_on, c.title`)
  return rows
}

/** One word to each person, however much they owe; to all of whom it says the same in one go. */
async function tellEach(
  tx: Tx,
  now: Date,
  owed: Pick<Owed, 'userId' | 'title' | 'dueOn'>[],
  kind: 'courseAssigned' | 'courseSoon' | 'courseLate',
): Promise<void> {
  const told = [...byKey(owed, one => one.userId)].map(([userId, rows]) => {
    const courses = rows.map(one => one.title)
    return { userId, values: { n: String(rows.length), courses, day: rows[0]?.dueOn ?? '' } }
  })
  for (const [first, ...others] of byKey(told, one => JSON.stringify(one.values)).values()) {
    if (!first) continue
    const readers = [first, ...others].map(one => one.userId)
    await notify(tx, { userId: null, now }, readers, kind, first.values, 'learning')
  }
}

async function tellManagers(tx: Tx, now: Date, today: string, late: Owed[]): Promise<void> {
  const units = byKey(late, one => one.unitId)
  const { rows: stores } = await tx.execute<{ unitId: string; store: string; managers: string[] }>(sql`
    select u.id as "unitId", u.name as store, array(select g.user_id from role_grants g
      where g.unit_id = u.id and g.role = 'manager' and g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})) as managers
    from units u where u.kind = 'store' and u.id = any (${sql.param([...units.keys()])}::uuid[])`)
  for (const { unitId, store, managers } of stores) {
    const names = [...new Set((units.get(unitId) ?? []).map(one => one.name))]
    const values = { store, names: names.slice(0, shownNames), n: String(names.length) }
    await notify(tx, { userId: null, now }, managers, 'courseLateInStore', values, 'courses')
  }
}

function byKey<T>(all: T[], keyOf: (one: T) => string | null): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const others = found.get(key ?? '')
    if (others) others.push(one)
    else if (key) found.set(key, [one])
  }
  return found
}

export async function remindOfCoursesJob(): Promise<void> {
  const now = systemClock.now()
  const today = dayIn(zone, now)
  while ((await enterService('job', tx => remindOfCourses(tx, now, today))) > 0);
  // once the store's are closed, of which home may ask one too
  await enterService('job', tx => askReturned(tx, now, today))
}
