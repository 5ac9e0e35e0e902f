import 'server-only'
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { consents } from '@/db/schema/people'
import type { Actor } from '../actor'
import type { Scopes } from './rules'

/** A consent `c` that only ever stood in a request `r` that came to nothing: it ended with it, nobody took it back. */
export const lapsedWithRequest: SQL = sql`(c.withdrawn_at is not null and coalesce(r.status in ('rejected', 'withdrawn', 'cancelled'), false))`

/** What somebody lets a store read; null: nothing. Undefined: the reader hears of no consent but those of the requests that they decide. */
export async function findStandingConsent(
  tx: Tx,
  actor: Actor,
  employeeId: string,
  unitId: string,
): Promise<Scopes | null | undefined> {
  const { rows } = await tx.execute<Scopes>(sql`
    select includes_performance as "includesPerformance", includes_training as "includesTraining" from consents
    where employee_id = ${employeeId} and unit_id = ${unitId} and withdrawn_at is null order by given_at desc limit 1`)
  return rows[0] ?? ((await hearsOfAll(tx, actor, employeeId, unitId)) ? null : undefined)
}

/** Whether the reader would see each consent of somebody to a store, as the policies have it. */
async function hearsOfAll(tx: Tx, actor: Actor, employeeId: string, unitId: string): Promise<boolean> {
  if (actor.role === 'employee') return actor.employeeId === employeeId
  if (actor.role !== 'head' && actor.role !== 'manager')
    return ['hr', 'executive', 'auditor'].includes(actor.role)
  const { rows } = await tx.execute<{ hears: boolean }>(sql`
    select ${actor.role === 'head' ? sql`${employeeId} = any ((select app.employee_ids())::uuid[])` : sql`${unitId} = any ((select app.unit_ids())::uuid[])`} as hears`)
  return rows[0]?.hears ?? false
}

export type GivenConsent = Pick<
  typeof consents.$inferSelect,
  'id' | 'unitId' | 'includesPerformance' | 'includesTraining'
>

export async function findConsentFor(tx: Tx, request: { id: string }): Promise<GivenConsent | undefined> {
  const [row] = await tx
    .select({
      id: consents.id,
      unitId: consents.unitId,
      includesPerformance: consents.includesPerformance,
      includesTraining: consents.includesTraining,
    })
    .from(consents)
    .where(and(eq(consents.requestId, request.id), isNull(consents.withdrawnAt)))
  return row
}

export type ConsentRow = {
  id: string
  store: string
  partner: string | null
  contact: string | null
  includesPerformance: boolean
  includesTraining: boolean
  givenAt: string
  withdrawnAt: string | null
  requestNumber: string
  requestStatus: string
  /** Withdrawn, and the last word about a store in which they are or will be, and which is no other partner's now. */
  mayGiveAgain: boolean
}

/** To whom the caller has given their data, newest first; refused and withdrawn requests gave nothing. */
export async function listOwnConsents(tx: Tx, actor: Actor): Promise<ConsentRow[]> {
  const { rows } = await tx.execute<ConsentRow>(sql`
    select c.id, u.name as store, p.name as partner,
      nullif(concat_ws(' ', nullif(p.contact_name, ''), nullif(p.contact_phone, '')), '') as contact,
      c.includes_performance as "includesPerformance", c.includes_training as "includesTraining",
      c.given_at as "givenAt", c.withdrawn_at as "withdrawnAt", r.number as "requestNumber", r.status as "requestStatus",
      c.withdrawn_at is not null
        and not exists (select from consents s where s.employee_id = c.employee_id and s.unit_id = c.unit_id
          and (s.withdrawn_at is null or (s.given_at, s.id) > (c.given_at, c.id)))
        and exists (select from assignments a where a.employee_id = c.employee_id and a.unit_id = c.unit_id
          and (a.ends_on is null or a.ends_on > ${actor.today}))
        and not exists (select from stores o where o.unit_id = c.unit_id and o.partner_id <> c.partner_id) as "mayGiveAgain"
    from consents c join units u on u.id = c.unit_id join requests r on r.id = c.request_id
    left join partners p on p.id = c.partner_id
    where c.employee_id = ${actor.employeeId} and not ${lapsedWithRequest}
    order by c.given_at desc limit 100`)
  return rows
}
