import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { keyset, type Page, type PageRequest } from '../paging'
import { inSeat } from '../reports/queries'
import { missingDays, type ReportStatus, type Standing, standingOf, unreadHours } from '../reports/rules'
import { type BoardList, type Counts, noCounts, type Span } from './rules'

/** What is counted of a set of reports `r`. */
const counted = (actor: Actor): SQL => sql`count(*)::int as "all",
  count(*) filter (where r.status = 'open' and r.due_at > ${actor.now})::int as due,
  count(*) filter (where r.status = 'open' and r.due_at <= ${actor.now})::int as missing,
  count(*) filter (where r.status = 'submitted')::int as submitted,
  count(*) filter (where r.status = 'submitted' and r.submitted_at > r.due_at)::int as late,
  count(*) filter (where r.status = 'excused')::int as excused,
  count(*) filter (where r.status = 'submitted' and r.read_at is null)::int as unread`

/** How a day stands in the caller's units, or in one unit and below it. */
export async function countDay(tx: Tx, actor: Actor, day: string, unitId?: string): Promise<Counts> {
  const { rows } = await tx.execute<Counts>(sql`
    select ${counted(actor)} from reports r
    where r.due_on = ${day} and r.status <> 'released' ${inSeat(actor)} ${below(unitId)}`)
  return rows[0] ?? noCounts
}

/** What waits across days: unread ones, unread for longer than a day, and missing ones; each at most 1000. */
export async function countWaiting(
  tx: Tx,
  actor: Actor,
): Promise<{ unread: number; old: number; missing: number }> {
  const { rows } = await tx.execute<{ unread: number; old: number; missing: number }>(sql`
    select (select count(*)::int from (select from reports r where ${unread} ${inSeat(actor)} limit 1000) n) as unread,
      (select count(*)::int from (select from reports r where ${unread} and ${isOld(actor)} ${inSeat(actor)} limit 1000) n) as old,
      (select count(*)::int from (select from reports r where ${missing(actor)} ${inSeat(actor)} limit 1000) n) as missing`)
  return rows[0] ?? { unread: 0, old: 0, missing: 0 }
}

const unread = sql`r.status = 'submitted' and r.read_at is null`
const isOld = (actor: Actor): SQL =>
  sql`r.submitted_at <= ${actor.now}::timestamptz - make_interval(hours => ${unreadHours})`
const missing = (actor: Actor): SQL =>
  sql`r.status = 'open' and r.due_at <= ${actor.now} and r.due_at > ${actor.now}::timestamptz - make_interval(days => ${missingDays})`
const below = (unitId: string | undefined): SQL =>
  unitId ? sql`and r.unit_id in (select app.units_below(${unitId}))` : sql``

export type BoardRow = {
  id: string
  name: string
  number: string
  template: string
  unitName: string
  positionName: string
  dueOn: string
  dueAt: string
  status: ReportStatus
  standing: Standing
  submittedAt: string | null
  readAt: string | null
  readByName: string | null
  nudgedAt: string | null
  comments: number
  excuse: { kind: 'leave' | 'rest' | 'other'; reason: string; isOwn: boolean; authorName: string } | null
  key: string
}

export const boardPageSize = 60

export type BoardFilter = PageRequest & {
  list: BoardList
  day: string
  standing?: Standing | undefined
  unitId?: string | undefined
  isOld?: boolean
}

/** One page of a list: a day by name, what is unread by when it came, what is missing by when it was due. */
export async function listBoard(tx: Tx, actor: Actor, filter: BoardFilter): Promise<Page<BoardRow>> {
  const by = { day: sql`r.name`, unread: sql`r.submitted_at`, missing: sql`r.due_at` }[filter.list]
  const { where, order, pageOf } = keyset<BoardRow>(
    { by, key: sql`r.id`, descending: filter.list === 'missing', size: boardPageSize },
    filter,
    row => [row.key, row.id],
  )
  const { rows } = await tx.execute<Omit<BoardRow, 'standing'>>(sql`
    with page as materialized (
      select r.* from reports r
      where ${within(filter, actor)} ${inSeat(actor)} ${below(filter.unitId)} and ${where} ${order}
    )
    select r.id, r.name, r.number, t.name as template, r.unit_name as "unitName", r.position_name as "positionName",
      r.due_on::text as "dueOn", r.due_at as "dueAt", r.status, r.submitted_at as "submittedAt", r.read_at as "readAt",
      r.read_by_name as "readByName", r.nudged_at as "nudgedAt", ${by}::text as key,
      (select count(*)::int from report_comments c where c.report_id = r.id) as comments,
      case when r.status = 'excused' then (select json_build_object('kind', x.kind, 'reason', x.reason, 'isOwn', x.is_own, 'authorName', x.author_name)
        from report_excuses x where x.employee_id = r.employee_id and x.on_day = r.due_on) end as excuse
    from page r join report_templates t on t.id = r.template_id ${order}`)
  return pageOf(
    rows.map(row => ({
      ...row,
      standing: standingOf(
        {
          status: row.status,
          dueAt: new Date(row.dueAt),
          submittedAt: row.submittedAt ? new Date(row.submittedAt) : null,
        },
        actor.now,
      ),
    })),
  )
}

function within({ list, day, standing, isOld: isOldOnly }: BoardFilter, actor: Actor): SQL {
  switch (list) {
    case 'day':
      return sql`r.due_on = ${day} and r.status <> 'released' ${standing ? sql`and ${stands(standing, actor)}` : sql``}`
    case 'unread':
      return isOldOnly ? sql`${unread} and ${isOld(actor)}` : unread
    case 'missing':
      return missing(actor)
  }
}

function stands(standing: Standing, actor: Actor): SQL {
  switch (standing) {
    case 'due':
      return sql`r.status = 'open' and r.due_at > ${actor.now}`
    case 'missing':
      return sql`r.status = 'open' and r.due_at <= ${actor.now}`
    case 'submitted':
      return sql`r.status = 'submitted'`
    case 'late':
      return sql`r.status = 'submitted' and r.submitted_at > r.due_at`
    case 'excused':
      return sql`r.status = 'excused'`
  }
}

export type UnitCounts = Counts & { id: string; name: string; kind: string; hasBelow: boolean }

/** How the units right below one stand over the days up to `day`, each with everything under it, and the unit's own people as a line of their own. */
export async function listCompletion(
  tx: Tx,
  actor: Actor,
  { unitId, day, days }: { unitId: string; day: string; days: Span },
): Promise<UnitCounts[]> {
  const { rows } = await tx.execute<UnitCounts>(sql`
    with recursive under as (
      select u.id, u.id as top from units u where u.parent_id = ${unitId}
      union all select u.id, n.top from under n join units u on u.parent_id = n.id
    ), within as (
      select id, top from under union all select ${unitId}::uuid, ${unitId}::uuid
    ), counts as (
      select r.unit_id, ${counted(actor)} from reports r
      where r.due_on > ${day}::date - ${days}::int and r.due_on <= ${day}::date and r.status <> 'released' group by r.unit_id
    )
    select u.id, u.name, u.kind, u.id <> ${unitId}::uuid and exists (select from units c where c.parent_id = u.id) as "hasBelow",
      sum(c."all")::int as "all", sum(c.due)::int as due, sum(c.missing)::int as missing, sum(c.submitted)::int as submitted,
      sum(c.late)::int as late, sum(c.excused)::int as excused, sum(c.unread)::int as unread
    from counts c join within w on w.id = c.unit_id join units u on u.id = w.top
    group by u.id order by sum(c.submitted) / nullif(sum(c."all") - sum(c.excused), 0)::numeric nulls last, u.name limit 300`)
  return rows
}

/** A unit and those above it that the caller may stand on: the way back up. */
export async function listUnitsAbove(tx: Tx, unitId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select u.id, u.name from app.units_above(${unitId}) a join units u on u.id = a.id order by a.depth desc`)
  return rows
}
