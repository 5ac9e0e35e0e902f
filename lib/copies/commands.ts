import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { ownCopies } from '@/db/schema/copies'
import { employees } from '@/db/schema/people'
import type { Actor, Locale } from '../actor'
import { dayIn, zone } from '../clock'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { noteReveals } from '../identities/commands'
import { revealedHere } from '../identities/input'
import { getLeaver } from '../rights/commands'
import { mayAnswerRights } from '../rights/rules'
import { record } from '../trail'
import { translator } from '../translators'
import { type FileKey, keyFor, keysOf } from '../vault'
import type { askCopyForInput, askCopyInput, copyInput } from './input'
import {
  expiryOf,
  findArchive,
  findCopyFile,
  handedUntil,
  lockHandedCopy,
  placeOf,
  proofOf,
  readPieces,
  takenAt,
} from './queries'
import { type CopyFormat, fileNameOf, mostCopies, type WholeFormat } from './rules'

/** Asks the worker for everything that is kept of the caller; one at a time. */
export async function askCopy(
  tx: Tx,
  actor: Actor,
  _input: z.output<typeof askCopyInput>,
): Promise<{ id: string }> {
  const employeeId = ownId(actor)
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from own_copies where employee_id = ${employeeId} and status = 'done' and expires_at > ${actor.now}`)
  if ((rows[0]?.n ?? 0) >= mostCopies) throw new Failure('copies.tooMany', { n: mostCopies })
  // what the copy is sealed with: the worker makes no keys
  await keyFor(tx, employeeId)
  const id = newId(actor.now)
  await tx.execute(sql`
    insert into own_copies (id, employee_id, user_id, locale, created_at, expires_at)
    values (${id}, ${employeeId}, ${actor.userId}, ${actor.locale}, ${actor.now}, ${expiryOf(actor.now)})`)
  await tx.execute(sql`select app.enqueue('make_copy', ${JSON.stringify({ id })}::json)`)
  await record(tx, actor, 'copy.asked', { entityId: id, employeeId })
  return { id }
}

/** For somebody who has left and asked HR (PIPL art. 45): the same copy, made in their place, for HR to give to them. */
export async function askCopyFor(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof askCopyForInput>,
): Promise<{ number: string }> {
  const person = await getLeaver(tx, actor, input.employee)
  if (!person.userId) throw new Failure('copies.noAccount', { name: person.name }, 'employee')
  const id = newId(actor.now)
  const proof = (await keyFor(tx, person.id)).seal(proofOf(id), input.proof)
  await tx.execute(sql`
    insert into own_copies (id, employee_id, user_id, locale, created_at, expires_at, asked_by_id, asked_by_name, proof)
    values (${id}, ${person.id}, ${person.userId}, ${actor.locale}, ${actor.now}, ${handedUntil(actor.now)}, ${actor.userId}, ${actor.name}, ${proof})`)
  await tx.execute(sql`select app.enqueue('make_copy', ${JSON.stringify({ id })}::json)`)
  await record(tx, actor, 'copy.askedFor', { entityId: id, employeeId: person.id })
  return { number: person.number }
}

/** The file, once: HR has it from then on, as a look at each thing in it, and what it does with it the trail cannot know. */
export async function fetchCopyFor(
  tx: Tx,
  actor: Actor,
  id: string,
  format: WholeFormat,
): Promise<OpenedCopy> {
  const { employeeId, key, name } = await noteHandedOut(tx, actor, id, format)
  const file = (await findCopyFile(tx, actor, employeeId, id, format)) ?? notFound()
  return { name, content: key.unsealBytes(placeOf(id, format), file.sealed) ?? notFound() }
}

/** The same with the scans in it, once too: piece by piece, after the looks are on record. */
export async function fetchArchiveFor(tx: Tx, actor: Actor, id: string): Promise<OpenedArchive> {
  const { employeeId, key, name } = await noteHandedOut(tx, actor, id, 'zip')
  const archive = (await findArchive(tx, actor, employeeId, id)) ?? notFound()
  return { name, size: archive.size, content: readPieces(key, archive.pieces) }
}

async function noteHandedOut(
  tx: Tx,
  actor: Actor,
  id: string,
  format: CopyFormat,
): Promise<{ employeeId: string; key: FileKey; name: string }> {
  if (!mayAnswerRights(actor.role)) notFound()
  const copy = (await lockHandedCopy(tx, actor, id, format)) ?? notFound()
  if (copy.isTaken) throw new Failure('copies.fetchedAlready')
  await tx.execute(sql`update own_copies set ${takenAt(format)} = ${actor.now} where id = ${id}`)
  const opened = await noteLooks(tx, actor, copy.employeeId, format, copy, 'request')
  await record(tx, actor, 'copy.handedOut', {
    entityId: id,
    employeeId: copy.employeeId,
    details: { format },
  })
  return { employeeId: copy.employeeId, ...opened }
}

/** What a copy shows in the clear, the archive documents too: to fetch one is a look at each. */
const looks = [...revealedHere, 'pay', 'contributions', 'custom'] as const

/** @returns the key that opens the file, and what it is saved as */
async function noteLooks(
  tx: Tx,
  actor: Actor,
  employeeId: string,
  format: CopyFormat,
  { locale, createdAt }: { locale: Locale; createdAt: Date },
  purpose: 'own' | 'request',
): Promise<{ key: FileKey; name: string }> {
  const [person] = await tx
    .select({ id: employees.id, number: employees.number, name: employees.name })
    .from(employees)
    .where(eq(employees.id, employeeId))
  if (!person) notFound()
  const shown = format === 'zip' ? ([...looks, 'document'] as const) : looks
  // sent together: one way to the database, not nine
  await Promise.all(shown.map(what => noteReveals(tx, actor, [person], { what, purpose, note: '' })))
  const called = translator(locale, 'copies')('fileName')
  return {
    key: (await keysOf(tx, [employeeId])).get(employeeId) ?? notFound(),
    name: fileNameOf(called, person.name, dayIn(zone, createdAt), format),
  }
}

export type OpenedCopy = { name: string; content: Buffer }

/** The file, and that it was fetched: it shows all that is otherwise masked, so it counts as a look at each. */
export async function fetchCopy(tx: Tx, actor: Actor, id: string, format: WholeFormat): Promise<OpenedCopy> {
  const file = (await findCopyFile(tx, actor, ownId(actor), id, format)) ?? notFound()
  const { key, name } = await noteFetched(tx, actor, id, format, file)
  return { name, content: key.unsealBytes(placeOf(id, format), file.sealed) ?? notFound() }
}

export type OpenedArchive = { name: string; size: number; content: AsyncIterable<Buffer> }

/** The same with the scans in it, which are looks at documents too: piece by piece, after the looks are on record. */
export async function fetchArchive(tx: Tx, actor: Actor, id: string): Promise<OpenedArchive> {
  const archive = (await findArchive(tx, actor, ownId(actor), id)) ?? notFound()
  const { key, name } = await noteFetched(tx, actor, id, 'zip', archive)
  return { name, size: archive.size, content: readPieces(key, archive.pieces) }
}

async function noteFetched(
  tx: Tx,
  actor: Actor,
  id: string,
  format: CopyFormat,
  copy: { locale: Locale; createdAt: Date },
): Promise<{ key: FileKey; name: string }> {
  const employeeId = ownId(actor)
  const opened = await noteLooks(tx, actor, employeeId, format, copy, 'own')
  await record(tx, actor, 'copy.fetched', { entityId: id, employeeId, details: { format } })
  return opened
}

/** Takes a copy away before its time; one that is being made stops. */
export async function removeCopy(
  tx: Tx,
  actor: Actor,
  { copyId }: z.output<typeof copyInput>,
): Promise<{ id: string }> {
  const employeeId = ownId(actor)
  const [gone] = await tx
    .delete(ownCopies)
    .where(and(eq(ownCopies.id, copyId), eq(ownCopies.employeeId, employeeId)))
    .returning({ id: ownCopies.id })
  if (!gone) notFound()
  await record(tx, actor, 'copy.removed', { entityId: copyId, employeeId })
  return { id: copyId }
}

function ownId(actor: Actor): string {
  if (actor.portal !== 'me' || !actor.employeeId) throw new Failure('input.refused')
  return actor.employeeId
}
