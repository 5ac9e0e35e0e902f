import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { addDays, dayIn, systemClock, zone } from '../clock'
import { notify } from '../notify'
import { decidedEnds } from '../people/queries'

/**
 * Reminds the person, the store's managers and the HQ contact 30, 7 and 1 days before a stay ends, once each, while nobody has decided what
 * follows it.
 * A reminder that was missed (the worker was down) goes out late rather than never: the smallest step that has been reached counts.
 */
export async function remindOfReturns(tx: Tx, now: Date, today: string): Promise<number> {
  const { rows } = await tx.execute<{
    assignmentId: string
    endsOn: string
    days: number
    step: string
    employee: string
    employeeNumber: string
    store: string
    readers: string[]
  }>(sql`
    with ending as (
      select a.id, a.employee_id, a.unit_id, a.ends_on, a.ends_on - ${today}::date as days
      from assignments a join units u on u.id = a.unit_id and u.kind = 'store'
      where a.is_primary and a.ends_on > ${today}::date and a.ends_on <= ${today}::date + 30 and a.starts_on <= ${today}::date
        and (a.employee_id, a.ends_on) not in (${decidedEnds(today, addDays(today, 30))})
    ), due as (
      select e.*, case when e.days <= 1 then '1' when e.days <= 7 then '7' else '30' end as step from ending e
    )
    select d.id as "assignmentId", d.ends_on::text as "endsOn", d.days, d.step, p.name as employee, p.number as "employeeNumber", u.name as store,
      array_remove(array[p.user_id, p.hq_contact_user_id], null) || coalesce((
        select array_agg(g.user_id) from role_grants g
        where g.unit_id = d.unit_id and g.role = 'manager' and g.starts_on <= ${today}::date and (g.ends_on is null or g.ends_on > ${today}::date)), '{}') as readers
    from due d join employees p on p.id = d.employee_id join units u on u.id = d.unit_id
    where not exists (select from return_reminders r where r.assignment_id = d.id and r.ends_on = d.ends_on and r.days_before = d.step)
    order by d.id limit 2000`)
  for (const row of rows) {
    await tx.execute(sql`insert into return_reminders (assignment_id, ends_on, days_before, sent_at)
      values (${row.assignmentId}, ${row.endsOn}, ${row.step}, ${now}) on conflict do nothing`)
    const values = { employee: row.employee, store: row.store, days: String(row.days) }
    await notify(tx, { userId: null, now }, row.readers, 'returnDue', values, `people/${row.employeeNumber}`)
  }
  return rows.length
}

export async function remindOfReturnsJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => remindOfReturns(tx, now, dayIn(zone, now)))
}
