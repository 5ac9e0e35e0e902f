import 'server-only'
import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contracts } from '@/db/schema/contracts'
import { employees } from '@/db/schema/people'
import type { Actor } from '../actor'
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
}

export type MatterPage = Page<MatterRow> & { total: number; counts: Record<Matter, number> }

/**
 * What of contracts and certificates needs somebody, what is longest overdue first. Everything is found once: from indexes on the days
 * on which things end, and for who has no contract by everybody present against the contracts in force.
 */
export async function listMatters(tx: Tx, actor: Actor, params: TermParams): Promise<MatterPage> {
  const limits = await listLawLimits(tx, actor.today)
  const { where, order, pageOf } = keyset<MatterRow>(
    { by: sql`m.due_on`, key: sql`m.key`, descending: false, size: mattersPerPage },
    isDay(params.before ?? params.after) ? params : {},
    row => [row.dueOn, row.key],
  )
  const chosen = params.view === 'all' ? sql`true` : sql`m.matter = ${params.view}`
  const { rows: counted } = await tx.execute<{
    counts: Partial<Record<Matter, number>>
    rows: MatterRow[]
  }>(sql`
    with m as materialized (${mattersOn(actor.today, limits, peopleOf(actor, params), seesInsurance(actor.role))})
    select coalesce((select json_object_agg(n.matter, n.n) from (select matter, count(*)::int as n from m group by matter) n), '{}') as counts,
      coalesce((select json_agg(p) from (
        select m.key, m.matter, m.due_on as "dueOn", m.number, m.name, m.about, m.left_on is not null as leaves, h.name as "homeName", s.name as "storeName"
        from (select * from m where ${chosen} and ${where} ${order}) m join units h on h.id = m.home_unit_id
        left join lateral (
          select u.name from assignments a join units u on u.id = a.unit_id and u.kind = 'store' where a.employee_id = m.employee_id and a.is_primary
            and a.starts_on <= ${actor.today} and (a.ends_on is null or a.ends_on > ${actor.today}) limit 1
        ) s on true ${order}) p), '[]') as rows`)
  const [found] = counted
  const counts = {
    unwritten: 0,
    uninsured: 0,
    secondTerm: 0,
    probation: 0,
    ending: 0,
    certificate: 0,
    ...found?.counts,
  }
  const total =
    params.view === 'all' ? Object.values(counts).reduce((sum, n) => sum + n, 0) : counts[params.view]
  return { ...pageOf(found?.rows ?? []), total, counts }
}

const isDay = (cursor: string | undefined) => /^\d{4}-\d\d-\d\d$/.test(readCursor(cursor)?.[0] ?? '')

function peopleOf(actor: Actor, { q, home }: TermParams): SQL {
  const term = q?.trim() ? termOf(q) : undefined
  const conditions = [
    ...(actor.role === 'head' ? [sql`e.home_unit_id = any ((select app.unit_ids())::uuid[])`] : []),
    ...(home ? [sql`e.home_unit_id = (select u.id from units u where u.code = ${home})`] : []),
    ...(q?.trim() ? [term ? matching(term) : sql`false`] : []),
  ]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/**
 * Everything that is due or soon will be, for people `e` who are with us on a day. Who is insured is of the pay class: the statement asks
 * for it only where the caller has a right on enrolments.
 */
export function mattersOn(today: string, limits: LawLimit[], people: SQL, withInsurance: boolean): SQL {
  const register = limitOf(limits, 'insurance.register_within').value
  const within = limitOf(limits, 'contract.written_within').value
  const terms = limitOf(limits, 'contract.open_ended_after_terms').value
  const years = limitOf(limits, 'contract.open_ended_after_years').value
  const present = sql`e.hired_on <= ${today}::date and (e.left_on is null or e.left_on > ${today}::date) and ${people}`
  const person = sql`e.id as employee_id, e.number, e.name, e.home_unit_id, e.left_on, e.user_id, e.hq_contact_user_id`
  const soon = sql`c.ends_on > ${today}::date and c.ends_on <= ${today}::date + ${noticeDays + 1}::int and c.ended_early_on is null
    and c.starts_on <= ${today}::date and (e.left_on is null or e.left_on > c.ends_on) and not exists (select from contracts n where n.employee_id = c.employee_id and n.starts_on >= c.ends_on)`
  const lastOpen = sql`coalesce((select max(o.starts_on) from contracts o where o.employee_id = c.employee_id and o.kind <> 'fixed_term'), '-infinity')`
  const mustBeOpen = sql`c.kind = 'fixed_term' and e.employment_form is distinct from 'part_time' and (e.hired_on + make_interval(years => ${years}::int) <= c.ends_on or (select count(*) from contracts f
    where f.employee_id = c.employee_id and f.starts_on <= c.starts_on and f.starts_on >= e.hired_on and f.starts_on > ${lastOpen}) >= ${terms}::int)`
  const uninsured = sql`
    union all
    select 'uninsured', e.id, 'uninsured ' || e.id, ${person}, '', e.hired_on + ${register}::int
    from employees e where ${present} and not exists (select from insurance_enrolments n where n.employee_id = e.id
      and (n.ends_on is null or n.ends_on > n.starts_on and n.ends_on > ${today}::date))`
  return sql`
    select 'unwritten' as matter, e.id as subject_id, 'unwritten ' || e.id as key, ${person}, case when l.end_on is null then 'never' else 'lapsed' end as about,
      (coalesce(l.end_on, e.hired_on) + make_interval(months => ${within}::int))::date as due_on
    from employees e left join lateral (select max(least(c.ends_on, c.ended_early_on)) as end_on from contracts c where c.employee_id = e.id and c.starts_on >= e.hired_on) l on true
    where ${present} and e.employment_form is distinct from 'part_time' and not exists (select from contracts c where c.employee_id = e.id and c.starts_on <= ${today}::date
      and (least(c.ends_on, c.ended_early_on) is null or least(c.ends_on, c.ended_early_on) > ${today}::date))
    union all
    select case when ${mustBeOpen} then 'secondTerm' else 'ending' end, c.id, 'ending ' || c.id, ${person}, c.kind, c.ends_on - 1
    from contracts c join employees e on e.id = c.employee_id where ${soon} and ${present}
    union all
    select 'probation', c.id, 'probation ' || c.id, ${person}, c.kind, c.probation_ends_on - 1
    from contracts c join employees e on e.id = c.employee_id
    where c.confirmed_on is null and c.probation_ends_on > ${today}::date and c.probation_ends_on <= ${today}::date + ${probationDays + 1}::int and c.ended_early_on is null and ${present}
    union all
    select 'certificate', c.id, 'certificate ' || c.id, ${person}, c.name, c.expires_on
    from certificates c join employees e on e.id = c.employee_id
    where c.expires_on <= ${today}::date + ${noticeDays}::int and not exists (select from certificates n where n.renews_id = c.id) and ${present}
    ${withInsurance ? uninsured : sql``}`
}
