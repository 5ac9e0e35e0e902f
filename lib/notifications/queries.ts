import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import type { NotificationKind } from '../notify'

export type NotificationRow = {
  id: string
  kind: NotificationKind
  values: Record<string, string>
  path: string
  createdAt: string
  readAt: string | null
}

export const notificationPageSize = 50

/** The caller's notifications, newest first; one more than a page when there are more. */
export async function listNotifications(tx: Tx, actor: Actor, before?: string): Promise<NotificationRow[]> {
  const { rows } = await tx.execute<NotificationRow>(sql`
    select id, kind, "values", path, created_at as "createdAt", read_at as "readAt" from notifications
    where user_id = ${actor.userId} ${before ? sql`and id < ${before}` : sql``}
    order by id desc limit ${notificationPageSize + 1}`)
  return rows
}

/** Unread notifications, counted to at most 100. */
export async function countUnread(tx: Tx, actor: Actor): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (select from notifications where user_id = ${actor.userId} and read_at is null limit 100) unread`)
  return rows[0]?.n ?? 0
}
