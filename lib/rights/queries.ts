import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { rightsRequests } from '@/db/schema/rights'
import type { Actor } from '../actor'
import { notFound } from '../failure'
import { listLawLimits } from '../partners/queries'
import { keysOf, type Place } from '../vault'
import { erasureOf, type LegalAnswer, type RightsCategory, type RightsKind, type RightsState } from './rules'

export type RightsRow = typeof rightsRequests.$inferSelect

/** The request, held until the end of the transaction: it is answered once. */
export async function lockRights(tx: Tx, number: string): Promise<RightsRow> {
  const [row] = await tx.select().from(rightsRequests).where(eq(rightsRequests.number, number)).for('update')
  return row ?? notFound()
}

export const placeOf = (what: 'reason' | 'note' | 'proof', id: string): Place =>
  `rights_requests:${what}:${id}`

export type Rights = {
  id: string
  number: string
  kind: RightsKind
  categories: RightsCategory[]
  status: RightsState
  dueOn: string
  createdAt: string
  closedAt: string | null
  answeredByName: string | null
  employeeId: string
  employeeNumber: string
  employeeName: string
  leftOn: string | null
  /** In the person's words and in HR's; undefined when the person's key is gone. */
  reason: string | undefined
  note: string | undefined
  /** Whose account asked: the person's, or that of HR who entered it for somebody who has left, with how they made sure of who that is. */
  userId: string
  enteredByName: string | null
  proof: string | undefined
  answers: LegalAnswer[]
}

type Found = Omit<Rights, 'reason' | 'note' | 'proof'> & {
  reason: Buffer
  note: Buffer | null
  proof: Buffer | null
}

const columns = sql`r.id, r.number, r.kind, r.categories, r.status, r.due_on::text as "dueOn", r.created_at as "createdAt", r.closed_at as "closedAt",
  r.answered_by_name as "answeredByName", e.id as "employeeId", e.number as "employeeNumber", e.name as "employeeName", e.left_on::text as "leftOn",
  r.reason, r.note, r.user_id as "userId", r.entered_by_name as "enteredByName", r.proof, coalesce((select json_agg(json_build_object('category', a.category, 'outcome', a.outcome, 'ground', a.ground,
    'keptUntil', a.kept_until, 'months', a.months, 'source', a.source) order by a.category) from rights_answers a where a.request_id = r.id), '[]') as answers`

/** The caller's own, newest first. */
export async function listOwnRights(tx: Tx, actor: Actor): Promise<Rights[]> {
  const { rows } = await tx.execute<Found>(sql`
    select ${columns} from rights_requests r join employees e on e.id = r.employee_id
    where r.employee_id = ${actor.employeeId} order by r.id desc limit 50`)
  return opened(tx, rows)
}

export type Leaver = { id: string; number: string; name: string; userId: string | null }

/** Somebody in whose place HR may act: whoever has left. */
export async function findLeaver(
  tx: Tx,
  { today }: Pick<Actor, 'today'>,
  number: string,
): Promise<Leaver | undefined> {
  const { rows } = await tx.execute<Leaver>(
    sql`select id, number, name, user_id as "userId" from employees where number = ${number} and left_on <= ${today}`,
  )
  return rows[0]
}

/** Somebody's, for HR, newest first. */
export async function listRightsOf(tx: Tx, employeeId: string): Promise<RightsLine[]> {
  const { rows } = await tx.execute<RightsLine>(sql`
    select r.number, r.kind, r.status, r.due_on::text as "dueOn", r.created_at as "createdAt", r.closed_at as "closedAt",
      e.number as "employeeNumber", e.name as "employeeName"
    from rights_requests r join employees e on e.id = r.employee_id where r.employee_id = ${employeeId} order by r.id desc limit 50`)
  return rows
}

export async function getRights(tx: Tx, number: string): Promise<Rights> {
  const { rows } = await tx.execute<Found>(sql`
    select ${columns} from rights_requests r join employees e on e.id = r.employee_id where r.number = ${number}`)
  const [found] = await opened(tx, rows)
  return found ?? notFound()
}

async function opened(tx: Tx, rows: Found[]): Promise<Rights[]> {
  const keys = await keysOf(tx, [...new Set(rows.map(row => row.employeeId))])
  return rows.map(row => {
    const key = keys.get(row.employeeId)
    return {
      ...row,
      reason: key?.unseal(placeOf('reason', row.id), row.reason),
      note: row.note ? key?.unseal(placeOf('note', row.id), row.note) : undefined,
      proof: row.proof ? key?.unseal(placeOf('proof', row.id), row.proof) : undefined,
    }
  })
}

export type RightsLine = Pick<
  Rights,
  'number' | 'kind' | 'status' | 'dueOn' | 'createdAt' | 'closedAt' | 'employeeNumber' | 'employeeName'
>

/** For HR: what waits for an answer by its last day, then what was closed lately. */
export async function listRights(tx: Tx): Promise<RightsLine[]> {
  const { rows } = await tx.execute<RightsLine>(sql`
    select r.number, r.kind, r.status, r.due_on::text as "dueOn", r.created_at as "createdAt", r.closed_at as "closedAt",
      e.number as "employeeNumber", e.name as "employeeName"
    from rights_requests r join employees e on e.id = r.employee_id
    order by r.status <> 'open', case when r.status = 'open' then r.due_on end, r.id desc limit 200`)
  return rows
}

/** What law says of each category of a request on this day. */
export async function listLegalAnswers(
  tx: Tx,
  actor: Pick<Actor, 'today'>,
  request: Pick<Rights, 'employeeId' | 'categories' | 'leftOn'>,
): Promise<LegalAnswer[]> {
  const limits = await listLawLimits(tx, actor.today)
  const isHeld = await hasHold(tx, request.employeeId)
  return request.categories.map(category =>
    erasureOf(category, { leftOn: request.leftOn, isHeld }, limits, actor.today),
  )
}

export async function hasHold(tx: Tx, employeeId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ is: boolean }>(sql`
    select exists (select from erasure_holds where employee_id = ${employeeId} and ended_at is null) as is`)
  return rows[0]?.is ?? false
}

/** Why nothing of the caller's is erased at present, if so. */
export async function findOwnHold(
  tx: Tx,
  actor: Actor,
): Promise<{ reason: string; placedAt: string } | undefined> {
  const { rows } = await tx.execute<{ reason: string; placedAt: string }>(sql`
    select reason, placed_at as "placedAt" from erasure_holds where employee_id = ${actor.employeeId} and ended_at is null`)
  return rows[0]
}

export type HoldRow = {
  id: string
  reason: string
  placedByName: string
  placedAt: string
  employeeNumber: string
  employeeName: string
}

export async function listHolds(tx: Tx): Promise<HoldRow[]> {
  const { rows } = await tx.execute<HoldRow>(sql`
    select h.id, h.reason, h.placed_by_name as "placedByName", h.placed_at as "placedAt", e.number as "employeeNumber", e.name as "employeeName"
    from erasure_holds h join employees e on e.id = h.employee_id where h.ended_at is null order by h.id limit 200`)
  return rows
}

export type ErasureRow = {
  id: string
  number: string
  dueOn: string
  employeeNumber: string
  employeeName: string
  leftOn: string | null
  proposedById: string | null
  proposedByName: string | null
  proposedAt: string | null
  confirmedByName: string | null
  confirmedAt: string | null
  isHeld: boolean
}

/** Whose retention has passed: what waits first, then what was done. */
export async function listErasures(tx: Tx): Promise<ErasureRow[]> {
  const { rows } = await tx.execute<ErasureRow>(sql`
    select x.id, x.number, x.due_on::text as "dueOn", e.number as "employeeNumber", e.name as "employeeName", e.left_on::text as "leftOn",
      x.proposed_by_id as "proposedById", x.proposed_by_name as "proposedByName", x.proposed_at as "proposedAt",
      x.confirmed_by_name as "confirmedByName", x.confirmed_at as "confirmedAt", exists (select from erasure_holds h where h.employee_id = x.employee_id and h.ended_at is null) as "isHeld"
    from erasures x join employees e on e.id = x.employee_id order by x.confirmed_at nulls first, x.id limit 500`)
  return rows
}

/** Everybody who answers. */
export async function listHr(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select user_id as id from app.unit_leads((select id from units where kind = 'headquarters'), 'hr')`)
  return rows.map(row => row.id)
}
