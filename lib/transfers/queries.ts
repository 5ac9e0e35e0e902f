import 'server-only'
import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { handOverItems, transfers } from '@/db/schema/transfers'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { findStandingConsent } from '../consents/queries'
import { needsConsent, type Scopes, type Sharing, sharingOf } from '../consents/rules'
import { notFound } from '../failure'
import {
  type AgreementImpact,
  type Change,
  changeColumns,
  changeJoins,
  findAgreementImpact,
  findStoreImpact,
  isOutside,
  type StoreImpact,
} from '../impact/queries'
import { type CourseImpact, findCourseImpact } from '../learning/queries'
import { keyset, type Page, type PageRequest, readCursor } from '../paging'
import { decidedEnds, matching } from '../people/queries'
import { getPlace, type Place } from '../plans/queries'
import { findRosterImpact, type RosterImpact } from '../rosters/queries'
import { termOf } from '../search/rules'
import type { Request } from '../workflow/queries'
import { mayCancel } from './rules'

export type TransferRow = typeof transfers.$inferSelect

export async function getTransfer(tx: Tx, requestId: string): Promise<TransferRow> {
  const [row] = await tx.select().from(transfers).where(eq(transfers.requestId, requestId))
  return row ?? notFound()
}

export type TransferDetail = Change & {
  state: TransferRow['state']
  reason: string
  backDatedReason: string | null
  fromUnitId: string
  toUnitId: string
  toPositionId: string
  consent: (Scopes & { withdrawnAt: string | null }) | null
}

export async function getTransferDetail(tx: Tx, requestId: string): Promise<TransferDetail> {
  const { rows } = await tx.execute<TransferDetail>(sql`
    select ${changeColumns}, t.state, t.reason, t.back_dated_reason as "backDatedReason", fu.id as "fromUnitId", tu.id as "toUnitId", tp.id as "toPositionId",
      (select json_build_object('includesPerformance', c.includes_performance, 'includesTraining', c.includes_training, 'withdrawnAt', c.withdrawn_at)
        from consents c where c.request_id = t.request_id order by c.given_at desc, c.withdrawn_at desc limit 1) as consent
    from (select t.*, r.home_unit_id, nullif(r.summary ->> 'fromEndsOn', '')::date as from_ends_on from transfers t join requests r on r.id = t.request_id where t.request_id = ${requestId}) t
    ${changeJoins}`)
  return rows[0] ?? notFound()
}

export type TransferView = {
  transfer: TransferDetail
  handOver: HandOverRow[]
  agreement: AgreementImpact | undefined
  store: StoreImpact | undefined
  rosters: RosterImpact | undefined
  courses: CourseImpact | undefined
  place: Place
  sharing: Sharing
  /** Whether whoever confirms it for themselves is asked for their consent; a standing one goes on. */
  asksConsent: boolean
  mayCancel: boolean
}

/** What the page of a transfer request shows beside its course. */
export async function getTransferView(tx: Tx, actor: Actor, request: Request): Promise<TransferView> {
  const transfer = await getTransferDetail(tx, request.id)
  const isApplied = transfer.state === 'applied'
  const isComing = transfer.state === 'open' || (isApplied && transfer.effectiveOn > actor.today)
  const who = { ...transfer, employeeId: request.employeeId, requestId: request.id }
  const beyond = await isOutside(tx, actor, transfer.toUnitId)
  const place = await getPlace(tx, transfer.toUnitId)
  const standing = await findStandingConsent(tx, actor, request.employeeId, transfer.toUnitId)
  return {
    transfer,
    handOver: await listHandOver(tx, request.id),
    agreement: isComing
      ? await findAgreementImpact(tx, actor, transfer, transfer.toUnitId, isApplied)
      : undefined,
    store: isComing && !beyond ? await findStoreImpact(tx, actor, transfer, who) : undefined,
    rosters: isComing
      ? await findRosterImpact(tx, actor, transfer, who, isApplied ? request.id : undefined)
      : undefined,
    courses:
      transfer.state === 'closed'
        ? undefined
        : await findCourseImpact(tx, actor, {
            ...who,
            isOutside: beyond,
            appliedBy: transfer.state === 'applied' ? request.id : undefined,
          }),
    place,
    sharing: sharingOf({ isOutside: beyond, given: transfer.consent, standing, asks: false }),
    asksConsent: place.partnerId !== null && needsConsent(transfer.kind, Boolean(standing)),
    mayCancel: mayCancel({ ...transfer, status: request.status }, actor),
  }
}

export type HandOverRow = typeof handOverItems.$inferSelect

export async function listHandOver(tx: Tx, requestId: string): Promise<HandOverRow[]> {
  return tx
    .select()
    .from(handOverItems)
    .where(eq(handOverItems.requestId, requestId))
    .orderBy(asc(handOverItems.dueOn), asc(handOverItems.item))
}

export const transferTabs = ['in_progress', 'pending', 'effective', 'returned', 'stopped', 'all'] as const
export type TransferTab = (typeof transferTabs)[number]

export type TransferFilter = {
  tab: TransferTab
  kind?: TransferRow['kind'] | undefined
  /** The number of a request or of a person, a whole name, or part of a store's name. */
  q?: string | undefined
  after?: string | undefined
  before?: string | undefined
}

export type TransferListRow = {
  id: string
  number: string
  employee: string
  employeeNumber: string
  kind: TransferRow['kind']
  fromUnit: string
  toUnit: string
  effectiveOn: string
  endsOn: string | null
  status: string
  stage: string | null
  stageEn: string | null
  holders: string[] | null
  since: string | null
  dueAt: string | null
  submittedAt: string
}

export const transferPageSize = 50
export const countCap = 10_000

/** One page of the transfers that the caller may see, newest first, and how many there are (to the cap); one statement. */
export async function listTransfers(
  tx: Tx,
  actor: Actor,
  filter: TransferFilter,
): Promise<Page<TransferListRow> & { total: number }> {
  const { where, order, pageOf } = keyset<TransferListRow>(
    { by: sql`r.id`, key: sql`r.id`, descending: true, size: transferPageSize },
    filter,
    row => [row.id, row.id],
  )
  const matching = sql`r.subject = 'transfer' ${inTab(filter.tab, actor)} ${ofCaller(actor)}
      ${filter.kind ? sql`and t.kind = ${filter.kind}` : sql``}
      ${filter.q ? sql`and (r.number = ${filter.q.toUpperCase()} or r.summary ->> 'employee' = ${filter.q} or r.summary ->> 'employeeNumber' = ${filter.q.toUpperCase()} or r.summary ->> 'to' like ${`%${escapeLike(filter.q)}%`})` : sql``}`
  const { rows } = await tx.execute<TransferListRow & { total: number }>(sql`
    select r.id, r.number, r.summary ->> 'employee' as employee, r.summary ->> 'employeeNumber' as "employeeNumber", t.kind,
      r.summary ->> 'from' as "fromUnit", r.summary ->> 'to' as "toUnit", t.effective_on::text as "effectiveOn", t.ends_on::text as "endsOn",
      case when r.status <> 'approved' then r.status when t.effective_on > ${actor.today} then 'pending' else 'effective' end as status,
      s.name as stage, s.name_en as "stageEn", h.holders, coalesce(h.since, r.finished_at, r.submitted_at) as since, v.due_at as "dueAt",
      r.submitted_at as "submittedAt",
      (select count(*)::int from (select from requests r join transfers t on t.request_id = r.id where ${matching} limit ${countCap + 1}) counted) as total
    from requests r join transfers t on t.request_id = r.id
    left join request_stages v on v.request_id = r.id and v.left_at is null
    left join workflow_stages s on s.id = v.stage_id
    left join lateral (
      select array_agg(k.user_name order by k.user_name) as holders, min(k.created_at) as since
      from tasks k where k.request_stage_id = v.id and k.closed_at is null
    ) h on true
    where ${matching} and ${where}
    ${order}`)
  return { ...pageOf(rows), total: rows[0]?.total ?? 0 }
}

/** Row security decides what exists for the caller; this says the same again, so that an index can be used. */
function ofCaller(actor: Actor): SQL {
  if (actor.portal === 'me') {
    return sql`and (r.employee_id = ${actor.employeeId} or r.applicant_user_id = ${actor.userId})`
  }
  return seesAll(actor) ? sql`` : sql`and r.id = any ((select app.request_ids())::uuid[])`
}

function seesAll(actor: Actor): boolean {
  return ['hr', 'executive', 'auditor'].includes(actor.role)
}

function inTab(tab: TransferTab, actor: Actor): SQL {
  switch (tab) {
    case 'in_progress':
    case 'returned':
      return sql`and r.status = ${tab}`
    case 'pending':
      // For a party the index on the day is kept out: all transfers to come would be read again for each request of theirs.
      return sql`and r.status = 'approved' and ${seesAll(actor) ? sql`t.effective_on` : sql`t.effective_on + 0`} > ${actor.today}`
    case 'effective':
      return sql`and r.status = 'approved' and t.effective_on <= ${actor.today}`
    case 'stopped':
      return sql`and r.status in ('rejected', 'withdrawn', 'cancelled')`
    case 'all':
      return sql``
  }
}

export type ReturnRow = {
  employeeNumber: string
  employee: string
  unit: string
  position: string
  endsOn: string
  days: number
  /** A transfer about the person that is under way already. */
  openNumber: string | null
}

/** How the list of ending stays is narrowed down: `store` is the code of a store, or of a region with all its stores. */
export type ReturnFilter = PageRequest & { q?: string | undefined; store?: string | undefined }

/** Stays at stores that end within so many days and are not decided yet, soonest first: each wants one of extend, move or return. */
export async function listReturns(
  tx: Tx,
  actor: Actor,
  withinDays: number,
  filter: ReturnFilter = {},
): Promise<Page<ReturnRow> & { total: number }> {
  const isDay = (cursor: string | undefined) => /^\d{4}-\d\d-\d\d$/.test(readCursor(cursor)?.[0] ?? '')
  const { where, order, pageOf } = keyset<ReturnRow>(
    { by: sql`a.ends_on`, key: sql`e.number`, descending: false, size: transferPageSize },
    isDay(filter.before ?? filter.after) ? filter : {},
    row => [row.endsOn, row.employeeNumber],
  )
  const term = filter.q ? termOf(filter.q) : undefined
  const stays = sql`assignments a
    join units u on u.id = a.unit_id and u.kind = 'store'
    join employees e on e.id = a.employee_id
    where a.is_primary and a.starts_on <= ${actor.today} and a.ends_on > ${actor.today}
      and a.ends_on <= ${actor.today}::date + ${withinDays}::int
      and (a.employee_id, a.ends_on) not in (${decidedEnds(actor.today, addDays(actor.today, withinDays))})
      ${actor.portal === 'store' ? sql`and a.unit_id = any ((select app.unit_ids())::uuid[])` : sql``}
      ${filter.store ? sql`and a.unit_id = any (array(select b from units s, lateral app.units_below(s.id) b where s.code = ${filter.store}))` : sql``}
      ${filter.q?.trim() ? sql`and ${term ? matching(term) : sql`false`}` : sql``}`
  const { rows } = await tx.execute<ReturnRow & { total: number }>(sql`
    select e.number as "employeeNumber", e.name as employee, u.name as unit,
      (select p.name from positions p where p.id = a.position_id) as position, a.ends_on::text as "endsOn",
      a.ends_on - ${actor.today}::date as days,
      (select r.number from transfers t join requests r on r.id = t.request_id
        where t.employee_id = e.id and (t.state = 'open' or (t.state = 'applied' and t.effective_on > ${actor.today}))
        order by r.id desc limit 1) as "openNumber",
      (select count(*)::int from (select from ${stays} limit ${countCap + 1}) counted) as total
    from ${stays} and ${where}
    ${order}`)
  return { ...pageOf(rows), total: rows[0]?.total ?? 0 }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, sign => `\\${sign}`)
}

export type Undone = Record<'shiftsBack' | 'shiftsFreed' | 'coursesBack' | 'coursesEnded', number>

/** What cancelling an approved transfer would change of rosters and courses, as cancelTransfer settles them. */
export async function findUndone(tx: Tx, actor: Actor, requestId: string): Promise<Undone> {
  const { rows } = await tx.execute<Undone>(sql`
    select
      (select count(*)::int from roster_entries e
        where e.released_by_id = t.request_id and e.filled_by_id is null and e.on_day >= ${actor.today}) as "shiftsBack",
      (select count(*)::int from roster_entries e
        where e.employee_id = t.employee_id and e.unit_id = t.to_unit_id and e.status = 'planned' and e.on_day >= t.effective_on) as "shiftsFreed",
      (select count(*)::int from enrollments e
        where e.changed_by_request_id = t.request_id and e.status = 'withdrawn') as "coursesBack",
      (select count(*)::int from enrollments e
        where e.request_id = t.request_id and e.status = 'open' and e.begun_at is null) as "coursesEnded"
    from transfers t where t.request_id = ${requestId}`)
  return rows[0] ?? notFound()
}
