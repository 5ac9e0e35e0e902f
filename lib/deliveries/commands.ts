import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { notFound } from '../failure'
import { record } from '../trail'
import type { deadInput } from './input'

type Dead = z.output<typeof deadInput>

/** Tries messages again that were given up, from the beginning: the mail server is set right, the address exists now. */
export async function retryDeliveries(tx: Tx, actor: Actor, input: Dead): Promise<void> {
  const ids = await settle(
    tx,
    input,
    sql`state = 'waiting', attempts = 0, due_at = ${actor.now}, settled_at = null, reason = ''`,
  )
  await note(tx, actor, 'delivery.retried', input, ids)
}

/** Lets messages go that were given up; their readers find what they said in their list. */
export async function dropDeliveries(tx: Tx, actor: Actor, input: Dead): Promise<void> {
  const ids = await settle(tx, input, sql`state = 'skipped', reason = 'dropped', settled_at = ${actor.now}`)
  await note(tx, actor, 'delivery.dropped', input, ids)
}

async function settle(tx: Tx, input: Dead, change: SQL): Promise<string[]> {
  const which = 'channel' in input ? sql`channel = ${input.channel}` : sql`id = ${input.deliveryId}`
  const { rows } = await tx.execute<{ id: string }>(
    sql`update deliveries set ${change} where state = 'dead' and ${which} returning id`,
  )
  if (rows.length === 0) notFound()
  return rows.map(row => row.id)
}

async function note(
  tx: Tx,
  actor: Actor,
  action: 'delivery.retried' | 'delivery.dropped',
  input: Dead,
  ids: string[],
): Promise<void> {
  const details = 'channel' in input ? { channel: input.channel, count: ids.length } : {}
  await record(tx, actor, action, { entityId: ids[0] ?? actor.userId, details })
}
