import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { dayIn, systemClock, zone } from '../clock'
import { notify } from '../notify'
import { moveTasks } from '../tasks/commands'
import { reminderStep } from './rules'

/** Closes the accounts of people whose time is over and gives away what waited for them. Idempotent. */
export async function endAccess(tx: Tx, now: Date, today: string): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`select app.end_access(${now.toISOString()}) as id`)
  for (const { id } of rows) await moveTasks(tx, now, today, id)
  return rows.length
}

type Due = {
  id: string
  item: string
  dueOn: string
  employee: string
  number: string
  contactId: string | null
  step: number | null
}

/**
 * Reminds HR of what is still to be done for somebody who left: five days before it has to be, and once when it is late. The law gives
 * fifteen days for the file and the insurance.
 */
export async function remindOfLeavings(tx: Tx, now: Date, today: string): Promise<number> {
  const { rows } = await tx.execute<Due>(sql`
    select i.id, i.item, i.due_on::text as "dueOn", e.name as employee, r.number, e.hq_contact_user_id as "contactId", i.reminded_step as step
    from leaving_items i join employees e on e.id = i.employee_id join requests r on r.id = i.request_id
    where i.done_at is null and i.side = 'hr' and i.due_on <= ${today}::date + 5 and e.left_on <= ${today} and i.reminded_step is distinct from 0
    order by i.due_on, i.id limit 1000`)
  const due = rows.flatMap(row => {
    const step = reminderStep(row.dueOn, today)
    return step === undefined || (row.step !== null && row.step <= step) ? [] : [{ ...row, step }]
  })
  if (due.length === 0) return 0
  const hr = await tx.execute<{ id: string }>(sql`
    select distinct g.user_id as id from role_grants g
    where g.role = 'hr' and g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})`)
  for (const row of due) {
    await tx.execute(sql`update leaving_items set reminded_step = ${row.step} where id = ${row.id}`)
    const kind = row.step === 0 ? 'leavingItemLate' : 'leavingItemDue'
    const readers = hr.rows.map(({ id }) => id)
    const values = { employee: row.employee, item: row.item, date: row.dueOn }
    await notify(tx, { userId: null, now }, readers, kind, values, `requests/${row.number}`)
  }
  return due.length
}

export async function endAccessJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => endAccess(tx, now, dayIn(zone, now)))
}

export async function remindOfLeavingsJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => remindOfLeavings(tx, now, dayIn(zone, now)))
}
