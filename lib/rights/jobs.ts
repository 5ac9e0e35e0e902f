import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { addMonths, dayIn, systemClock, zone } from '../clock'
import { newId } from '../id'
import { notify } from '../notify'
import { listLawLimits } from '../partners/queries'
import { erasableFrom } from './rules'

/** People listed in one night; the next lists the others. */
const atOnce = 500

/** Lists whose retention has passed and who is not held, and tells HR how many came on the list; each is listed once. */
export async function listErasable(tx: Tx, now: Date, today: string): Promise<number> {
  const limits = await listLawLimits(tx, today)
  const { rows } = await tx.execute<{ id: string; leftOn: string }>(sql`
    select e.id, e.left_on::text as "leftOn" from employees e join file_keys k on k.employee_id = e.id and k.destroyed_at is null
    where e.left_on <= ${addMonths(today, -1)}::date
      and not exists (select from erasures x where x.employee_id = e.id)
      and not exists (select from erasure_holds h where h.employee_id = e.id and h.ended_at is null)
    order by e.left_on limit ${atOnce}`)
  const due = rows
    .map(row => ({ ...row, dueOn: erasableFrom(row.leftOn, limits) }))
    .filter(row => row.dueOn <= today)
  for (const { id, dueOn } of due)
    await tx.execute(sql`
      insert into erasures (id, number, employee_id, due_on, listed_at)
      values (${newId(now)}, app.next_number('MC', ${Number(today.slice(0, 4))}), ${id}, ${dueOn}, ${now}) on conflict do nothing`)
  if (due.length > 0) {
    const { rows: hr } = await tx.execute<{ id: string }>(sql`
      select distinct g.user_id as id from role_grants g
      where g.role = 'hr' and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())`)
    const readers = hr.map(row => row.id)
    await notify(
      tx,
      { userId: null, now },
      readers,
      'erasureDue',
      { n: String(due.length) },
      'rights/erasures',
    )
  }
  return due.length
}

export async function listErasableJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => listErasable(tx, now, dayIn(zone, now)))
}
