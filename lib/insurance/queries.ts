import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { InsuranceRunState, Residence } from '@/db/schema/insurance'
import type { Actor } from '../actor'
import { addMonths } from '../clock'
import { notFound } from '../failure'
import type { LawLimit } from '../partners/rules'
import { firstOf, type Rate } from '../schemes/rules'
import { seal, unseal } from '../seal'
import { keysOf, type Place } from '../vault'
import { written } from '../written'
import { type Gap, type Statement, type Totals, tellBy } from './rules'

export type RunRow = {
  id: string
  month: string
  reason: string
  status: InsuranceRunState
  peopleDone: number
  peopleTotal: number | null
  changed: number
  askedByName: string
  askedAt: string
  issuedByName: string
  issuedAt: string | null
}

const runColumns = sql`r.id, r.month::text as month, r.reason, r.status, r.people_done as "peopleDone", r.people_total as "peopleTotal",
  r.changed, r.asked_by_name as "askedByName", r.asked_at as "askedAt", r.issued_by_name as "issuedByName", r.issued_at as "issuedAt"`

export type MonthRow = { month: string; people: number; latest: RunRow }

/** Months that were ever reckoned, latest first, each with its latest run and how many people have a part in it. */
export async function listMonths(tx: Tx): Promise<MonthRow[]> {
  const { rows } = await tx.execute<RunRow & { people: number }>(sql`
    select distinct on (r.month) ${runColumns},
      coalesce((select max(i.people) from insurance_runs i where i.month = r.month and i.status = 'issued'), 0) as people
    from insurance_runs r order by r.month desc, r.asked_at desc limit 36`)
  return rows.map(({ people, ...latest }) => ({ month: latest.month, people, latest }))
}

export type OwedMonth = { month: string; dueOn: string; source: string }

/**
 * Months of the last year that are over, in which somebody had a part and of which nobody was told, oldest first: from the first that was
 * ever issued, or from the one before there was a scheme here.
 */
export async function listOwedMonths(tx: Tx, today: string, limits: LawLimit[]): Promise<OwedMonth[]> {
  const last = addMonths(firstOf(today), -1)
  const { rows } = await tx.execute<{ month: string }>(sql`
    select m.month::date::text as month
    from generate_series(greatest(${addMonths(last, -11)}::date, coalesce(
        (select min(r.month) from insurance_runs r where r.status = 'issued'),
        (select date_trunc('month', min(s.created_at) - interval '1 month')::date from insurance_schemes s), ${last}::date)),
      ${last}::date, interval '1 month') m (month)
    where exists (select from insurance_schemes s where exists (select from insurance_enrolments n
        where n.scheme_id = s.id and n.starts_on <= m.month::date and (n.ends_on is null or n.ends_on > m.month::date)))
      and not exists (select from insurance_runs r where r.month = m.month::date and r.status in ('issuing', 'issued'))
    order by 1`)
  return rows.map(({ month }) => {
    const { date, source } = tellBy(month, limits)
    return { month, dueOn: date, source }
  })
}

/** A month's runs, latest first. */
export async function listRuns(tx: Tx, month: string): Promise<RunRow[]> {
  const { rows } = await tx.execute<RunRow>(
    sql`select ${runColumns} from insurance_runs r where r.month = ${month} order by r.asked_at desc, r.id desc`,
  )
  return rows
}

export async function lockRun(tx: Tx, id: string): Promise<RunRow | undefined> {
  const { rows } = await tx.execute<RunRow>(
    sql`select ${runColumns} from insurance_runs r where r.id = ${id} for update`,
  )
  return rows[0]
}

/** A run's sums; undefined while it has none. */
export async function findTotals(tx: Tx, runId: string): Promise<Totals | undefined> {
  const { rows } = await tx.execute<{ totals: Buffer | null }>(
    sql`select totals from insurance_runs where id = ${runId}`,
  )
  const sealed = rows[0]?.totals
  const opened = sealed ? unseal('insurance-totals', runId, sealed) : undefined
  return opened === undefined ? undefined : (JSON.parse(opened) as Totals)
}

export const sealTotals = (runId: string, totals: Totals): Buffer =>
  seal('insurance-totals', runId, JSON.stringify(totals))

/**
 * Everybody `e` who was with us on a day of the month, and `n` their enrolment in it: what both the preview and the run are about.
 * @param rest further conditions
 */
function peopleIn(month: string): SQL {
  const next = addMonths(month, 1)
  return sql`employees e left join insurance_enrolments n on n.employee_id = e.id and n.starts_on <= ${month} and (n.ends_on is null or n.ends_on > ${month})
    where e.hired_on < ${next} and (e.left_on is null or e.left_on > ${month})`
}

const hasRates = (month: string) =>
  sql`exists (select from insurance_rates r where r.scheme_id = n.scheme_id and r.starts_on <= ${month})`
const hasKey = sql`exists (select from file_keys k where k.employee_id = e.id and k.wrapped is not null)`

export type GapRow = {
  gap: Gap
  number: string
  name: string
  homeName: string
  hiredOn: string
  leftOn: string | null
}
export type Preview = { ready: number; present: number; gaps: Partial<Record<Gap, number>>; rows: GapRow[] }

/** Who would have a part in a month and who would not, and why: read of those who have no part, who are few, and of a row a month. */
export async function previewMonth(tx: Tx, month: string, size = 100): Promise<Preview> {
  const inForce = sql`n.starts_on <= ${month} and (n.ends_on is null or n.ends_on > ${month})`
  const isPresent = sql`e.hired_on < ${addMonths(month, 1)} and (e.left_on is null or e.left_on > ${month})`
  const { rows } = await tx.execute<Preview>(sql`
    with p as materialized (
      select g.employee_id as id, g.gap from insurance_gaps g where daterange(g.starts_on, g.ends_on) @> ${month}::date
      union all
      select k.employee_id, 'erased' from file_keys k
      where k.destroyed_at is not null and (select true from insurance_enrolments n where n.employee_id = k.employee_id and ${inForce} limit 1)
        and (select true from employees e where e.id = k.employee_id and ${isPresent})
      union all
      select n.employee_id, 'noRates' from insurance_schemes s
      cross join lateral (select n.employee_id from insurance_enrolments n where n.scheme_id = s.id and ${inForce} offset 0) n
      where not exists (select from insurance_rates r where r.scheme_id = s.id and r.starts_on <= ${month})
        and (select true from employees e where e.id = n.employee_id and ${isPresent})
        and (select true from file_keys k where k.employee_id = n.employee_id and k.destroyed_at is not null) is null
    ), here as (select coalesce(sum(m.change), 0)::int as n from staff_months m where m.month <= ${month})
    select here.n as present, here.n - (select count(*)::int from p where gap <> 'gone') as ready,
      coalesce((select json_object_agg(g.gap, g.n) from (select gap, count(*)::int as n from p group by gap) g), '{}') as gaps,
      coalesce((select json_agg(q) from (select p.gap, e.number, e.name, u.name as "homeName", e.hired_on as "hiredOn", e.left_on as "leftOn"
        from p cross join lateral (select * from employees e where e.id = p.id offset 0) e join units u on u.id = e.home_unit_id
        order by array_position('{never,ended,gone,noRates,later,erased}'::text[], p.gap), e.number limit ${size}) q), '[]') as rows
    from here`)
  return rows[0] ?? { ready: 0, present: 0, gaps: {}, rows: [] }
}

/** For the worker: a run that is begun, or begun again; what earlier attempts left is gone. */
export type Order = { id: string; month: string; attempt: number; askedByUserId: string; reason: string }

export async function beginRun(tx: Tx, id: string): Promise<Order | undefined> {
  const { rows } = await tx.execute<Order>(sql`
    update insurance_runs set status = 'running', attempt = attempt + 1, people_done = 0, changed = 0, people_total = null
    where id = ${id} and status in ('waiting', 'running')
    returning id, month::text as month, attempt, asked_by_user_id as "askedByUserId", reason`)
  if (rows[0]) await tx.execute(sql`delete from insurance_records where run_id = ${id} and issued_at is null`)
  return rows[0]
}

export async function countReady(tx: Tx, month: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from ${peopleIn(month)} and n.id is not null and ${hasRates(month)} and ${hasKey}`,
  )
  return rows[0]?.n ?? 0
}

/** All rates, by scheme: a few dozen. */
export async function ratesByScheme(tx: Tx): Promise<Map<string, Rate[]>> {
  const { rows } = await tx.execute<Rate & { schemeId: string }>(sql`
    select scheme_id as "schemeId", item, starts_on::text as "startsOn", version, company_rate as "companyRate", person_rate as "personRate",
      company_fixed as "companyFixed", person_fixed as "personFixed", floor, ceiling, round_to as "roundTo" from insurance_rates`)
  const found = new Map<string, Rate[]>()
  for (const { schemeId, ...rate } of rows) found.set(schemeId, [...(found.get(schemeId) ?? []), rate])
  return found
}

export type ReadyRow = {
  id: string
  enrolmentId: string
  schemeId: string
  city: string
  residence: Residence
  sealed: Buffer
  /** Of what was issued for them and the month last; 0 when nothing was. */
  version: number
  fingerprint: Buffer | null
}

/** The next people who have a part in the month, in the order of their ids. */
export async function listReady(tx: Tx, month: string, after: string, size: number): Promise<ReadyRow[]> {
  const { rows } = await tx.execute<ReadyRow>(sql`
    select e.id, n.id as "enrolmentId", n.scheme_id as "schemeId", s.city, s.residence, n.sealed, coalesce(l.version, 0) as version, l.fingerprint
    from (select e.id, n.id as enrolment_id from ${peopleIn(month)} and n.id is not null and ${hasRates(month)} and ${hasKey} and e.id > ${after}
      order by e.id limit ${size}) e
    join insurance_enrolments n on n.id = e.enrolment_id join insurance_schemes s on s.id = n.scheme_id
    left join lateral (select c.version, c.fingerprint from insurance_records c where c.employee_id = e.id and c.month = ${month} and c.issued_at is not null
      order by c.version desc limit 1) l on true
    order by e.id`)
  return rows
}

/** Versions that say nothing is due any more, for whoever had a part in the month and has none now; answers how many. */
export async function withdrawOthers(
  tx: Tx,
  { id, month, reason }: Pick<Order, 'id' | 'month' | 'reason'>,
): Promise<number> {
  const { rowCount } = await tx.execute(sql`
    insert into insurance_records (run_id, month, employee_id, version, city, residence, reason)
    select ${id}, l.month, l.employee_id, l.version + 1, l.city, l.residence, ${reason}
    from (select distinct on (c.employee_id) c.* from insurance_records c where c.month = ${month} and c.issued_at is not null
      order by c.employee_id, c.version desc) l
    where l.sealed is not null and not exists (select from ${peopleIn(month)} and e.id = l.employee_id and n.id is not null and ${hasRates(month)})`)
  return rowCount ?? 0
}

/** Says how far it is. False: somebody else makes it now, or nobody is to. */
export async function keepProgress(
  tx: Tx,
  { id, attempt }: Pick<Order, 'id' | 'attempt'>,
  { done, total, changed }: { done: number; total: number; changed: number },
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update insurance_runs set people_done = ${done}, people_total = ${total}, changed = ${changed}
    where id = ${id} and attempt = ${attempt} and status = 'running'`)
  return Boolean(rowCount)
}

export async function settleRun(
  tx: Tx,
  { id, attempt }: Pick<Order, 'id' | 'attempt'>,
  outcome: { totals: Totals } | 'failed',
): Promise<boolean> {
  const [status, totals] = outcome === 'failed' ? ['failed', null] : ['draft', sealTotals(id, outcome.totals)]
  const { rowCount } = await tx.execute(sql`
    update insurance_runs set status = ${status}, totals = ${totals} where id = ${id} and attempt = ${attempt} and status = 'running'`)
  // what was sealed before it failed is nobody's, and the next run begins with the same versions
  if (rowCount && outcome === 'failed')
    await tx.execute(sql`delete from insurance_records where run_id = ${id} and issued_at is null`)
  return Boolean(rowCount)
}

/** Issues the next records of a run and tells their people, in one statement; answers how many it was. */
export async function issueSome(tx: Tx, runId: string, now: Date, size: number): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    with due as (select c.id from insurance_records c join insurance_runs r on r.id = c.run_id and r.status = 'issuing'
        where c.run_id = ${runId} and c.issued_at is null order by c.id limit ${size} for update of c),
      issued as (update insurance_records c set issued_at = ${now} from due where c.id = due.id returning c.employee_id, c.month, c.version),
      told as (insert into notifications (id, user_id, kind, values, path, created_at)
        select uuidv7(${now}::timestamptz - now()), e.user_id, case when i.version = 1 then 'insuranceIssued' else 'insuranceCorrected' end,
          jsonb_build_object('month', to_char(i.month, 'YYYY-MM')), 'insurance/' || to_char(i.month, 'YYYY-MM'), ${now}
        from issued i join employees e on e.id = i.employee_id where e.user_id is not null)
    select count(*)::int as n from issued`)
  return rows[0]?.n ?? 0
}

export async function settleIssue(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`
    update insurance_runs r set status = 'issued',
      people = (select count(distinct c.employee_id)::int from insurance_records c where c.month = r.month and c.issued_at is not null)
    where r.id = ${id} and r.status = 'issuing'`)
}

export type RecordRow = {
  id: string
  month: string
  version: number
  city: string
  residence: Residence
  isWithdrawn: boolean
  /** Why it replaces the version before it. */
  reason: string
  issuedAt: string
}

const recordColumns = sql`c.id, c.month::text as month, c.version, c.city, c.residence, c.sealed is null as "isWithdrawn", c.reason, c.issued_at as "issuedAt"`

/** A person's months, latest first: of each month what counts now. */
export async function listRecords(tx: Tx, number: string, size = 12): Promise<RecordRow[]> {
  const { rows } = await tx.execute<RecordRow>(sql`
    select distinct on (c.month) ${recordColumns} from insurance_records c
    where c.employee_id = (select e.id from employees e where e.number = ${number}) and c.issued_at is not null
    order by c.month desc, c.version desc limit ${size}`)
  return rows
}

export type OwnRecord = RecordRow & { statement: Statement | undefined }

/** Every version of one's own month, latest first, in the clear: it is addressed to them (Social Insurance Law art. 60). */
export async function listOwnStatements(tx: Tx, actor: Actor, month: string): Promise<OwnRecord[]> {
  return openOwn(
    tx,
    actor,
    sql`select ${recordColumns}, c.sealed from insurance_records c
      where c.employee_id = ${actor.employeeId} and c.month = ${month} and c.issued_at is not null order by c.version desc`,
  )
}

/** One's own latest months with what counts of each, in the clear. */
export async function listOwnMonths(tx: Tx, actor: Actor, size = 24): Promise<OwnRecord[]> {
  return openOwn(
    tx,
    actor,
    sql`select distinct on (c.month) ${recordColumns}, c.sealed from insurance_records c
      where c.employee_id = ${actor.employeeId} and c.issued_at is not null order by c.month desc, c.version desc limit ${size}`,
  )
}

/** Every version of all of one's own months, in their order and in the clear: for the copy of what is kept of somebody. */
export async function listAllStatements(tx: Tx, actor: Actor): Promise<OwnRecord[]> {
  return openOwn(
    tx,
    actor,
    sql`select ${recordColumns}, c.sealed from insurance_records c
      where c.employee_id = ${actor.employeeId} and c.issued_at is not null order by c.month, c.version`,
  )
}

async function openOwn(tx: Tx, { employeeId }: Actor, statement: SQL): Promise<OwnRecord[]> {
  if (!employeeId) return []
  const { rows } = await tx.execute<RecordRow & { sealed: Buffer | null }>(statement)
  const key = (await keysOf(tx, [employeeId])).get(employeeId)
  return rows.map(({ sealed, ...row }) => {
    const opened = sealed ? key?.unseal(placeOfRecord(row.id), sealed) : undefined
    return { ...row, statement: opened === undefined ? undefined : (JSON.parse(opened) as Statement) }
  })
}

/** What counts of a month, issued or waiting to be: of everybody the latest version. */
const standing = (month: string): SQL => sql`c.month = ${month} and (c.issued_at is not null
  or c.run_id = (select r.id from insurance_runs r where r.month = ${month} and r.status in ('draft', 'issuing')))`

/** Whether anybody has a line in a month. */
export async function hasRecords(tx: Tx, month: string): Promise<boolean> {
  const { rows } = await tx.execute<{ has: boolean }>(
    sql`select exists (select from insurance_runs r where r.month = ${month} and r.status in ('draft', 'issuing', 'issued') and r.changed > 0) as has`,
  )
  return rows[0]?.has ?? false
}

/** How many people have a line in a month. */
export async function countRecords(tx: Tx, month: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(distinct c.employee_id)::int as n from insurance_records c where ${standing(month)}`,
  )
  return rows[0]?.n ?? 0
}

export type MonthLine = {
  id: string
  number: string
  name: string
  homeName: string
  recordId: string
  version: number
  city: string
  residence: Residence
  reason: string
  isIssued: boolean
  isWithdrawn: boolean
  /** Undefined where nobody may look, or it does not open any more. */
  statement: Statement | undefined
}

/**
 * A month person by person, by number, so many at a time: for a file.
 * @param look writes down who looks at whom, before it is opened; without it nothing is
 */
export async function* listMonthLines(
  tx: Tx,
  month: string,
  size: number,
  look?: (people: { id: string; number: string; name: string }[]) => Promise<void>,
): AsyncGenerator<MonthLine[]> {
  let after = ''
  do {
    const { rows } = await tx.execute<Omit<MonthLine, 'statement'> & { sealed: Buffer | null }>(sql`
      select e.id, e.number, e.name, u.name as "homeName", c.id as "recordId", c.version, c.city, c.residence, c.reason,
        c.issued_at is not null as "isIssued", c.sealed is null as "isWithdrawn", c.sealed
      from employees e cross join lateral (select * from insurance_records c where c.employee_id = e.id and ${standing(month)}
        order by c.version desc limit 1) c join units u on u.id = e.home_unit_id
      where e.number > ${after} order by e.number limit ${written(size)}`)
    if (look && rows.length > 0) await look(rows)
    const keys = look
      ? await keysOf(
          tx,
          rows.map(row => row.id),
        )
      : undefined
    yield rows.map(({ sealed, ...row }) => {
      const opened = sealed ? keys?.get(row.id)?.unseal(placeOfRecord(row.recordId), sealed) : undefined
      return { ...row, statement: opened === undefined ? undefined : (JSON.parse(opened) as Statement) }
    })
    after = rows.length < size ? '' : (rows.at(-1)?.number ?? '')
  } while (after)
}

export const placeOfRecord = (id: string): Place => `insurance_records:sealed:${id}`

export type RecordOwner = { id: string; number: string; name: string }

/** Whose issued record it is. */
export async function findRecordOwner(tx: Tx, recordId: string): Promise<RecordOwner | undefined> {
  const { rows } = await tx.execute<RecordOwner>(sql`
    select e.id, e.number, e.name from insurance_records c join employees e on e.id = c.employee_id
    where c.id = ${recordId} and c.issued_at is not null`)
  return rows[0]
}

/** In the clear; for the command that has written down who looks. */
export async function openRecord(tx: Tx, owner: RecordOwner, recordId: string): Promise<Statement> {
  const { rows } = await tx.execute<{ sealed: Buffer | null }>(
    sql`select sealed from insurance_records where id = ${recordId}`,
  )
  const sealed = rows[0]?.sealed
  const opened =
    sealed && (await keysOf(tx, [owner.id])).get(owner.id)?.unseal(placeOfRecord(recordId), sealed)
  return opened ? (JSON.parse(opened) as Statement) : notFound()
}
