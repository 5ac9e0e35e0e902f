import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { earlierJobs } from '@/db/schema/certificates'

export type EarlierJob = typeof earlierJobs.$inferSelect

/** The job, held until the transaction ends. */
export async function lockJob(tx: Tx, id: string): Promise<EarlierJob | undefined> {
  const [row] = await tx.select().from(earlierJobs).where(eq(earlierJobs.id, id)).for('update')
  return row
}

export type JobRow = {
  id: string
  company: string
  position: string
  startsOn: string
  endsOn: string
  revision: number
}

/** Where a person worked before us, latest first. */
export async function listEarlierJobs(tx: Tx, number: string): Promise<JobRow[]> {
  const { rows } = await tx.execute<JobRow>(sql`/* plan once */
    select j.id, j.company, j.position, j.starts_on::text as "startsOn", j.ends_on::text as "endsOn", j.revision
    from earlier_jobs j where j.employee_id = (select e.id from employees e where e.number = ${number})
    order by j.starts_on desc, j.id`)
  return rows
}

/** Earlier stretches with us of somebody who came back, latest first. */
export async function listServicePeriods(
  tx: Tx,
  number: string,
): Promise<{ startsOn: string; endsOn: string }[]> {
  const { rows } = await tx.execute<{ startsOn: string; endsOn: string }>(sql`/* plan once */
    select s.starts_on::text as "startsOn", s.ends_on::text as "endsOn" from service_periods s
    where s.employee_id = (select e.id from employees e where e.number = ${number}) order by s.starts_on desc`)
  return rows
}
