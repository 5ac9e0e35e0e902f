import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { insuranceEnrolments, type Residence } from '@/db/schema/insurance'
import { employees } from '@/db/schema/people'
import { keysOf, type Place } from '../vault'
import type { Bases } from './rules'

/** In which scheme somebody is and from when; bases are sealed. */
export type EnrolmentRow = {
  id: string
  schemeId: string
  city: string
  residence: Residence
  startsOn: string
  endsOn: string | null
  enteredByName: string
  revision: number
}

/** Everything that was ever entered for a person, latest first. */
export async function listEnrolments(tx: Tx, number: string): Promise<EnrolmentRow[]> {
  const { rows } = await tx.execute<EnrolmentRow>(sql`/* plan once */
    select n.id, n.scheme_id as "schemeId", s.city, s.residence, n.starts_on::text as "startsOn", n.ends_on::text as "endsOn",
      n.entered_by_name as "enteredByName", n.revision
    from insurance_enrolments n join insurance_schemes s on s.id = n.scheme_id
    where n.employee_id = (select e.id from employees e where e.number = ${number})
    order by n.starts_on desc, n.id desc`)
  return rows
}

export type Enrolment = typeof insuranceEnrolments.$inferSelect

/** Held until the transaction ends. */
export async function lockEnrolment(tx: Tx, id: string): Promise<Enrolment | undefined> {
  const [row] = await tx
    .select()
    .from(insuranceEnrolments)
    .where(eq(insuranceEnrolments.id, id))
    .for('update')
  return row
}

export const placeOfBases = (id: string): Place => `insurance_enrolments:sealed:${id}`

export type EnrolmentOwner = { id: string; number: string; name: string }

export async function findEnrolmentOwner(tx: Tx, enrolmentId: string): Promise<EnrolmentOwner | undefined> {
  const [row] = await tx
    .select({ id: employees.id, number: employees.number, name: employees.name })
    .from(insuranceEnrolments)
    .innerJoin(employees, eq(employees.id, insuranceEnrolments.employeeId))
    .where(eq(insuranceEnrolments.id, enrolmentId))
  return row
}

/** In the clear; for commands, which write down who looks or use it without showing it. */
export async function openBases(tx: Tx, enrolmentId: string): Promise<Bases | undefined> {
  const [row] = await tx
    .select({ employeeId: insuranceEnrolments.employeeId, sealed: insuranceEnrolments.sealed })
    .from(insuranceEnrolments)
    .where(eq(insuranceEnrolments.id, enrolmentId))
  if (!row) return undefined
  const key = (await keysOf(tx, [row.employeeId])).get(row.employeeId)
  const opened = key?.unseal(placeOfBases(enrolmentId), row.sealed)
  return opened === undefined ? undefined : (JSON.parse(opened) as Bases)
}
