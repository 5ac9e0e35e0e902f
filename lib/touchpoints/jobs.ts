import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { addDays, dayIn, systemClock, zone } from '../clock'
import { notify } from '../notify'
import { chaseDays, reminderOf } from './rules'

const kinds = { due: 'touchpointDue', late: 'touchpointLate' } as const
const shownNames = 3

/** Works out who is owed a talk, and tells each contact: of those that became due, once more a week later, and of days to follow up. */
export async function keepInTouch(tx: Tx, now: Date, today: string): Promise<number> {
  await tx.execute(sql`select app.renew_touchpoints(null, ${today})`)
  return (await remind(tx, now, today)) + (await remindOfFollowUps(tx, now, today))
}

type Told = {
  contact: string
  name: string
  dueOn: string
  remindedOn: string | null
  chasedOn: string | null
}

async function remind(tx: Tx, now: Date, today: string): Promise<number> {
  const { rows } = await tx.execute<Told>(sql`
    select contact_user_id as contact, employee_name as name, due_on::text as "dueOn", reminded_on::text as "remindedOn", chased_on::text as "chasedOn"
    from touchpoint_dues where due_on <= ${today} and contact_user_id is not null
      and (reminded_on is distinct from due_on or (chased_on is distinct from due_on and due_on <= ${addDays(today, -chaseDays)}))
    order by due_on, employee_number`)
  const told = { due: new Map<string, string[]>(), late: new Map<string, string[]>() }
  for (const row of rows) {
    const reminder = reminderOf(row, today)
    const names = reminder && told[reminder].get(row.contact)
    if (names) names.push(row.name)
    else if (reminder) told[reminder].set(row.contact, [row.name])
  }
  for (const reminder of ['due', 'late'] as const) {
    for (const [contact, names] of told[reminder]) {
      const values = { names: names.slice(0, shownNames), n: String(names.length) }
      await notify(tx, { userId: null, now }, [contact], kinds[reminder], values, 'touchpoints')
    }
  }
  await tx.execute(sql`
    update touchpoint_dues set reminded_on = due_on, chased_on = case when due_on <= ${addDays(today, -chaseDays)} then due_on else chased_on end
    where due_on <= ${today} and contact_user_id is not null
      and (reminded_on is distinct from due_on or (chased_on is distinct from due_on and due_on <= ${addDays(today, -chaseDays)}))`)
  return told.due.size + told.late.size
}

async function remindOfFollowUps(tx: Tx, now: Date, today: string): Promise<number> {
  const { rows } = await tx.execute<{ contact: string; name: string; number: string }>(sql`
    update touchpoint_dues set follow_up_told_on = follow_up_on
    where follow_up_on <= ${today} and contact_user_id is not null and follow_up_told_on is distinct from follow_up_on
    returning contact_user_id as contact, employee_name as name, employee_number as number`)
  for (const { contact, name, number } of rows)
    await notify(
      tx,
      { userId: null, now },
      [contact],
      'touchpointFollowUp',
      { employee: name },
      `touchpoints/${number}`,
    )
  return rows.length
}

export async function keepInTouchJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => keepInTouch(tx, now, dayIn(zone, now)))
}
