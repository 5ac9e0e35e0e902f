import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'

export type OwnDevice = {
  id: string
  userAgent: string
  createdAt: Date
  lastSentAt: Date | null
  /** Hex SHA-256 of its endpoint, by which a browser finds itself in the list. */
  mark: string
  /** It was switched on in the session that asks, or that session went on from the one it was. */
  isOfSession: boolean
}

/** The caller's devices, the latest first. */
export async function listOwnDevices(tx: Tx, actor: Actor): Promise<OwnDevice[]> {
  const { rows } = await tx.execute<
    Omit<OwnDevice, 'createdAt' | 'lastSentAt'> & { createdAt: string; lastSentAt: string | null }
  >(sql`
    select id, user_agent as "userAgent", created_at as "createdAt", last_sent_at as "lastSentAt",
      encode(sha256(endpoint::bytea), 'hex') as mark, session_id = ${actor.sessionId} as "isOfSession"
    from devices where user_id = ${actor.userId} order by id desc`)
  return rows.map(row => ({
    ...row,
    createdAt: new Date(row.createdAt),
    lastSentAt: row.lastSentAt ? new Date(row.lastSentAt) : null,
  }))
}

export type Device = { id: string; endpoint: string; p256dh: string; auth: string; senderKey: string }

/** For the worker: where a message goes. */
export async function findDevice(tx: Tx, id: string): Promise<Device | undefined> {
  const { rows } = await tx.execute<Device>(
    sql`select id, endpoint, p256dh, auth, sender_key as "senderKey" from devices where id = ${id}`,
  )
  return rows[0]
}

/** For the worker: the devices of people, oldest first. Whoever has left hears nothing more. */
export async function listDevicesOf(tx: Tx, userIds: string[]): Promise<{ id: string; userId: string }[]> {
  const { rows } = await tx.execute<{ id: string; userId: string }>(
    sql`select id, user_id as "userId" from devices where user_id = any (${sql.param(userIds)}::uuid[])
      and not exists (select from employees e where e.user_id = devices.user_id and e.left_on <= app.today()) order by id`,
  )
  return rows
}
