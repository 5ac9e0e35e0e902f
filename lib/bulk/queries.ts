import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { addDays, addMonths } from '../clock'
import { Failure } from '../failure'
import { countPeople, listAllPeople } from '../people/queries'
import { findScheme } from '../schemes/queries'
import { monthOf } from '../schemes/rules'
import { translator } from '../translators'
import { written } from '../written'
import type { BulkParams, StartBulkInput } from './input'
import {
  type BulkKind,
  type BulkOutcome,
  type BulkReason,
  type BulkState,
  batchPeople,
  type Facts,
  mostPeople,
  type Order,
  rememberedDays,
  type Verdict,
  verdictOf,
} from './rules'

export type Member = Facts & { id: string; number: string; name: string; revision: number }

const memberColumns = (
  today: string,
  order: Order | undefined,
): SQL => sql`e.id, e.number, e.name, e.revision, e.left_on::text as "leftOn",
  e.hq_contact_user_id as "hqContactUserId", e.home_unit_id as "homeUnitId", e.user_id as "userId",
  exists (select from transfers t where t.employee_id = e.id and (t.state = 'open' or (t.state = 'applied' and t.effective_on > ${today}))) as "hasOpenTransfer"${order?.kind === 'enrol' ? insuranceColumn(order.startsOn) : sql``}`

/** In which scheme somebody is from a month on, and whether what they are paid in it is agreed. */
const insuranceColumn = (month: string): SQL => sql`, json_build_object('hiredOn', e.hired_on,
  'schemeId', (select n.scheme_id from insurance_enrolments n where n.employee_id = e.id and n.ends_on is distinct from n.starts_on
    and (n.ends_on is null or n.ends_on > ${month}) order by n.starts_on limit 1),
  'hasPay', exists (select from contract_pays p where p.employee_id = e.id and p.starts_on < ${addMonths(month, 1)})) as insurance`

type Selection = Pick<StartBulkInput, 'n' | 'all'> &
  Pick<BulkParams, 'q' | 'view' | 'store' | 'home' | 'position' | 'on'>

/** Whom the selection means, in the list's order; who was ticked and is nobody the caller sees has no facts. */
export async function listMembers(
  tx: Tx,
  actor: Actor,
  selection: Selection,
  order?: Order,
): Promise<{ members: Member[]; unknown: string[] }> {
  const numbers =
    selection.all === 'yes' ? await numbersOf(tx, actor, selection) : [...new Set(selection.n ?? [])]
  if (numbers.length === 0) return { members: [], unknown: [] }
  const { rows } = await tx.execute<Member>(sql`
    select ${memberColumns(actor.today, order)} from unnest(${sql.param(numbers)}::text[]) with ordinality n (number, position)
    join employees e on e.number = n.number order by n.position`)
  const found = new Set(rows.map(row => row.number))
  return { members: rows, unknown: numbers.filter(number => !found.has(number)) }
}

async function numbersOf(
  tx: Tx,
  actor: Actor,
  { q, view, store, home, position, on }: Selection,
): Promise<string[]> {
  const params = {
    q,
    view,
    store,
    home,
    position,
    on,
    sort: undefined,
    cols: undefined,
    saved: undefined,
    after: undefined,
    before: undefined,
  }
  if ((await countPeople(tx, actor, params)) > mostPeople)
    throw new Failure('bulk.tooMany', { n: mostPeople })
  const numbers: string[] = []
  for await (const page of listAllPeople(tx, actor, params, 1000))
    numbers.push(...page.map(row => row.number))
  return numbers
}

/** The order that somebody has chosen so far, with what its target is called; undefined while something is missing. */
export async function findOrder(
  tx: Tx,
  { locale }: Pick<Actor, 'locale'>,
  asked: Pick<
    BulkParams,
    'kind' | 'contactUserId' | 'homeUnitId' | 'schemeId' | 'from' | 'hasFund' | 'words'
  >,
): Promise<Order | undefined> {
  const { kind } = asked
  // a file is no change
  if (kind === 'export') return undefined
  if (kind === 'enrol') {
    const scheme = asked.schemeId && asked.from ? await findScheme(tx, asked.schemeId) : undefined
    if (!scheme || !asked.from) return undefined
    const t = translator(locale, 'schemes')
    const name = t('name', { city: scheme.city, residence: t(`residence.${scheme.residence}`) })
    return {
      kind,
      targetId: scheme.id,
      words: `${name} · ${monthOf(asked.from)}`,
      startsOn: asked.from,
      hasFund: asked.hasFund === 'yes',
    }
  }
  if (kind === 'message') return asked.words ? { kind, targetId: null, words: asked.words } : undefined
  const targetId = kind === 'contact' ? asked.contactUserId : asked.homeUnitId
  if (!targetId) return undefined
  const named =
    kind === 'contact'
      ? sql`select name from users where id = ${targetId} and disabled_at is null`
      : sql`select name from units where id = ${targetId} and kind in ('headquarters', 'department') and closed_on is null`
  const { rows } = await tx.execute<{ name: string }>(named)
  return rows[0] && { kind, targetId, words: rows[0].name }
}

export type Plan = { members: { member: Member; verdict: Verdict }[]; unknown: string[] }

/** The dry run: what the order would do to each of them. */
export async function planBulk(tx: Tx, actor: Actor, selection: Selection, order: Order): Promise<Plan> {
  const { members, unknown } = await listMembers(tx, actor, selection, order)
  return {
    unknown,
    members: members.map(member => ({ member, verdict: verdictOf(order, member, actor.today) })),
  }
}

export type Run = {
  id: string
  kind: BulkKind
  targetId: string | null
  words: string
  startsOn: string | null
  hasFund: boolean
  status: BulkState
  total: number
  done: number
  changed: number
  createdAt: Date
}

const runColumns = sql`id, kind, target_id as "targetId", words, starts_on::text as "startsOn", has_fund as "hasFund", status, total, done, changed, created_at as "createdAt"`
const dated = <R extends { createdAt: Date | string }>(row: R): R & { createdAt: Date } => ({
  ...row,
  createdAt: new Date(row.createdAt),
})

/** The caller's own, latest first. */
export async function listRuns(tx: Tx, actor: Actor): Promise<Run[]> {
  const { rows } = await tx.execute<Run>(sql`
    select ${runColumns} from bulk_runs where user_id = ${actor.userId} order by created_at desc, id desc limit 20`)
  return rows.map(dated)
}

export async function findRun(tx: Tx, actor: Actor, id: string): Promise<Run | undefined> {
  const { rows } = await tx.execute<Run>(
    sql`select ${runColumns} from bulk_runs where id = ${id} and user_id = ${actor.userId}`,
  )
  return rows[0] && dated(rows[0])
}

export type RunRow = {
  position: number
  number: string
  name: string
  outcome: BulkOutcome
  reason: BulkReason | ''
}
export const rowsPerPage = 100

/** What became of each: those who were refused first, because they want somebody. */
export async function listRunRows(tx: Tx, id: string, page: number): Promise<RunRow[]> {
  const { rows } = await tx.execute<RunRow>(sql`
    select position, employee_number as number, employee_name as name, outcome, reason from bulk_rows where run_id = ${id}
    order by array_position('{refused,waiting,same,changed}'::text[], outcome), position
    limit ${written(rowsPerPage)} offset ${(page - 1) * rowsPerPage}`)
  return rows
}

/** For the worker: whose it is, and that it runs now. */
export async function beginBulk(
  tx: Tx,
  id: string,
): Promise<{ userId: string; grantId: string } | undefined> {
  const { rows } = await tx.execute<{ userId: string; grantId: string }>(sql`
    update bulk_runs set status = 'running' where id = ${id} and status in ('waiting', 'running')
    returning user_id as "userId", grant_id as "grantId"`)
  return rows[0]
}

/** The session in which the next people may be changed, or nothing: whoever asked may no longer. */
export async function openBulkSeat(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ hash: string | null }>(sql`select app.seat_work('bulk', ${id}) as hash`)
  return rows[0]?.hash ?? undefined
}

export type Turn = Member & { position: number }

/** The next people whose turn it is, held until the transaction ends; another worker takes others. */
export async function takeTurns(tx: Tx, actor: Actor, id: string, order: Order): Promise<Turn[]> {
  const { rows } = await tx.execute<Turn>(sql`
    with turns as materialized (
      select position, employee_id from bulk_rows where run_id = ${id} and outcome = 'waiting' order by position
      limit ${written(batchPeople)} for update skip locked
    )
    select t.position, ${memberColumns(actor.today, order)} from turns t join employees e on e.id = t.employee_id order by t.position`)
  return rows
}

export async function noteOutcome(
  tx: Tx,
  id: string,
  position: number,
  outcome: Exclude<BulkOutcome, 'waiting'>,
  reason: BulkReason | '',
): Promise<void> {
  await tx.execute(
    sql`update bulk_rows set outcome = ${outcome}, reason = ${reason} where run_id = ${id} and position = ${position}`,
  )
}

/** Says how far it is, to whoever looks at it. */
export async function countOutcomes(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`
    update bulk_runs set done = n.done, changed = n.changed from (
      select count(*) filter (where outcome <> 'waiting')::int as done, count(*) filter (where outcome = 'changed')::int as changed
      from bulk_rows where run_id = ${id}) n
    where id = ${id} and status = 'running'`)
}

/** The last word, once. */
export async function settleBulk(
  tx: Tx,
  id: string,
  status: 'done' | 'failed',
  now: Date,
): Promise<Run | undefined> {
  await countOutcomes(tx, id)
  const { rows } = await tx.execute<Run & { sessionId: string | null }>(sql`
    update bulk_runs set status = ${status}, finished_at = ${now} where id = ${id} and status = 'running'
    returning ${runColumns}, session_id as "sessionId"`)
  const [run] = rows
  if (!run) return undefined
  await tx.execute(sql`delete from sessions where id = ${run.sessionId}`)
  return dated(run)
}

/** What nobody did within a day has failed, and what is long over is forgotten. */
export async function expireBulk(tx: Tx, now: Date, today: string): Promise<void> {
  await tx.execute(sql`
    update bulk_runs set status = 'failed', finished_at = ${now}
    where status in ('waiting', 'running') and created_at < ${now}::timestamptz - interval '1 day'`)
  await tx.execute(sql`delete from bulk_runs where created_at < ${addDays(today, -rememberedDays)}::date`)
}
