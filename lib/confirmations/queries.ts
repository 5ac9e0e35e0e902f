import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { confirmations } from '@/db/schema/careers'
import type { ContractKind } from '../contracts/rules'
import { notFound } from '../failure'
import type { Outcome, Probation } from './rules'

export type ProbationRow = Probation & { id: string; kind: ContractKind }

/** The person's contract that holds on a day, as far as a store may read it as well. */
export async function findProbation(
  tx: Tx,
  employeeId: string,
  on: string,
): Promise<ProbationRow | undefined> {
  const { rows } = await tx.execute<ProbationRow>(sql`
    select c.id, c.kind, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.ended_early_on::text as "endedEarlyOn",
      c.probation_ends_on::text as "probationEndsOn", c.probation_extended_from::text as "probationExtendedFrom",
      c.confirmed_on::text as "confirmedOn"
    from contracts c where c.employee_id = ${employeeId} and c.starts_on <= ${on}
      and (least(c.ends_on, c.ended_early_on) is null or least(c.ends_on, c.ended_early_on) > ${on})
    order by c.starts_on desc limit 1`)
  return rows[0]
}

export type Confirmation = typeof confirmations.$inferSelect & { outcome: Outcome }

export async function getConfirmation(tx: Tx, requestId: string): Promise<Confirmation> {
  const [row] = await tx.select().from(confirmations).where(eq(confirmations.requestId, requestId))
  return row ?? notFound()
}

/** The request that is open about a contract's probation, for whoever may see it. */
export async function findOpenConfirmation(tx: Tx, employeeId: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ number: string }>(sql`
    select r.number from confirmations f join requests r on r.id = f.request_id
    where f.employee_id = ${employeeId} and f.state = 'open' limit 1`)
  return rows[0]?.number
}
