import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contractPays } from '@/db/schema/pay'
import { employees } from '@/db/schema/people'
import { keysOf, type Place } from '../vault'
import type { Pay } from './rules'

/** That pay was agreed on, from when and by whom it was entered; how much is sealed. */
export type PayRow = {
  id: string
  contractId: string
  startsOn: string
  version: number
  reason: string
  enteredByName: string
  enteredAt: string
}

/** Everything that was ever entered of a person's pay, latest first. */
export async function listPays(tx: Tx, number: string): Promise<PayRow[]> {
  const { rows } = await tx.execute<PayRow>(sql`/* plan once */
    select p.id, p.contract_id as "contractId", p.starts_on::text as "startsOn", p.version, p.reason,
      p.entered_by_name as "enteredByName", p.entered_at as "enteredAt"
    from contract_pays p where p.employee_id = (select e.id from employees e where e.number = ${number})
    order by p.starts_on desc, p.version desc`)
  return rows
}

export const placeOfPay = (id: string): Place => `contract_pays:sealed:${id}`

export type PayOwner = { id: string; number: string; name: string }

/** Whose pay it is. */
export async function findPayOwner(tx: Tx, payId: string): Promise<PayOwner | undefined> {
  const [row] = await tx
    .select({ id: employees.id, number: employees.number, name: employees.name })
    .from(contractPays)
    .innerJoin(employees, eq(employees.id, contractPays.employeeId))
    .where(eq(contractPays.id, payId))
  return row
}

/** In the clear; for the command that has written down who looks. */
export async function openPay(tx: Tx, payId: string): Promise<Pay | undefined> {
  const [row] = await tx
    .select({ employeeId: contractPays.employeeId, sealed: contractPays.sealed })
    .from(contractPays)
    .where(eq(contractPays.id, payId))
  if (!row) return undefined
  const key = (await keysOf(tx, [row.employeeId])).get(row.employeeId)
  const opened = key?.unseal(placeOfPay(payId), row.sealed)
  return opened === undefined ? undefined : (JSON.parse(opened) as Pay)
}
