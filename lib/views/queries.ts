import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { type Density, usualDensity, type View } from './rules'

export type Views = { views: View[]; density: Density; startViewId: string | null }

/** The views of the employee list that the caller has, the own before those of others, and how they like it; in one statement. */
export async function listViews(tx: Tx, actor: Actor): Promise<Views> {
  const { rows } = await tx.execute<Views>(sql`/* plan once */
    select coalesce((
        select json_agg(json_build_object('id', v.id, 'name', v.name, 'params', v.params, 'isShared', v.is_shared,
          'isMine', v.user_id = ${actor.userId}, 'ownerName', coalesce(u.name, '')) order by v.user_id <> ${actor.userId}, v.created_at, v.id)
        from (select * from saved_views order by user_id <> ${actor.userId}, created_at, id limit 60) v left join users u on u.id = v.user_id
      ), '[]') as views,
      coalesce((select h.density from list_habits h where h.user_id = ${actor.userId}), ${usualDensity}) as density,
      (select h.start_view_id from list_habits h where h.user_id = ${actor.userId}) as "startViewId"`)
  return rows[0] ?? { views: [], density: usualDensity, startViewId: null }
}

/** A view of the caller's own, held until the transaction ends. */
export async function lockView(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<Pick<View, 'name' | 'isShared'> | undefined> {
  const { rows } = await tx.execute<Pick<View, 'name' | 'isShared'>>(sql`
    select name, is_shared as "isShared" from saved_views where id = ${id} and user_id = ${actor.userId} for update`)
  return rows[0]
}

export async function countViews(tx: Tx, actor: Actor): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from saved_views where user_id = ${actor.userId}`,
  )
  return rows[0]?.n ?? 0
}
