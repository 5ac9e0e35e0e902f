import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { employeeTags, tags } from '@/db/schema/tags'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { assertUnchanged } from '../organisation/commands'
import { record } from '../trail'
import type { addTagInput, giveTagInput, renameTagInput, retireTagInput, takeTagInput } from './input'
import { mayKeepTags } from './rules'

export async function addTag(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addTagInput>,
): Promise<{ id: string }> {
  assertKeeps(actor)
  const id = newId(actor.now)
  await tx.insert(tags).values({ id, name: input.name, createdAt: actor.now })
  await record(tx, actor, 'tag.added', { entityId: id, details: { name: input.name } })
  return { id }
}

export async function renameTag(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof renameTagInput>,
): Promise<{ id: string }> {
  assertKeeps(actor)
  const tag = await lockTag(tx, input.tagId, input.revision)
  if (tag.name === input.name) return { id: tag.id }
  await tx
    .update(tags)
    .set({ name: input.name, revision: tag.revision + 1 })
    .where(eq(tags.id, tag.id))
  await record(tx, actor, 'tag.renamed', { entityId: tag.id, details: { name: [tag.name, input.name] } })
  return { id: tag.id }
}

/** Nobody is given it any more and no new notice asks for it; notices that are out still reach whoever has it. */
export async function retireTag(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof retireTagInput>,
): Promise<{ id: string }> {
  assertKeeps(actor)
  const tag = await lockTag(tx, input.tagId, input.revision)
  await tx
    .update(tags)
    .set({ retiredOn: actor.today, revision: tag.revision + 1 })
    .where(eq(tags.id, tag.id))
  await record(tx, actor, 'tag.retired', { entityId: tag.id, details: { name: tag.name } })
  return { id: tag.id }
}

/** Notices that ask for the tag are for them from now on; a trigger has the worker look. */
export async function giveTag(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof giveTagInput>,
): Promise<{ id: string }> {
  assertKeeps(actor)
  const tag = await lockTag(tx, input.tagId)
  const person = await getPerson(tx, input.employeeId)
  if (person.leftOn && person.leftOn <= actor.today)
    throw new Failure('tags.left', { name: person.name }, 'employeeId')
  const given = await tx
    .insert(employeeTags)
    .values({ tagId: tag.id, employeeId: person.id, givenByName: actor.name, givenAt: actor.now })
    .onConflictDoNothing()
    .returning({ id: employeeTags.id })
  if (given.length === 0)
    throw new Failure('tags.givenAlready', { name: person.name, tag: tag.name }, 'employeeId')
  await record(tx, actor, 'tag.given', {
    entityId: tag.id,
    employeeId: person.id,
    details: { name: tag.name },
  })
  return { id: tag.id }
}

/** Notices that ask for it no longer wait for them; what they signed stays on record. */
export async function takeTag(tx: Tx, actor: Actor, input: z.output<typeof takeTagInput>): Promise<void> {
  assertKeeps(actor)
  const tag = await findTag(tx, input.tagId)
  const person = await getPerson(tx, input.employeeId)
  const taken = await tx
    .delete(employeeTags)
    .where(and(eq(employeeTags.tagId, tag.id), eq(employeeTags.employeeId, person.id)))
    .returning({ id: employeeTags.id })
  if (taken.length === 0) throw new Failure('tags.notTheirs', { name: person.name, tag: tag.name })
  await record(tx, actor, 'tag.taken', {
    entityId: tag.id,
    employeeId: person.id,
    details: { name: tag.name },
  })
}

function assertKeeps(actor: Actor): void {
  if (!mayKeepTags(actor)) throw new Failure('input.refused')
}

type LockedTag = { id: string; name: string; revision: number; retiredOn: string | null }

async function findTag(tx: Tx, id: string): Promise<LockedTag> {
  const { rows } = await tx.execute<LockedTag>(
    sql`select id, name, revision, retired_on as "retiredOn" from tags where id = ${id} for update`,
  )
  return rows[0] ?? notFound()
}

/** A tag that is in use, and as the caller saw it where that matters. */
async function lockTag(tx: Tx, id: string, seen?: number): Promise<LockedTag> {
  const tag = await findTag(tx, id)
  if (tag.retiredOn) throw new Failure('tags.retired', { tag: tag.name })
  if (seen !== undefined) await assertUnchanged(tx, id, tag, seen)
  return tag
}

type Holder = { id: string; name: string; leftOn: string | null }

async function getPerson(tx: Tx, id: string): Promise<Holder> {
  const { rows } = await tx.execute<Holder>(
    sql`select id, name, left_on as "leftOn" from employees where id = ${id}`,
  )
  return rows[0] ?? notFound()
}
