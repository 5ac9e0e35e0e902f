import 'server-only'
import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contracts } from '@/db/schema/contracts'
import { employees } from '@/db/schema/people'
import type { Actor } from '../actor'
import { addDays, addMonths } from '../clock'
import { limitOf } from '../law/rules'
import { keyset, type Page, readCursor } from '../paging'
import { listLawLimits } from '../partners/queries'
import type { LawLimit } from '../partners/rules'
import { matching } from '../people/queries'
import type { EmploymentForm } from '../people/rules'
import { termOf } from '../search/rules'
import type { Matter, TermParams } from './input'
import { noticeDays, probationDays, seesInsurance } from './rules'

/** With whom a contract is signed. */
export type Signer = {
  id: string
  number: string
  homeUnitId: string
  hiredOn: string
  leftOn: string | null
  employmentForm: EmploymentForm | null
}

/** The person, held until the transaction ends, so that two contracts are never judged beside each other. */
export async function lockSigner(
  tx: Tx,
  by: { number: string } | { id: string },
): Promise<Signer | undefined> {
  const [row] = await tx
    .select({
      id: employees.id,
      number: employees.number,
      homeUnitId: employees.homeUnitId,
      hiredOn: employees.hiredOn,
      leftOn: employees.leftOn,
      employmentForm: employees.employmentForm,
    })
    .from(employees)
    .where('id' in by ? eq(employees.id, by.id) : eq(employees.number, by.number))
    .for('update')
  return row
}

export type Contract = typeof contracts.$inferSelect

/** The contract, held until the transaction ends. */
export async function lockContract(tx: Tx, id: string): Promise<Contract | undefined> {
  const [row] = await tx.select().from(contracts).where(eq(contracts.id, id)).for('update')
  return row
}

export async function listContractsOf(tx: Tx, employeeId: string): Promise<Contract[]> {
  return tx
    .select()
    .from(contracts)
    .where(eq(contracts.employeeId, employeeId))
    .orderBy(asc(contracts.startsOn))
}

export type ContractRow = Omit<Contract, 'employeeId' | 'createdAt'>

const days = sql`c.id, c.kind, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.ended_early_on::text as "endedEarlyOn"`
const ofPerson = (number: string): SQL =>
  sql`from contracts c where c.employee_id = (select e.id from employees e where e.number = ${number}) order by c.starts_on desc`

/** A person's contracts, latest first. */
export async function listContracts(tx: Tx, number: string): Promise<ContractRow[]> {
  const { rows } = await tx.execute<ContractRow>(sql`/* plan once */
    select ${days}, c.signed_on::text as "signedOn", c.probation_ends_on::text as "probationEndsOn", c.position, c.place,
      c.is_fixed_by_wish as "isFixedByWish", c.probation_extended_from::text as "probationExtendedFrom", c.confirmed_on::text as "confirmedOn", c.ended_early_reason as "endedEarlyReason", c.renews_id as "renewsId", c.revision
    ${ofPerson(number)}`)
  return rows
}

/** What a store sees of a contract; the database grants a manager these columns only. */
export type TermRow = Pick<ContractRow, 'id' | 'kind' | 'startsOn' | 'endsOn' | 'endedEarlyOn'>

export async function listTerms(tx: Tx, number: string): Promise<TermRow[]> {
  const { rows } = await tx.execute<TermRow>(sql`/* plan once */ select ${days} ${ofPerson(number)}`)
  return rows
}

export const mattersPerPage = 50
export type MatterRow = {
  key: string
  matter: Matter
  dueOn: string
  number: string
  name: string
  homeName: string
  /** The store in which they are today, if in one. */
  storeName: string | null
  /** The name of a certificate, the kind of a contract; of what is unwritten whether there ever was one. */
  about: string
  /** Whether their last day is set. */
  leaves: boolean
  /** The request under way that ends the matter. */
  underWay: string | null
}

export type MatterPage = Page<MatterRow> & { total: number; counts: Record<Matter, number> }

/** What of contracts and certificates needs somebody, what is longest overdue first: counted and listed from indexes of what is due. */
export async function listMatters(tx: Tx, actor: Actor, params: TermParams): Promise<MatterPage> {
  const { where, order, pageOf } = keyset<MatterRow>(
    { by: sql`m.due_on`, key: sql`m.key`, descending: false, size: mattersPerPage },
    isDay(params.before ?? params.after) ? params : {},
    row => [row.dueOn, row.key],
  )
  const due = dueOn(actor.today, await listLawLimits(tx, actor.today))
  const among = amongThose(actor, params)
  // a part of the company is read by whom it is about and then put in order: by the day one would pass everybody else's
  const fence = actor.role === 'head' || params.home || params.q?.trim() ? sql`offset 0` : sql``
  const term = params.q?.trim() ? termOf(params.q) : undefined
  const { rows: found } = await tx.execute<{
    counts: Partial<Record<Matter, number>>
    rows: MatterRow[]
  }>(sql`
    with sought as materialized (select e.id from employees e where ${term ? matching(term) : sql`false`})
    select (select json_object_agg(d.matter, n.n) from ${due.matters} cross join lateral (
        select count(*)::int as n from term_matters m where ${due.isDue} and ${among} offset 0) n) as counts,
      coalesce((select json_agg(p) from (
        select m.key, m.matter, m.due_on as "dueOn", e.number, e.name, m.about, e.left_on is not null as leaves, h.name as "homeName", s.name as "storeName", w.number as "underWay"
        from (
          select m.* from ${due.matters} cross join lateral (
            select m.* from (select m.*, m.matter || ' ' || m.subject_id as key from term_matters m where ${due.isDue} and ${among} ${fence}) m
            where ${where} ${order}) m
          where ${params.view} in ('all', d.matter) ${order}
        ) m
        cross join lateral (select e.number, e.name, e.left_on from employees e where e.id = m.employee_id offset 0) e
        join units h on h.id = m.home_unit_id
        left join lateral (
          select u.name from assignments a join units u on u.id = a.unit_id and u.kind = 'store' where a.employee_id = m.employee_id and a.is_primary
            and a.starts_on <= ${actor.today} and (a.ends_on is null or a.ends_on > ${actor.today}) limit 1
        ) s on true
        left join lateral (
          select r.number from (
            select f.request_id from confirmations f where m.matter = 'probation' and f.employee_id = m.employee_id and f.state = 'open'
            union all
            select n.request_id from renewals n where m.matter in ('ending', 'secondTerm') and n.employee_id = m.employee_id and n.state = 'open'
          ) o join requests r on r.id = o.request_id limit 1
        ) w on true ${order}) p), '[]') as rows`)
  const counts = {
    unwritten: 0,
    uninsured: 0,
    secondTerm: 0,
    probation: 0,
    ending: 0,
    certificate: 0,
    ...found[0]?.counts,
  }
  const total =
    params.view === 'all' ? Object.values(counts).reduce((sum, n) => sum + n, 0) : counts[params.view]
  return { ...pageOf(found[0]?.rows ?? []), total, counts }
}

const isDay = (cursor: string | undefined) => /^\d{4}-\d\d-\d\d$/.test(readCursor(cursor)?.[0] ?? '')

/** Of matters `m`, those of people whom the list is about; `sought` are those who were asked for. */
function amongThose({ role }: Actor, { q, home }: TermParams): SQL {
  const conditions = [
    ...(role === 'head' ? [sql`m.home_unit_id = any ((select app.unit_ids())::uuid[])`] : []),
    ...(seesInsurance(role) ? [] : [sql`m.matter <> 'uninsured'`]),
    ...(home ? [sql`m.home_unit_id = (select u.id from units u where u.code = ${home})`] : []),
    ...(q?.trim() ? [sql`m.employee_id in (select s.id from sought s)`] : []),
  ]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/**
 * Which matters `m` are shown on a day: those that hold on it and are due by the day on which their kind begins to be shown. `isDue` goes
 * with `matters`, whose rows `d` are the kinds.
 */
export function dueOn(today: string, limits: LawLimit[]): { matters: SQL; isDue: SQL } {
  const until: Record<Matter, string> = {
    unwritten: addMonths(today, limitOf(limits, 'contract.written_within').value),
    uninsured: addDays(today, limitOf(limits, 'insurance.register_within').value),
    secondTerm: addDays(today, noticeDays),
    probation: addDays(today, probationDays),
    ending: addDays(today, noticeDays),
    certificate: addDays(today, noticeDays),
  }
  const kinds = Object.entries(until).map(([matter, day]) => sql`(${matter}, ${day}::date)`)
  return {
    matters: sql`(values ${sql.join(kinds, sql`, `)}) d (matter, until)`,
    isDue: sql`m.matter = d.matter and m.due_on <= d.until and m.from_on <= ${today} and (m.until_on is null or m.until_on > ${today})`,
  }
}
