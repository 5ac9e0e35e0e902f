import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { renewals } from '@/db/schema/careers'
import { employees } from '@/db/schema/people'
import { listContractsOf } from '../contracts/queries'
import { openEndedDue } from '../contracts/rules'
import { notFound } from '../failure'
import { listLawLimits } from '../partners/queries'

export type Renewal = typeof renewals.$inferSelect

export async function getRenewal(tx: Tx, requestId: string): Promise<Renewal> {
  const [row] = await tx.select().from(renewals).where(eq(renewals.requestId, requestId))
  return row ?? notFound()
}

export async function findOpenRenewal(tx: Tx, employeeId: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ number: string }>(sql`
    select r.number from renewals n join requests r on r.id = n.request_id
    where n.employee_id = ${employeeId} and n.state = 'open' limit 1`)
  return rows[0]?.number
}

export type Due = { why: 'terms' | 'years'; n: number; source: string }

/** Why the contract that follows has to be open-ended unless the person asks otherwise; undefined when it need not. */
export async function findOpenEndedDue(
  tx: Tx,
  employeeId: string,
  startsOn: string,
): Promise<Due | undefined> {
  const [person] = await tx
    .select({ hiredOn: employees.hiredOn, form: employees.employmentForm })
    .from(employees)
    .where(eq(employees.id, employeeId))
  const hiredOn = person?.hiredOn ?? startsOn
  const contracts = await listContractsOf(tx, employeeId)
  const limits = await listLawLimits(tx, startsOn)
  const earlier = contracts.filter(one => one.startsOn < startsOn && one.startsOn >= hiredOn)
  return openEndedDue(earlier, { hiredOn, startsOn, form: person?.form ?? null }, limits)
}
