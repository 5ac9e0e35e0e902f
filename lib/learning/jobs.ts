import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { addDays, dayIn, systemClock, zone } from '../clock'
import { notify } from '../notify'
import { written } from '../written'
import { remindDays } from './rules'

const shownNames = 3
/** What a night did not come to, the next one does. */
const mostAtOnce = 5_000

type Owed = { id: string; userId: string | null; name: string; title: string; dueOn: string; unitId: string }

/**
 * Nobody owes what is asked where they are not any more: who has left, and a store's courses once the stay is over. Then everybody is
 * reminded of what is due in three days or less, and told once that it is late, as are the managers of the store.
 */
export async function remindOfCourses(tx: Tx, now: Date, today: string): Promise<number> {
  await withdrawGone(tx, now, today)
  const soon = await mark(
    tx,
    sql`reminded_on = ${today}::date`,
    sql`n.reminded_on is null and n.due_on >= ${today} and n.due_on <= ${addDays(today, remindDays)}`,
  )
  await tellEach(tx, now, soon, 'courseSoon')
  const late = await mark(
    tx,
    sql`late_told_on = ${today}::date`,
    sql`n.late_told_on is null and n.due_on < ${today}`,
  )
  await tellEach(tx, now, late, 'courseLate')
  await tellManagers(tx, now, today, late)
  return soon.length + late.length
}

async function withdrawGone(tx: Tx, now: Date, today: string): Promise<void> {
  await tx.execute(sql`
    update enrollments set status = 'withdrawn', withdrawn_at = ${now} where status = 'open' and id in (
      select n.id from enrollments n join employees e on e.id = n.employee_id join units u on u.id = n.unit_id
      where n.status = 'open' and (e.left_on <= ${today} or u.kind = 'store' and not exists (select from assignments a
        where a.employee_id = n.employee_id and a.unit_id = n.unit_id and (a.ends_on is null or a.ends_on > ${today})))
      order by n.due_on, n.id limit ${written(mostAtOnce)})`)
}

/** Notes that it was told of, and answers of what. */
async function mark(tx: Tx, set: SQL, where: SQL): Promise<Owed[]> {
  const { rows } = await tx.execute<Owed>(sql`
    with due as (
      select n.id from enrollments n where n.status = 'open' and ${where} order by n.due_on, n.id limit ${written(mostAtOnce)}
    ), told as (
      update enrollments n set ${set} from due where n.id = due.id returning n.id, n.employee_id, n.course_id, n.due_on, n.unit_id
    )
    select t.id, e.user_id as "userId", e.name, c.title, t.due_on::text as "dueOn", t.unit_id as "unitId"
    from told t join employees e on e.id = t.employee_id join courses c on c.id = t.course_id order by t.due_on, c.title`)
  return rows
}

/** One word to each person, however much they owe. */
async function tellEach(tx: Tx, now: Date, owed: Owed[], kind: 'courseSoon' | 'courseLate'): Promise<void> {
  for (const [userId, rows] of byKey(owed, one => one.userId)) {
    const courses = rows.map(one => one.title)
    const values = { n: String(rows.length), courses, day: rows[0]?.dueOn ?? '' }
    await notify(tx, { userId: null, now }, [userId], kind, values, 'learning')
  }
}

async function tellManagers(tx: Tx, now: Date, today: string, late: Owed[]): Promise<void> {
  for (const [unitId, rows] of byKey(late, one => one.unitId)) {
    const { rows: managers } = await tx.execute<{ userId: string; store: string }>(sql`
      select g.user_id as "userId", u.name as store from role_grants g join units u on u.id = g.unit_id and u.kind = 'store'
      where g.unit_id = ${unitId} and g.role = 'manager' and g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})`)
    const names = [...new Set(rows.map(one => one.name))]
    const values = {
      store: managers[0]?.store ?? '',
      names: names.slice(0, shownNames),
      n: String(names.length),
    }
    const readers = managers.map(one => one.userId)
    await notify(tx, { userId: null, now }, readers, 'courseLateInStore', values, 'courses')
  }
}

function byKey(owed: Owed[], keyOf: (one: Owed) => string | null): Map<string, Owed[]> {
  const found = new Map<string, Owed[]>()
  for (const one of owed) {
    const key = keyOf(one)
    if (key) found.set(key, [...(found.get(key) ?? []), one])
  }
  return found
}

export async function remindOfCoursesJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => remindOfCourses(tx, now, dayIn(zone, now)))
}
