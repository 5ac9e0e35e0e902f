import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { positions, units } from '@/db/schema/organisation'
import { consents, employees } from '@/db/schema/people'
import { handOverItems, transfers } from '@/db/schema/transfers'
import { requests } from '@/db/schema/workflow'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import type { AgreementLoad, LawLimits, Placement } from './rules'

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

/** Open stores that somebody can be sent to, for the form. */
export async function listStores(tx: Tx): Promise<{ id: string; name: string; city: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string; city: string }>(sql`
    select u.id, u.name, s.city from units u join stores s on s.unit_id = u.id
    where u.closed_on is null order by s.city, u.name limit 2000`)
  return rows
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

export type TransferRow = typeof transfers.$inferSelect

export async function getTransfer(tx: Tx, requestId: string): Promise<TransferRow> {
  const [row] = await tx.select().from(transfers).where(eq(transfers.requestId, requestId))
  return row ?? notFound()
}

export type TransferDetail = {
  kind: TransferRow['kind']
  state: TransferRow['state']
  effectiveOn: string
  endsOn: string | null
  reason: string
  backDatedReason: string | null
  fromUnit: string
  fromUnitKind: string
  fromUnitCode: string
  toUnit: string
  toUnitId: string
  toUnitKind: string
  toUnitCode: string
  fromPosition: string
  toPosition: string
  toPositionId: string
  partnerName: string | null
  fromLead: string | null
  toLead: string | null
  homeUnit: string
  homeLead: string | null
  consent: { includesPerformance: boolean; includesTraining: boolean; withdrawnAt: string | null } | null
}

/** What a transfer changes, with names, for its page. Units and positions are a directory that everybody may read. */
export async function getTransferDetail(tx: Tx, requestId: string): Promise<TransferDetail> {
  const { rows } = await tx.execute<TransferDetail>(sql`
    select t.kind, t.state, t.effective_on::text as "effectiveOn", t.ends_on::text as "endsOn", t.reason, t.back_dated_reason as "backDatedReason",
      fu.name as "fromUnit", fu.kind as "fromUnitKind", fu.code as "fromUnitCode",
      tu.name as "toUnit", tu.id as "toUnitId", tu.kind as "toUnitKind", tu.code as "toUnitCode",
      fp.name as "fromPosition", tp.name as "toPosition", tp.id as "toPositionId", pa.name as "partnerName",
      (select string_agg(l.name, '、') from app.unit_leads(fu.id, case fu.kind when 'store' then 'manager' else 'head' end) l) as "fromLead",
      (select string_agg(l.name, '、') from app.unit_leads(tu.id, case tu.kind when 'store' then 'manager' else 'head' end) l) as "toLead",
      hu.name as "homeUnit",
      (select string_agg(l.name, '、') from app.unit_leads(hu.id, 'head') l) as "homeLead",
      (select json_build_object('includesPerformance', c.includes_performance, 'includesTraining', c.includes_training, 'withdrawnAt', c.withdrawn_at)
        from consents c where c.request_id = t.request_id) as consent
    from transfers t
    join requests r on r.id = t.request_id
    join units fu on fu.id = t.from_unit_id join units tu on tu.id = t.to_unit_id join units hu on hu.id = r.home_unit_id
    join positions fp on fp.id = t.from_position_id join positions tp on tp.id = t.to_position_id
    left join stores s on s.unit_id = tu.id left join partners pa on pa.id = s.partner_id
    where t.request_id = ${requestId}`)
  return rows[0] ?? notFound()
}

export async function listHandOver(
  tx: Tx,
  requestId: string,
): Promise<(typeof handOverItems.$inferSelect)[]> {
  return tx
    .select()
    .from(handOverItems)
    .where(eq(handOverItems.requestId, requestId))
    .orderBy(asc(handOverItems.dueOn), asc(handOverItems.item))
}

export type TransferFilter = {
  kind?: TransferRow['kind']
  status?: 'in_progress' | 'returned' | 'pending' | 'effective' | 'rejected' | 'withdrawn' | 'cancelled'
  q?: string
  /** Keyset: requests older than this id. */
  before?: string
  limit?: number
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

/** Transfers that the caller may see, newest first; one statement. */
export async function listTransfers(
  tx: Tx,
  actor: Actor,
  filter: TransferFilter,
): Promise<TransferListRow[]> {
  const status = filter.status
  const { rows } = await tx.execute<TransferListRow>(sql`
    select r.id, r.number, r.summary ->> 'employee' as employee, r.summary ->> 'employeeNumber' as "employeeNumber", t.kind,
      r.summary ->> 'from' as "fromUnit", r.summary ->> 'to' as "toUnit", t.effective_on::text as "effectiveOn", t.ends_on::text as "endsOn",
      case when r.status <> 'approved' then r.status when t.effective_on > ${actor.today} then 'pending' else 'effective' end as status,
      s.name as stage, s.name_en as "stageEn", h.holders, v.entered_at as since, v.due_at as "dueAt", r.submitted_at as "submittedAt"
    from requests r join transfers t on t.request_id = r.id
    left join request_stages v on v.request_id = r.id and v.left_at is null
    left join workflow_stages s on s.id = v.stage_id
    left join lateral (select string_agg(k.user_name, '、' order by k.user_name) as holders from tasks k where k.request_stage_id = v.id and k.closed_at is null) h on true
    where r.subject = 'transfer'
      ${filter.kind ? sql`and t.kind = ${filter.kind}` : sql``}
      ${status === 'pending' ? sql`and r.status = 'approved' and t.effective_on > ${actor.today}` : sql``}
      ${status === 'effective' ? sql`and r.status = 'approved' and t.effective_on <= ${actor.today}` : sql``}
      ${status && status !== 'pending' && status !== 'effective' ? sql`and r.status = ${status}` : sql``}
      ${filter.q ? sql`and (r.number = ${filter.q.toUpperCase()} or r.summary ->> 'employee' = ${filter.q} or r.summary ->> 'employeeNumber' = ${filter.q.toUpperCase()} or r.summary ->> 'to' like ${`%${escapeLike(filter.q)}%`})` : sql``}
      ${filter.before ? sql`and r.id < ${filter.before}` : sql``}
    order by r.id desc limit ${(filter.limit ?? 50) + 1}`)
  return rows
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, sign => `\\${sign}`)
}

export async function getUnitName(tx: Tx, unitId: string): Promise<string> {
  const [row] = await tx.select({ name: units.name }).from(units).where(eq(units.id, unitId))
  return row?.name ?? ''
}

export async function findRequestOf(
  tx: Tx,
  requestId: string,
): Promise<{ number: string; status: string } | undefined> {
  const [row] = await tx
    .select({ number: requests.number, status: requests.status })
    .from(requests)
    .where(eq(requests.id, requestId))
  return row
}
