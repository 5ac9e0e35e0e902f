import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contains } from '../paging'

export type Position = {
  id: string
  code: string
  name: string
  family: string
  level: number
  retiredOn: string | null
  revision: number
  /** People who hold it on the day; null when the seat may not read assignments. */
  holders: number | null
}

export type PositionFilter = {
  q?: string | undefined
  family?: string | undefined
  state: 'inUse' | 'retired' | 'all'
  sort: string
  page: number
}

export const positionsPerPage = 50

const sortColumns: Record<string, SQL> = {
  code: sql`p.code`,
  name: sql`p.name`,
  family: sql`p.family`,
  level: sql`p.level`,
  holders: sql`holders`,
}

export async function listPositions(
  tx: Tx,
  filter: PositionFilter,
  today: string,
  withHolders: boolean,
): Promise<{ rows: Position[]; total: number }> {
  const column = sortColumns[filter.sort.replace('-', '')] ?? sql`p.code`
  const { rows } = await tx.execute<Position & { total: number }>(sql`
    select p.id, p.code, p.name, p.family, p.level, p.retired_on as "retiredOn", p.revision,
      ${withHolders ? holdersOn(today) : sql`null::int`} as holders, count(*) over ()::int as total
    from positions p where ${conditionsOf(filter)}
    order by ${column} ${filter.sort.startsWith('-') ? sql`desc` : sql`asc`}, p.code
    limit ${positionsPerPage} offset ${(filter.page - 1) * positionsPerPage}`)
  return { rows, total: rows[0]?.total ?? 0 }
}

function conditionsOf(filter: PositionFilter): SQL {
  const conditions: SQL[] = [sql`true`]
  if (filter.q) {
    conditions.push(sql`(p.name ilike ${contains(filter.q)} or p.code ilike ${contains(filter.q)})`)
  }
  if (filter.family) conditions.push(sql`p.family = ${filter.family}`)
  if (filter.state === 'inUse') conditions.push(sql`p.retired_on is null`)
  if (filter.state === 'retired') conditions.push(sql`p.retired_on is not null`)
  return sql.join(conditions, sql` and `)
}

function holdersOn(today: string): SQL {
  return sql`(select count(*)::int from assignments a where a.position_id = p.id and a.is_primary
    and a.starts_on <= ${today} and (a.ends_on is null or a.ends_on > ${today}))`
}

export async function listFamilies(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ family: string }>(
    sql`select distinct family from positions order by family`,
  )
  return rows.map(row => row.family)
}

export async function findPosition(
  tx: Tx,
  code: string,
  today: string,
  withHolders: boolean,
): Promise<Position | undefined> {
  const { rows } = await tx.execute<Position>(sql`
    select p.id, p.code, p.name, p.family, p.level, p.retired_on as "retiredOn", p.revision,
      ${withHolders ? holdersOn(today) : sql`null::int`} as holders
    from positions p where p.code = ${code}`)
  return rows[0]
}

/** The least that a month of the post pays, in fen; for HR. */
export async function findFloor(tx: Tx, positionId: string): Promise<number | undefined> {
  const { rows } = await tx.execute<{ monthly: number }>(
    sql`select monthly from position_floors where position_id = ${positionId}`,
  )
  return rows[0]?.monthly
}

/** The same of the post that a contract names; of several posts of that name the one that pays least. */
export async function findFloorOf(tx: Tx, position: string): Promise<number | undefined> {
  const { rows } = await tx.execute<{ monthly: number | null }>(sql`
    select min(f.monthly)::int as monthly from position_floors f join positions p on p.id = f.position_id
    where p.name = ${position}`)
  return rows[0]?.monthly ?? undefined
}

/** The names of posts that have a lowest pay; for HR. */
export async function listFlooredNames(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ name: string }>(
    sql`select distinct p.name from position_floors f join positions p on p.id = f.position_id`,
  )
  return rows.map(row => row.name)
}
