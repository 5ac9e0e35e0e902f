import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import type { readInput } from './input'

/** Marks one notification, those of one path, or all of them as read. Reading is the reader's own affair and leaves no trail row. */
export async function markRead(tx: Tx, actor: Actor, input: z.output<typeof readInput>): Promise<void> {
  await tx.execute(sql`
    update notifications set read_at = ${actor.now}
    where user_id = ${actor.userId} and read_at is null ${input.id ? sql`and id = ${input.id}` : sql``}
      ${input.path ? sql`and path = ${input.path}` : sql``}`)
}
