import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import type { LiveEvent } from './rules'

type Row = { id: string; userId: string; topic: string; subjectId: string }
const columns = sql`id, user_id as "userId", topic, subject_id as "subjectId"`
const eventOf = (row: Row): LiveEvent & { userId: string } => ({ ...row, id: Number(row.id) })

/** The events of everybody after one, oldest first. */
export async function listEventsAfter(
  tx: Tx,
  id: number,
  most: number,
): Promise<(LiveEvent & { userId: string })[]> {
  const { rows } = await tx.execute<Row>(
    sql`select ${columns} from events where id > ${id} order by id limit ${most}`,
  )
  return rows.map(eventOf)
}

export async function listEventsOf(
  tx: Tx,
  userId: string,
  after: number,
  most: number,
): Promise<LiveEvent[]> {
  const { rows } = await tx.execute<Row>(
    sql`select ${columns} from events where user_id = ${userId} and id > ${after} order by id limit ${most}`,
  )
  return rows.map(eventOf)
}

/** The newest event of all, or 0. */
export async function findLastEventId(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ id: string }>(sql`select coalesce(max(id), 0) as id from events`)
  return Number(rows[0]?.id ?? 0)
}

/** Whom a stream belongs to: a session in one of its seats. */
export type Viewer = Pick<Actor, 'userId' | 'sessionId' | 'portal' | 'grantId' | 'unitId'>

/** Those whose session is good and whose seat is still theirs. */
export async function listStillThere<T extends Viewer>(tx: Tx, viewers: T[]): Promise<Set<T>> {
  if (viewers.length === 0) return new Set()
  const { rows } = await tx.execute<{ n: number }>(sql`
    select n from app.open_streams(${sql.param(viewers.map(one => one.sessionId))}::uuid[],
      ${sql.param(viewers.map(one => one.portal))}::text[], ${sql.param(viewers.map(one => one.grantId))}::uuid[],
      ${sql.param(viewers.map(one => one.unitId))}::uuid[]) n`)
  return new Set(rows.map(row => viewers[row.n - 1]).filter(one => one !== undefined))
}
