import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { addDays, dayIn, systemClock, zone } from '../clock'
import { notify } from '../notify'
import { hitsBetween } from './queries'
import type { Milestone } from './rules'

const kinds = {
  storeDays: 'milestoneStoreDays',
  storeYears: 'milestoneStoreYears',
  hireYears: 'milestoneHireYears',
} as const satisfies Record<Milestone['kind'], string>

/** After so many days nobody asks any more whether a milestone was told. */
const keptDays = 30

/**
 * Tells the store's managers and the HQ contact on the morning of a milestone, once. Since when somebody is with the company a store
 * hears only with their consent.
 */
export async function tellOfMilestones(tx: Tx, now: Date, today: string): Promise<number> {
  const { rows } = await tx.execute<{
    kind: Milestone['kind']
    n: number
    number: string
    name: string
    contact: string | null
    managers: string[]
  }>(sql`
    with ${hitsBetween(today, today)}, told as (
      insert into milestone_tellings (employee_id, kind, on_day) select employee_id, kind, on_day from hits
      on conflict do nothing returning employee_id, kind
    )
    select t.kind, h.n, e.number, e.name, e.hq_contact_user_id as contact, array(
      select g.user_id from assignments a join units u on u.id = a.unit_id and u.kind = 'store'
        join role_grants g on g.unit_id = a.unit_id and g.role = 'manager' and g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})
      where a.employee_id = e.id and a.is_primary and a.starts_on <= ${today} and (a.ends_on is null or a.ends_on > ${today})
        and (t.kind <> 'hireYears' or exists (select from consents c where c.employee_id = e.id and c.unit_id = a.unit_id and c.withdrawn_at is null))
    ) as managers
    from told t join hits h on h.employee_id = t.employee_id and h.kind = t.kind join employees e on e.id = t.employee_id
    order by e.number`)
  for (const { kind, n, number, name, contact, managers } of rows) {
    const values = { employee: name, n: String(n) }
    await notify(tx, { userId: null, now }, managers, kinds[kind], values, `people/${number}`)
    const alone = managers.includes(contact ?? '') ? null : contact
    await notify(tx, { userId: null, now }, [alone], kinds[kind], values, `touchpoints/${number}`)
  }
  await tx.execute(sql`delete from milestone_tellings where on_day < ${addDays(today, -keptDays)}`)
  return rows.length
}

export async function tellOfMilestonesJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => tellOfMilestones(tx, now, dayIn(zone, now)))
}
