import 'server-only'
import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { positions, units } from '@/db/schema/organisation'
import { consents, employees } from '@/db/schema/people'
import { handOverItems, transfers } from '@/db/schema/transfers'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { Failure, notFound } from '../failure'
import { isId } from '../id'
import { keyset, type Page, type PageRequest, readCursor } from '../paging'
import { matching } from '../people/queries'
import { termOf } from '../search/rules'
import {
  type ForecastStage,
  findDefinition,
  listForecast,
  listStageDurations,
  listStages,
  type Request,
} from '../workflow/queries'
import { expectedFinishes, wayOf } from '../workflow/rules'
import type { WantedTransfer } from './input'
import {
  type AgreementLoad,
  agreementWarnings,
  dateProblem,
  kindsFrom,
  type LawLimits,
  mayCancel,
  needsConsent,
  type Placement,
  type TransferKind,
  type Warning,
} from './rules'

export type Person = { id: string; number: string; name: string; userId: string | null; homeUnitId: string }

/** The person a transfer is about, as far as the caller may see them. */
export async function getPerson(tx: Tx, number: string): Promise<Person> {
  const [row] = await tx
    .select({
      id: employees.id,
      number: employees.number,
      name: employees.name,
      userId: employees.userId,
      homeUnitId: employees.homeUnitId,
    })
    .from(employees)
    .where(and(eq(employees.number, number), isNull(employees.leftOn)))
  return row ?? notFound()
}

/** For forms, whose address names the person by number or, from a picker, by id. */
export async function findPerson(tx: Tx, key: string): Promise<Person | undefined> {
  const { rows } = await tx.execute<Person>(sql`
    select id, number, name, user_id as "userId", home_unit_id as "homeUnitId" from employees
    where ${isId(key) ? sql`id = ${key}` : sql`number = ${key.slice(0, 20)}`} and left_on is null`)
  return rows[0]
}

/** Where the person is on a day. */
export async function findPlacement(tx: Tx, employeeId: string, on: string): Promise<Placement | undefined> {
  const { rows } = await tx.execute<Placement>(sql`
    select unit_id as "unitId", unit_kind as "unitKind", position_id as "positionId", starts_on::text as "startsOn", ends_on::text as "endsOn",
      home_unit_id as "homeUnitId", home_position_id as "homePositionId"
    from app.placement(${employeeId}, ${on})`)
  return rows[0]
}

/** The number of the request that stands in the way of another transfer in these days. */
export async function findObstacle(
  tx: Tx,
  employeeId: string,
  from: string,
  to: string | null,
  except: string | null,
): Promise<string | undefined> {
  const { rows } = await tx.execute<{ number: string | null }>(
    sql`select app.transfer_obstacle(${employeeId}, ${from}, ${to}, ${except}) as number`,
  )
  return rows[0]?.number ?? undefined
}

export async function hasStandingConsent(tx: Tx, employeeId: string, unitId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: consents.id })
    .from(consents)
    .where(
      and(eq(consents.employeeId, employeeId), eq(consents.unitId, unitId), isNull(consents.withdrawnAt)),
    )
  return rows.length > 0
}

export type Place = {
  id: string
  code: string
  name: string
  kind: string
  partnerId: string | null
  partnerName: string | null
  partnerContact: string | null
}

/** A unit with the partner behind it: the receiver that a consent names. */
export async function getPlace(tx: Tx, unitId: string): Promise<Place> {
  const { rows } = await tx.execute<Place>(sql`
    select u.id, u.code, u.name, u.kind, s.partner_id as "partnerId", p.name as "partnerName",
      nullif(concat_ws(' ', nullif(p.contact_name, ''), nullif(p.contact_phone, '')), '') as "partnerContact"
    from units u left join stores s on s.unit_id = u.id left join partners p on p.id = s.partner_id
    where u.id = ${unitId} and u.closed_on is null`)
  return rows[0] ?? notFound()
}

export async function getPosition(tx: Tx, id: string): Promise<{ id: string; name: string; level: number }> {
  const [row] = await tx
    .select({ id: positions.id, name: positions.name, level: positions.level })
    .from(positions)
    .where(eq(positions.id, id))
  return row ?? notFound()
}

export async function listPositions(
  tx: Tx,
): Promise<{ id: string; name: string; family: string; level: number }[]> {
  return tx
    .select({ id: positions.id, name: positions.name, family: positions.family, level: positions.level })
    .from(positions)
    .where(isNull(positions.retiredOn))
    .orderBy(asc(positions.family), asc(positions.level))
}

/** More stores than this are searched for, not listed. */
const mostStoresListed = 100

type StoreChoice = { id: string; name: string; city: string }

/** Open stores that somebody can be sent to, for the form; undefined when they are too many to list. */
async function listStores(tx: Tx): Promise<StoreChoice[] | undefined> {
  const { rows } = await tx.execute<StoreChoice>(sql`
    select u.id, u.name, s.city from units u join stores s on s.unit_id = u.id
    where u.closed_on is null order by s.city, u.name limit ${mostStoresListed + 1}`)
  return rows.length > mostStoresListed ? undefined : rows
}

/** People at the partner's stores against the agreement in force on a day. */
export async function findAgreementLoad(
  tx: Tx,
  unitId: string,
  on: string,
): Promise<AgreementLoad | undefined> {
  const { rows } = await tx.execute<AgreementLoad>(sql`
    select agreement_number as "agreementNumber", kind, starts_on::text as "startsOn", ends_on::text as "endsOn",
      headcount_limit as "headcountLimit", partner_workforce as "partnerWorkforce", headcount::int as headcount
    from app.agreement_load(${unitId}, ${on})`)
  return rows[0]
}

export async function getLawLimits(tx: Tx, on: string): Promise<LawLimits> {
  const { rows } = await tx.execute<{ name: string; value: number }>(sql`
    select distinct on (name) name, value from law_limits where starts_on <= ${on} order by name, starts_on desc`)
  const value = (name: string) => rows.find(row => row.name === name)?.value
  const shareMaxBp = value('labour_dispatch.share_max')
  const shareWarningBp = value('labour_dispatch.share_warning')
  const temporaryMonths = value('labour_dispatch.temporary_months')
  if (shareMaxBp === undefined || shareWarningBp === undefined || temporaryMonths === undefined) {
    throw new Failure('transfers.lawLimitsMissing')
  }
  return { shareMaxBp, shareWarningBp, temporaryMonths }
}

export type Plan = {
  kind: TransferKind
  from: Placement
  to: Place
  toPositionId: string
  effectiveOn: string
  endsOn: string | null
}

/** Plans a transfer from what was asked and where the person is: the same code makes the preview and the request. */
export async function planTransfer(
  tx: Tx,
  actor: Actor,
  person: Person,
  kind: TransferKind,
  wanted: WantedTransfer,
  except: string | null,
): Promise<Plan> {
  const now = await placementOf(tx, person, actor.today)
  const effectiveOn = kind === 'extend' ? now.endsOn : wanted.effectiveOn
  if (!effectiveOn)
    throw new Failure(
      kind === 'extend' ? 'transfers.noPlannedReturn' : 'transfers.dateMissing',
      {},
      'effectiveOn',
    )
  // Where they are the day before: on the planned day of return that is still the store, which they may move or return from.
  // A day before the present assignment is refused below; until then the present one stands for it.
  const from =
    kind === 'extend' || effectiveOn <= now.startsOn
      ? now
      : await placementOf(tx, person, addDays(effectiveOn, -1))
  if (!kindsFrom(from.unitKind).includes(kind))
    throw new Failure(`transfers.not_${kind}`, { name: person.name }, 'kind')
  const endsOn = kind === 'return' ? null : (wanted.endsOn ?? null)
  const problem = dateProblem(
    { kind, effectiveOn, endsOn, backDatedReason: wanted.backDatedReason },
    from,
    actor.today,
    actor.role === 'hr',
  )
  if (problem) throw new Failure(`transfers.${problem}`, {}, fieldOf(problem))
  const to = await destination(tx, kind, from, wanted)
  const toPositionId =
    kind === 'extend'
      ? from.positionId
      : (wanted.toPositionId ?? (kind === 'return' ? from.homePositionId : from.positionId))
  const obstacle = await findObstacle(tx, person.id, effectiveOn, endsOn, except)
  if (obstacle)
    throw new Failure('transfers.overlaps', { number: obstacle, name: person.name }, 'effectiveOn')
  return { kind, from, to, toPositionId, effectiveOn, endsOn }
}

async function placementOf(tx: Tx, person: Person, on: string): Promise<Placement> {
  const placement = await findPlacement(tx, person.id, on)
  if (!placement) throw new Failure('transfers.noPlacement', { name: person.name, date: on }, 'effectiveOn')
  return placement
}

async function destination(
  tx: Tx,
  kind: TransferKind,
  from: Placement,
  wanted: WantedTransfer,
): Promise<Place> {
  const id = kind === 'return' ? from.homeUnitId : kind === 'extend' ? from.unitId : wanted.toUnitId
  if (!id) throw new Failure('transfers.storeMissing', {}, 'toUnitId')
  const place = await getPlace(tx, id)
  const isStore = place.kind === 'store'
  if (isStore !== (kind !== 'return')) throw new Failure('transfers.storeMissing', {}, 'toUnitId')
  if (kind === 'move' && id === from.unitId) throw new Failure('transfers.sameStore', {}, 'toUnitId')
  return place
}

function fieldOf(problem: string): string {
  if (problem === 'backDatedReasonMissing') return 'backDatedReason'
  return ['endsBeforeStart', 'tooLong', 'notLater'].includes(problem) ? 'endsOn' : 'effectiveOn'
}

export type TransferRow = typeof transfers.$inferSelect

export async function getTransfer(tx: Tx, requestId: string): Promise<TransferRow> {
  const [row] = await tx.select().from(transfers).where(eq(transfers.requestId, requestId))
  return row ?? notFound()
}

/** What a transfer changes, with the names of everything: the same for a plan and for a request. */
export type Change = {
  kind: TransferKind
  effectiveOn: string
  endsOn: string | null
  /** The planned return of the present stay. */
  fromEndsOn: string | null
  fromUnit: string
  fromUnitKind: string
  fromUnitCode: string
  toUnit: string
  toUnitKind: string
  toUnitCode: string
  fromPosition: string
  toPosition: string
  partnerName: string | null
  fromPartnerName: string | null
  isSamePartner: boolean
  fromLead: string | null
  toLead: string | null
  homeUnit: string
  homeLead: string | null
}

/** Units, positions and who leads them are a directory that everybody may read; partners are named where they may be read. */
const changeColumns = sql`t.kind, t.effective_on::text as "effectiveOn", t.ends_on::text as "endsOn", t.from_ends_on::text as "fromEndsOn",
      fu.name as "fromUnit", fu.kind as "fromUnitKind", fu.code as "fromUnitCode",
      tu.name as "toUnit", tu.kind as "toUnitKind", tu.code as "toUnitCode",
      fp.name as "fromPosition", tp.name as "toPosition", pa.name as "partnerName", fa.name as "fromPartnerName",
      coalesce(s.partner_id = f.partner_id, false) as "isSamePartner",
      (select string_agg(l.name, '、') from app.unit_leads(fu.id, case fu.kind when 'store' then 'manager' else 'head' end) l) as "fromLead",
      (select string_agg(l.name, '、') from app.unit_leads(tu.id, case tu.kind when 'store' then 'manager' else 'head' end) l) as "toLead",
      hu.name as "homeUnit",
      (select string_agg(l.name, '、') from app.unit_leads(hu.id, 'head') l) as "homeLead"`
const changeJoins = sql`join units fu on fu.id = t.from_unit_id join units tu on tu.id = t.to_unit_id join units hu on hu.id = t.home_unit_id
    join positions fp on fp.id = t.from_position_id join positions tp on tp.id = t.to_position_id
    left join stores s on s.unit_id = tu.id left join partners pa on pa.id = s.partner_id
    left join stores f on f.unit_id = fu.id left join partners fa on fa.id = f.partner_id`

export type TransferDetail = Change & {
  state: TransferRow['state']
  reason: string
  backDatedReason: string | null
  toUnitId: string
  toPositionId: string
  consent: { includesPerformance: boolean; includesTraining: boolean; withdrawnAt: string | null } | null
}

export async function getTransferDetail(tx: Tx, requestId: string): Promise<TransferDetail> {
  const { rows } = await tx.execute<TransferDetail>(sql`
    select ${changeColumns}, t.state, t.reason, t.back_dated_reason as "backDatedReason", tu.id as "toUnitId", tp.id as "toPositionId",
      (select json_build_object('includesPerformance', c.includes_performance, 'includesTraining', c.includes_training, 'withdrawnAt', c.withdrawn_at)
        from consents c where c.request_id = t.request_id order by c.given_at desc, c.withdrawn_at desc limit 1) as consent
    from (select t.*, r.home_unit_id, nullif(r.summary ->> 'fromEndsOn', '')::date as from_ends_on from transfers t join requests r on r.id = t.request_id where t.request_id = ${requestId}) t
    ${changeJoins}`)
  return rows[0] ?? notFound()
}

async function describePlan(tx: Tx, plan: Plan): Promise<Change> {
  const { rows } = await tx.execute<Change>(sql`
    select ${changeColumns}
    from (select ${plan.kind}::text as kind, ${plan.effectiveOn}::date as effective_on, ${plan.endsOn}::date as ends_on, ${plan.from.endsOn}::date as from_ends_on,
      ${plan.from.unitId}::uuid as from_unit_id, ${plan.to.id}::uuid as to_unit_id, ${plan.from.homeUnitId}::uuid as home_unit_id,
      ${plan.from.positionId}::uuid as from_position_id, ${plan.toPositionId}::uuid as to_position_id) t
    ${changeJoins}`)
  return rows[0] ?? notFound()
}

/** What headquarters should look at in the partner's agreement; nobody else is told its figures. */
async function listWarnings(
  tx: Tx,
  actor: Actor,
  change: Change,
  toUnitId: string,
  isApplied: boolean,
): Promise<Warning[]> {
  if (!['hr', 'executive', 'head'].includes(actor.role) || change.kind === 'return') return []
  const load = await findAgreementLoad(tx, toUnitId, change.effectiveOn)
  const limits = await getLawLimits(tx, change.effectiveOn)
  // Somebody who is counted already does not come on top: an extension, another store of the same partner, an applied transfer.
  const arriving = isApplied || change.kind === 'extend' || change.isSamePartner ? 0 : 1
  return agreementWarnings(load, { startsOn: change.effectiveOn, endsOn: change.endsOn }, limits, arriving)
}

export type TransferView = {
  transfer: TransferDetail
  handOver: HandOverRow[]
  warnings: Warning[]
  place: Place
  /** Whether the person has given this store their consent before, and it stands. */
  hasConsent: boolean
  mayCancel: boolean
}

/** What the page of a transfer request shows beside its course. */
export async function getTransferView(tx: Tx, actor: Actor, request: Request): Promise<TransferView> {
  const transfer = await getTransferDetail(tx, request.id)
  const isComing =
    transfer.state === 'open' || (transfer.state === 'applied' && transfer.effectiveOn > actor.today)
  return {
    transfer,
    handOver: await listHandOver(tx, request.id),
    warnings: isComing
      ? await listWarnings(tx, actor, transfer, transfer.toUnitId, transfer.state === 'applied')
      : [],
    place: await getPlace(tx, transfer.toUnitId),
    hasConsent: await hasStandingConsent(tx, request.employeeId, transfer.toUnitId),
    mayCancel: mayCancel({ ...transfer, status: request.status }, actor),
  }
}

export type Preview = {
  plan: Plan
  change: Change
  warnings: Warning[]
  stages: (ForecastStage & { expected: { at: Date; n: number } | undefined })[]
  /** Whether it is about the caller, and asks for their consent. */
  needsConsent: boolean
}

/** What would happen if this were submitted now. Nothing is written; an obstacle is thrown as the Failure it will be. */
export async function getPreview(
  tx: Tx,
  actor: Actor,
  person: Person,
  kind: TransferKind,
  wanted: WantedTransfer,
  except: string | null,
): Promise<Preview> {
  const plan = await planTransfer(tx, actor, person, kind, wanted, except)
  const position = await getPosition(tx, plan.toPositionId)
  const definition = await findDefinition(tx, 'transfer')
  if (!definition) throw new Failure('workflow.noDefinition')
  const facts = { kind, level: position.level }
  const isOwn = person.userId === actor.userId
  const way = wayOf(await listStages(tx, definition.id), facts).filter(
    stage => !(isOwn && stage.approver === 'applicant'),
  )
  const finishes = expectedFinishes(way, await listStageDurations(tx, 'transfer'), actor.now, actor.now)
  const forecast = await listForecast(
    tx,
    {
      applicantUserId: actor.userId,
      employeeUserId: person.userId,
      homeUnitId: person.homeUnitId,
      sourceUnitId: plan.from.unitId,
      receivingUnitId: plan.to.id,
      summary: { employee: person.name },
    },
    way,
    actor.today,
  )
  const change = await describePlan(tx, plan)
  return {
    plan,
    change,
    warnings: await listWarnings(tx, actor, change, plan.to.id, false),
    stages: forecast.map(stage => ({
      ...stage,
      expected: finishes.find(one => one.position === stage.position),
    })),
    needsConsent:
      isOwn &&
      plan.to.partnerId !== null &&
      needsConsent(kind, await hasStandingConsent(tx, person.id, plan.to.id)),
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
  holders: string | null
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
      select string_agg(k.user_name, '、' order by k.user_name) as holders, min(k.created_at) as since
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

/** Stays at stores that end within so many days, soonest first: each wants one of extend, move or return. */
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
}

/** To whom the caller has given their data, newest first; refused and withdrawn requests gave nothing. */
export async function listOwnConsents(tx: Tx, actor: Actor): Promise<ConsentRow[]> {
  const { rows } = await tx.execute<ConsentRow>(sql`
    select c.id, u.name as store, p.name as partner,
      nullif(concat_ws(' ', nullif(p.contact_name, ''), nullif(p.contact_phone, '')), '') as contact,
      c.includes_performance as "includesPerformance", c.includes_training as "includesTraining",
      c.given_at as "givenAt", c.withdrawn_at as "withdrawnAt", r.number as "requestNumber", r.status as "requestStatus"
    from consents c join units u on u.id = c.unit_id join requests r on r.id = c.request_id
    left join partners p on p.id = c.partner_id
    where c.employee_id = ${actor.employeeId} and (c.withdrawn_at is null or r.status not in ('rejected', 'withdrawn', 'cancelled'))
    order by c.given_at desc limit 100`)
  return rows
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, sign => `\\${sign}`)
}

export async function getUnitName(tx: Tx, unitId: string): Promise<string> {
  const [row] = await tx.select({ name: units.name }).from(units).where(eq(units.id, unitId))
  return row?.name ?? ''
}

export type FormOffer = {
  person: Person
  /** Where they are today, in names; undefined without an assignment. */
  now: { unit: string; unitKind: string; position: string; endsOn: string | null } | undefined
  kinds: TransferKind[]
  /** Undefined: too many to list, so the form searches. */
  stores: StoreChoice[] | undefined
  chosenStore: { id: string; label: string } | undefined
  positions: { id: string; name: string; family: string; level: number }[]
}

/** Everything that the form offers for a person: where they are, and where they could go. */
export async function getFormData(
  tx: Tx,
  actor: Actor,
  person: Person,
  chosen: string | undefined,
): Promise<FormOffer> {
  const placement = await findPlacement(tx, person.id, actor.today)
  const position = placement && (await getPosition(tx, placement.positionId))
  return {
    person,
    now: placement &&
      position && {
        unit: await getUnitName(tx, placement.unitId),
        unitKind: placement.unitKind,
        position: position.name,
        endsOn: placement.endsOn,
      },
    kinds: placement ? kindsFrom(placement.unitKind) : [],
    stores: (await listStores(tx))?.filter(store => store.id !== placement?.unitId),
    chosenStore: chosen ? { id: chosen, label: await getUnitName(tx, chosen) } : undefined,
    positions: await listPositions(tx),
  }
}
