import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { leavingReasons } from '@/db/schema/careers'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { assertUnchanged } from '../organisation/commands'
import { changesBetween, record } from '../trail'
import type { addReasonInput, changeReasonInput, moveReasonInput, retireReasonInput } from './input'
import { mayKeepReasons } from './rules'

/** One more reason, behind those that there are. */
export async function addReason(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addReasonInput>,
): Promise<{ id: string }> {
  assertKeeps(actor)
  const id = newId(actor.now)
  const { rows } = await tx.execute<{ n: number }>(
    sql`select coalesce(max(position), 0)::int + 1 as n from leaving_reasons`,
  )
  const code = `own_${id.replaceAll('-', '')}`
  await tx.insert(leavingReasons).values({ id, code, ...input, position: rows[0]?.n ?? 1 })
  const { name, nameEn, class: of, notice } = input
  await record(tx, actor, 'leavingReason.added', {
    entityId: id,
    details: { name, nameEn, class: of, notice },
  })
  return { id }
}

/** Other words for the same reason; leavings that name it are told in them from now on. */
export async function changeReason(
  tx: Tx,
  actor: Actor,
  { reasonId, revision, ...words }: z.output<typeof changeReasonInput>,
): Promise<{ id: string }> {
  const reason = await hold(tx, actor, reasonId, revision)
  const { name, nameEn, source } = reason
  const changes = changesBetween({ name, nameEn, source }, words)
  if (Object.keys(changes).length === 0) return { id: reason.id }
  await tx
    .update(leavingReasons)
    .set({ ...words, revision: reason.revision + 1 })
    .where(eq(leavingReasons.id, reason.id))
  await record(tx, actor, 'leavingReason.changed', {
    entityId: reason.id,
    details: { reason: name, ...changes },
  })
  return { id: reason.id }
}

/** Takes a reason out of use, or back into it; leavings that name it keep it. Of one's own accord people can always leave. */
export async function retireReason(
  tx: Tx,
  actor: Actor,
  { reasonId, revision }: z.output<typeof retireReasonInput>,
): Promise<{ id: string }> {
  const reason = await hold(tx, actor, reasonId, revision)
  const retires = reason.retiredOn === null
  if (retires) await assertAnother(tx, reason)
  await tx
    .update(leavingReasons)
    .set({ retiredOn: retires ? actor.today : null, revision: reason.revision + 1 })
    .where(eq(leavingReasons.id, reason.id))
  await record(tx, actor, retires ? 'leavingReason.retired' : 'leavingReason.resumed', {
    entityId: reason.id,
    details: { name: reason.name },
  })
  return { id: reason.id }
}

/** One place up or down among those in use. */
export async function moveReason(
  tx: Tx,
  actor: Actor,
  { reasonId, by }: z.output<typeof moveReasonInput>,
): Promise<void> {
  assertKeeps(actor)
  const { rows } = await tx.execute<{ id: string; name: string; position: number }>(sql`
    select id, name, position from leaving_reasons where retired_on is null order by position, id for update`)
  const at = rows.findIndex(row => row.id === reasonId)
  const moved = rows[at] ?? notFound()
  const other = rows[by === 'up' ? at - 1 : at + 1]
  if (!other) return
  const positions = sql`case id when ${moved.id} then ${other.position}::int else ${moved.position}::int end`
  await tx.execute(
    sql`update leaving_reasons set position = ${positions} where id in (${moved.id}, ${other.id})`,
  )
  await record(tx, actor, 'leavingReason.moved', { entityId: moved.id, details: { name: moved.name } })
}

function assertKeeps(actor: Actor): void {
  if (!mayKeepReasons(actor)) throw new Failure('input.refused')
}

type Held = typeof leavingReasons.$inferSelect

async function hold(tx: Tx, actor: Actor, id: string, seen: number): Promise<Held> {
  assertKeeps(actor)
  const [row] = await tx.select().from(leavingReasons).where(eq(leavingReasons.id, id)).for('update')
  const reason = row ?? notFound()
  await assertUnchanged(tx, id, reason, seen)
  return reason
}

async function assertAnother(tx: Tx, reason: Held): Promise<void> {
  if (reason.class !== 'voluntary') return
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from leaving_reasons where class = 'voluntary' and retired_on is null order by id for update`)
  if (rows.every(row => row.id === reason.id)) throw new Failure('leavings.lastReason')
}
