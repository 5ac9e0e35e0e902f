import 'server-only'
import { asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { leavingInterviews, leavingItems, leavingReasons, leavings } from '@/db/schema/careers'
import { employees } from '@/db/schema/people'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { findProbation } from '../confirmations/queries'
import type { ContractKind } from '../contracts/rules'
import { notFound } from '../failure'
import { type Employer, findEmployer } from '../organisation/queries'
import { keyset, type Page, readCursor } from '../paging'
import { listLawLimits } from '../partners/queries'
import { mayKeepInsurance, monthOf } from '../schemes/rules'
import { keysOf, type Place } from '../vault'
import type { Request } from '../workflow/queries'
import type { LeavingParams } from './input'
import {
  type Employed,
  givesCertificates,
  mayCancel,
  mayCertify,
  mayReadInterview,
  type Notice,
  type NoticeRule,
  noticeOf,
  type Side,
} from './rules'

export type Reason = {
  id: string
  code: string
  class: 'voluntary' | 'involuntary' | 'other'
  name: string
  nameEn: string
  notice: NoticeRule
  source: string
}

const reasonColumns = {
  id: leavingReasons.id,
  code: leavingReasons.code,
  class: leavingReasons.class,
  name: leavingReasons.name,
  nameEn: leavingReasons.nameEn,
  notice: leavingReasons.notice,
  source: leavingReasons.source,
}

/** Why people leave: what a form offers. */
export async function listReasons(tx: Tx): Promise<Reason[]> {
  return tx
    .select(reasonColumns)
    .from(leavingReasons)
    .where(isNull(leavingReasons.retiredOn))
    .orderBy(asc(leavingReasons.position))
}

export type Leaving = typeof leavings.$inferSelect

export async function getLeaving(tx: Tx, requestId: string): Promise<Leaving> {
  const [row] = await tx.select().from(leavings).where(eq(leavings.requestId, requestId))
  return row ?? notFound()
}

export async function getReason(tx: Tx, id: string): Promise<Reason> {
  const [row] = await tx.select(reasonColumns).from(leavingReasons).where(eq(leavingReasons.id, id))
  return row ?? notFound()
}

export type ItemRow = {
  id: string
  item: string
  side: Side
  dueOn: string
  doneAt: Date | null
  doneByName: string | null
}

const itemColumns = {
  id: leavingItems.id,
  item: leavingItems.item,
  side: leavingItems.side,
  dueOn: leavingItems.dueOn,
  doneAt: leavingItems.doneAt,
  doneByName: leavingItems.doneByName,
}

/** The list of a request, as far as the caller may see it. */
export async function listItems(tx: Tx, requestId: string): Promise<ItemRow[]> {
  return tx
    .select(itemColumns)
    .from(leavingItems)
    .where(eq(leavingItems.requestId, requestId))
    .orderBy(asc(leavingItems.dueOn), asc(leavingItems.item))
}

/** What a store has to do for somebody who leaves from it. */
export async function listStoreItems(tx: Tx, employeeId: string): Promise<ItemRow[]> {
  return tx
    .select(itemColumns)
    .from(leavingItems)
    .where(eq(leavingItems.employeeId, employeeId))
    .orderBy(asc(leavingItems.dueOn), asc(leavingItems.item))
}

export type Interview = {
  heldOn: string
  note: string
  authorName: string
  changedAt: Date
  revision: number
}

/** Where the words of an interview are sealed for. */
export const interviewPlace = (requestId: string): Place => `leaving_interviews:note:${requestId}`

export async function findInterview(
  tx: Tx,
  actor: Actor,
  request: { id: string; employeeId: string },
): Promise<Interview | undefined> {
  if (!mayReadInterview(actor, request.employeeId)) return undefined
  const [row] = await tx.select().from(leavingInterviews).where(eq(leavingInterviews.requestId, request.id))
  if (!row) return undefined
  const key = (await keysOf(tx, [request.employeeId])).get(request.employeeId)
  const note = key?.unseal(interviewPlace(request.id), row.note) ?? ''
  return {
    heldOn: row.heldOn,
    note,
    authorName: row.authorName,
    changedAt: row.changedAt,
    revision: row.revision,
  }
}

/** What of an employment decides how long ahead its end is said, on the day on which it is. */
export async function findEmployed(tx: Tx, employeeId: string, noticeOn: string): Promise<Employed> {
  const [person] = await tx
    .select({ form: employees.employmentForm })
    .from(employees)
    .where(eq(employees.id, employeeId))
  const contract = await findProbation(tx, employeeId, noticeOn)
  return {
    isOnProbation: (contract?.probationEndsOn ?? noticeOn) > noticeOn,
    isPartTime: person?.form === 'part_time',
  }
}

export type Agreed = { name: string; at: Date }

/** Who at headquarters agreed to a request in its present round, last: every workflow passes HR or an executive. */
async function findAgreed(tx: Tx, { id, round }: Pick<Request, 'id' | 'round'>): Promise<Agreed | undefined> {
  const { rows } = await tx.execute<{ name: string; at: string }>(sql`
    select d.actor_name as name, d.decided_at as at from decisions d join request_stages s on s.id = d.request_stage_id and s.round = ${round}
    where d.request_id = ${id} and d.verb = 'approve' and d.actor_role in ('hr', 'executive') order by d.decided_at desc limit 1`)
  const [found] = rows
  return found && { name: found.name, at: new Date(found.at) }
}

export type LeavingView = {
  leaving: Leaving
  reason: Reason
  items: ItemRow[]
  /** Undefined where the law asks for none, and where the last day was over when it was entered. */
  notice: Notice | undefined
  /** Who at headquarters agreed, where the notice is too short. */
  agreed: Agreed | undefined
  /** The last month that insurance and housing fund are paid for; for HR, of a leaving that ended them. */
  insuredUntil: string | undefined
  /** Undefined for whoever may not read it, and while there is none. */
  interview: Interview | undefined
  mayCancel: boolean
}

/** What the page of a leaving shows beside its course. */
export async function getLeavingView(tx: Tx, actor: Actor, request: Request): Promise<LeavingView> {
  const leaving = await getLeaving(tx, request.id)
  const reason = await getReason(tx, leaving.reasonId)
  const employed = await findEmployed(tx, request.employeeId, leaving.noticeOn)
  const limits = await listLawLimits(tx, leaving.noticeOn)
  const notice = leaving.backDatedReason
    ? undefined
    : noticeOf(reason.notice, { ...leaving, ...employed }, limits)
  return {
    leaving,
    reason,
    items: await listItems(tx, request.id),
    notice,
    agreed: notice && notice.short > 0 ? await findAgreed(tx, request) : undefined,
    insuredUntil: mayKeepInsurance(actor.role) ? await findLastMonth(tx, request.id) : undefined,
    interview: await findInterview(tx, actor, request),
    mayCancel: mayCancel({ ...leaving, status: request.status }, actor),
  }
}

async function findLastMonth(tx: Tx, requestId: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ endsOn: string | null }>(sql`
    select max(n.ends_on)::text as "endsOn" from insurance_enrolments n where n.leaving_request_id = ${requestId}`)
  const endsOn = rows[0]?.endsOn
  return endsOn ? monthOf(addDays(endsOn, -1)) : undefined
}

export type CertificateFacts = {
  number: string
  employer: Employer
  name: string
  employeeNumber: string
  /** The first day of this stretch of service. */
  hiredOn: string
  leftOn: string
  contract: { kind: ContractKind; startsOn: string; endsOn: string | null; position: string } | null
}

/** What the law wants on a certificate of leaving (Regulations for the Labour Contract Law art. 24): neither reasons nor numbers of documents. */
export async function getCertificate(tx: Tx, actor: Actor, number: string): Promise<CertificateFacts> {
  if (!givesCertificates(actor)) notFound()
  const { rows } = await tx.execute<
    Omit<CertificateFacts, 'employer'> & { status: string; state: string }
  >(sql`
    select r.number, r.status, l.state, e.name, e.number as "employeeNumber",
      coalesce((select max(s.starts_on) from service_periods s where s.employee_id = e.id and s.ends_on = l.left_on), e.hired_on)::text as "hiredOn",
      l.left_on::text as "leftOn",
      (select json_build_object('kind', c.kind, 'startsOn', c.starts_on, 'endsOn', c.ends_on, 'position', c.position) from contracts c
        where c.employee_id = e.id and c.starts_on < l.left_on order by c.starts_on desc limit 1) as contract
    from leavings l join requests r on r.id = l.request_id join employees e on e.id = l.employee_id where r.number = ${number}`)
  const [found] = rows
  if (!found || !mayCertify(found, actor)) notFound()
  return { ...found, employer: (await findEmployer(tx)) ?? notFound() }
}

/** The caller's own leaving that is open or approved, by its request's number. */
export async function findOwnLeaving(tx: Tx, actor: Actor): Promise<{ number: string } | undefined> {
  const { rows } = await tx.execute<{ number: string }>(sql`
    select r.number from leavings l join requests r on r.id = l.request_id
    where l.employee_id = ${actor.employeeId} and (l.state = 'open' or (l.state = 'applied' and l.left_on > ${actor.today}))
    order by r.id desc limit 1`)
  return rows[0]
}

export async function findOpenLeaving(tx: Tx, employeeId: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ number: string }>(sql`
    select r.number from leavings l join requests r on r.id = l.request_id
    where l.employee_id = ${employeeId} and l.state = 'open' limit 1`)
  return rows[0]?.number
}

/** The latest leaving of somebody that holds: what their page and their certificate speak of. */
export async function findStandingLeaving(
  tx: Tx,
  employeeNumber: string,
): Promise<{ number: string; leftOn: string } | undefined> {
  const { rows } = await tx.execute<{ number: string; leftOn: string }>(sql`
    select r.number, l.left_on::text as "leftOn" from leavings l join requests r on r.id = l.request_id
    where l.employee_id = (select e.id from employees e where e.number = ${employeeNumber} and e.left_on is not null)
      and l.state = 'applied' order by l.left_on desc limit 1`)
  return rows[0]
}

export const leavingsPerPage = 50
export type LeavingRow = {
  requestNumber: string
  number: string
  name: string
  homeName: string
  reason: string
  reasonEn: string
  leftOn: string
  status: string
  open: number
  late: number
  /** The day by which the first open item is to be done. */
  dueOn: string | null
}
export type LeavingPage = Page<LeavingRow> & { counts: Record<LeavingParams['tab'], number> }

/** Who leaves, who is gone with something still to be done, and what of it is late. Heads see their own people. */
export async function listLeavings(tx: Tx, actor: Actor, params: LeavingParams): Promise<LeavingPage> {
  const { today } = actor
  const isDay = (cursor: string | undefined) => /^\d{4}-\d\d-\d\d$/.test(readCursor(cursor)?.[0] ?? '')
  const { where, order, pageOf } = keyset<LeavingRow>(
    {
      by: sql`m.left_on`,
      key: sql`m.request_number`,
      descending: params.tab === 'gone',
      size: leavingsPerPage,
    },
    isDay(params.before ?? params.after) ? params : {},
    row => [row.leftOn, row.requestNumber],
  )
  const tabs = {
    coming: sql`m.state = 'open' or m.left_on > ${today}`,
    late: sql`m.late > 0`,
    open: sql`m.left_on <= ${today} and m.open > 0`,
    gone: sql`m.left_on <= ${today} and m.state = 'applied'`,
  }
  const { rows } = await tx.execute<{ counts: Record<LeavingParams['tab'], number>; rows: LeavingRow[] }>(sql`
    with m as materialized (
      select r.number as request_number, e.number, e.name, h.name as home_name, x.name as reason, x.name_en as reason_en, l.left_on, l.state,
        r.status, coalesce(i.open, 0)::int as open, coalesce(i.late, 0)::int as late, i.due_on
      from leavings l join requests r on r.id = l.request_id join employees e on e.id = l.employee_id
      join units h on h.id = e.home_unit_id join leaving_reasons x on x.id = l.reason_id
      left join lateral (select count(*) as open, count(*) filter (where i.due_on < ${today}) as late, min(i.due_on) as due_on
        from leaving_items i where i.request_id = l.request_id and i.done_at is null) i on true
      where l.state in ('open', 'applied')
    )
    select (select json_build_object('coming', count(*) filter (where ${tabs.coming}), 'late', count(*) filter (where ${tabs.late}),
        'open', count(*) filter (where ${tabs.open}), 'gone', count(*) filter (where ${tabs.gone})) from m) as counts,
      coalesce((select json_agg(p) from (
        select m.request_number as "requestNumber", m.number, m.name, m.home_name as "homeName", m.reason, m.reason_en as "reasonEn",
          m.left_on as "leftOn", m.status, m.open, m.late, m.due_on as "dueOn"
        from m where (${tabs[params.tab]}) and ${where} ${order}) p), '[]') as rows`)
  const [found] = rows
  const counts = found?.counts ?? { coming: 0, late: 0, open: 0, gone: 0 }
  return { ...pageOf(found?.rows ?? []), counts }
}
