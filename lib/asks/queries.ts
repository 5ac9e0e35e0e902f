import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { keyset, type Page } from '../paging'
import { written } from '../written'
import type { AsksParams } from './input'
import { type AskItem, type AskState, isAskedWhenThere, mostAsked } from './rules'

export type Ask = {
  id: string
  item: AskItem
  /** Of a custom field: what it is called, in both languages. */
  fieldName: string | null
  fieldNameEn: string | null
  /** Of a custom field: who enters it. */
  fieldKeeper: 'hr' | 'person' | null
  reason: string
  dueOn: string
  askedByName: string
  askedAt: string
  answeredAt: string | null
}

const open = sql`a.closed_at is null and a.withdrawn_at is null`
const columns = sql`a.id, a.item, a.reason, a.due_on::text as "dueOn", a.asked_by_name as "askedByName", a.asked_at as "askedAt",
  a.answered_at as "answeredAt", c.name as "fieldName", c.name_en as "fieldNameEn", c.keeper as "fieldKeeper"`
const fieldOf = sql`left join custom_fields c on a.item = 'field:' || c.id`

/** What HR waits for from a person, what is due first. */
export async function listAsks(tx: Tx, whose: { number: string } | { id: string }): Promise<Ask[]> {
  const { rows } = await tx.execute<Ask>(sql`/* plan once */
    select ${columns} from file_asks a join employees e on e.id = a.employee_id ${fieldOf}
    where ${'id' in whose ? sql`e.id = ${whose.id}` : sql`e.number = ${whose.number}`} and ${open} order by a.due_on, a.id`)
  return rows
}

export type AskRow = Ask & { number: string; name: string; unitName: string }
export const askPageSize = 50

export type AskPage = Page<AskRow> & { counts: Record<AskState, number> }

/** Everything that was asked for and is not there yet: late, still in time, or sent and to be looked at. */
export async function listOpenAsks(tx: Tx, actor: Actor, params: AsksParams): Promise<AskPage> {
  const { where, order, pageOf } = keyset<AskRow>(
    { by: sql`a.due_on`, key: sql`a.id`, descending: false, size: askPageSize },
    params,
    row => [row.dueOn, row.id],
  )
  const [{ rows }, counted] = await Promise.all([
    tx.execute<AskRow>(sql`
      select ${columns}, e.number, e.name, u.name as "unitName" from file_asks a join employees e on e.id = a.employee_id ${fieldOf}
      left join file_states f on f.employee_id = e.id join units u on u.id = coalesce(f.unit_id, e.home_unit_id)
      where ${open} and ${inState(params.state, actor.today)} and ${where} ${order}`),
    tx.execute<Record<AskState, number>>(sql`
      select count(*) filter (where ${inState('late', actor.today)})::int as late,
        count(*) filter (where ${inState('open', actor.today)})::int as open, count(*) filter (where ${inState('answered', actor.today)})::int as answered
      from file_asks a where ${open}`),
  ])
  return { ...pageOf(rows), counts: counted.rows[0] ?? { late: 0, open: 0, answered: 0 } }
}

function inState(state: AskState, today: string): SQL {
  if (state === 'answered') return sql`a.answered_at is not null`
  return sql`a.answered_at is null and ${state === 'late' ? sql`a.due_on < ${today}` : sql`a.due_on >= ${today}`}`
}

export type Askable = { employeeId: string; userId: string | null; item: AskItem; isAsked: boolean }

/** Who lacks some of these items, item by item, and whether they are asked for it already; up to one person more than may be asked at once. */
export async function listLacking(
  tx: Tx,
  { unitId, items }: { unitId?: string | undefined; items: AskItem[] },
): Promise<Askable[]> {
  const units = unitId && sql`(array(select app.units_below(${unitId})))`
  const wanted = sql`${sql.param(items)}::text[]`
  const { rows } = await tx.execute<Askable>(sql`
    with lacking as materialized (
      select f.employee_id, f.user_id, f.missing from file_states f
      where f.missing && ${wanted} ${units ? sql`and (f.unit_id = any (${units}) or f.home_unit_id = any (${units}))` : sql``}
      order by f.rank, f.employee_id limit ${written(mostAsked + 1)}
    )
    select l.employee_id as "employeeId", l.user_id as "userId", w.item,
      exists (select from file_asks a where a.employee_id = l.employee_id and a.item = w.item and ${open}) as "isAsked"
    from lacking l cross join unnest(${wanted}) with ordinality w (item, position) where w.item = any (l.missing)
    order by l.employee_id, w.position`)
  return rows
}

/** The same of one person: documents also when there are some, anything else while it is missing. */
export async function listAskable(tx: Tx, employeeId: string, items: AskItem[]): Promise<Askable[]> {
  const again = items.filter(isAskedWhenThere)
  const { rows } = await tx.execute<Askable>(sql`
    select e.id as "employeeId", e.user_id as "userId", w.item,
      exists (select from file_asks a where a.employee_id = e.id and a.item = w.item and ${open}) as "isAsked"
    from employees e join file_states f on f.employee_id = e.id
    cross join unnest(${sql.param(items)}::text[]) with ordinality w (item, position)
    where e.id = ${employeeId} and (w.item = any (f.missing) or w.item = any (${sql.param(again)}::text[])) order by w.position`)
  return rows
}

export type AskPreview = {
  /** Who lacks some of it, who of them will be asked, who is asked for all of it already, who has no account to be asked by. */
  people: number
  asked: number
  already: number
  unreachable: number
  items: number
  isTooMany: boolean
}

/** What asking them would do. */
export function previewOf(rows: Askable[]): AskPreview {
  const people = new Set(rows.map(row => row.employeeId))
  const fresh = rows.filter(row => row.userId !== null && !row.isAsked)
  const asked = new Set(fresh.map(row => row.employeeId))
  const unreachable = new Set(rows.filter(row => row.userId === null).map(row => row.employeeId))
  return {
    people: people.size,
    asked: asked.size,
    already: people.size - asked.size - unreachable.size,
    unreachable: unreachable.size,
    items: fresh.length,
    isTooMany: people.size > mostAsked,
  }
}
