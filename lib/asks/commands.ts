import 'server-only'
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { fileAsks } from '@/db/schema/asks'
import type { Actor } from '../actor'
import { findOwner } from '../documents/queries'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import { record } from '../trail'
import type { askManyInput, askPersonInput, withdrawAskInput } from './input'
import { type Askable, listAskable, listLacking, previewOf } from './queries'
import { type AskItem, isFitDueDay, longestDays, mayAsk, mostAsked } from './rules'

type Facts = { dueOn: string; reason?: string | undefined }

/** Asks somebody for what their file lacks, or for documents anew; they are told, and it waits on their phone until it is there and verified. */
export async function askPerson(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof askPersonInput>,
): Promise<{ number: string }> {
  check(actor, input)
  const owner = (await findOwner(tx, { number: input.number })) ?? notFound()
  if (!owner.userId) throw new Failure('asks.noAccount')
  const rows = await listAskable(tx, owner.id, input.items)
  const there = input.items.find(item => !rows.some(row => row.item === item))
  if (there) throw new Failure('asks.thereAlready', {}, 'items')
  const fresh = rows.filter(row => !row.isAsked)
  if (fresh.length === 0) throw new Failure('asks.askedAlready', {}, 'items')
  await ask(tx, actor, fresh, input)
  await record(tx, actor, 'fileAsk.asked', {
    entityId: owner.id,
    employeeId: owner.id,
    details: { fileItems: fresh.map(row => row.item).join(' '), dueOn: input.dueOn },
  })
  return { number: owner.number }
}

/** The same of everybody, or of everybody below a unit, who lacks some of it. As many as the caller saw, or it is shown again. */
export async function askMany(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof askManyInput>,
): Promise<{ people: number }> {
  check(actor, input)
  const rows = await listLacking(tx, input)
  const preview = previewOf(rows)
  if (preview.isTooMany) throw new Failure('asks.tooMany', { n: mostAsked })
  if (preview.asked === 0) throw new Failure('asks.nobody')
  if (preview.asked !== input.people)
    throw new Outdated('asks.changed', { people: preview.asked }, { n: preview.asked })
  await ask(
    tx,
    actor,
    rows.filter(row => row.userId !== null && !row.isAsked),
    input,
  )
  await record(tx, actor, 'fileAsk.askedMany', {
    entityId: newId(actor.now),
    ...(input.unitId && { unitId: input.unitId }),
    details: { fileItems: input.items.join(' '), dueOn: input.dueOn, people: String(preview.asked) },
  })
  return { people: preview.asked }
}

export async function withdrawAsk(
  tx: Tx,
  actor: Actor,
  { askId }: z.output<typeof withdrawAskInput>,
): Promise<void> {
  if (!mayAsk(actor.role)) throw new Failure('input.refused')
  const [gone] = await tx
    .update(fileAsks)
    .set({ withdrawnAt: actor.now })
    .where(and(eq(fileAsks.id, askId), isNull(fileAsks.closedAt), isNull(fileAsks.withdrawnAt)))
    .returning({ employeeId: fileAsks.employeeId, item: fileAsks.item })
  if (!gone) notFound()
  await record(tx, actor, 'fileAsk.withdrawn', {
    entityId: gone.employeeId,
    employeeId: gone.employeeId,
    details: { fileItems: gone.item },
  })
}

/**
 * That what was asked for has been sent, or, as null, is to be sent again. Not an action: documents and proposals say so.
 * @returns who asked for it
 */
export async function markAsks(
  tx: Tx,
  employeeId: string,
  items: AskItem[],
  answeredAt: Date | null,
): Promise<string[]> {
  if (items.length === 0) return []
  const asks = await tx
    .update(fileAsks)
    .set({ answeredAt })
    .where(
      and(
        eq(fileAsks.employeeId, employeeId),
        inArray(fileAsks.item, items),
        isNull(fileAsks.closedAt),
        isNull(fileAsks.withdrawnAt),
      ),
    )
    .returning({ userId: fileAsks.askedById })
  return asks.map(ask => ask.userId)
}

function check(actor: Actor, { dueOn }: Facts): void {
  if (!mayAsk(actor.role)) throw new Failure('input.refused')
  if (!isFitDueDay(dueOn, actor.today)) throw new Failure('asks.dueOut', { n: longestDays }, 'dueOn')
}

/** Rows that a statement takes at a time: it has a limit of parameters. */
const rowsAtOnce = 1_000

async function ask(tx: Tx, actor: Actor, asked: Askable[], { dueOn, reason = '' }: Facts): Promise<void> {
  for (let at = 0; at < asked.length; at += rowsAtOnce)
    await tx.insert(fileAsks).values(
      asked.slice(at, at + rowsAtOnce).map(({ employeeId, item }) => ({
        id: newId(actor.now),
        employeeId,
        item,
        reason,
        dueOn,
        askedById: actor.userId,
        askedByName: actor.name,
        askedAt: actor.now,
      })),
    )
  // one word to each, however much they are asked for
  const items = new Map<string, number>()
  for (const { userId } of asked) if (userId) items.set(userId, (items.get(userId) ?? 0) + 1)
  for (const n of new Set(items.values())) {
    const readers = [...items].filter(([, count]) => count === n).map(([userId]) => userId)
    const values = { actor: actor.name, n: String(n), day: dueOn }
    for (let at = 0; at < readers.length; at += rowsAtOnce)
      await notify(tx, actor, readers.slice(at, at + rowsAtOnce), 'fileAsked', values, 'files')
  }
}
