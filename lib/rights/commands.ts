import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { employees } from '@/db/schema/people'
import { erasureHolds, erasures, rightsAnswers, rightsRequests } from '@/db/schema/rights'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { limitOf } from '../law/rules'
import { notify } from '../notify'
import { listLawLimits } from '../partners/queries'
import { record } from '../trail'
import { keyFor } from '../vault'
import type {
  answerRightsInput,
  askRightsForInput,
  askRightsInput,
  endHoldInput,
  erasureInput,
  placeHoldInput,
  withdrawRightsInput,
} from './input'
import { findLeaver, getRights, type Leaver, listHr, listLegalAnswers, lockRights, placeOf } from './queries'
import { type LegalAnswer, mayAnswerRights } from './rules'

/** Asks for a correction or an erasure of one's own data. What was written is nobody's to read but HR's and one's own. */
export async function askRights(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof askRightsInput>,
): Promise<{ number: string }> {
  const employeeId = actor.portal === 'me' ? actor.employeeId : null
  if (!employeeId) throw new Failure('input.refused')
  return ask(tx, actor, { id: employeeId, name: actor.name }, input)
}

/** The same for somebody who has left and has no way in any more (PIPL art. 46, 47): another of HR answers. */
export async function askRightsFor(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof askRightsForInput>,
): Promise<{ number: string }> {
  return ask(tx, actor, await getLeaver(tx, actor, input.employee), input)
}

/** Everybody who is still here asks for themselves. */
export async function getLeaver(tx: Tx, actor: Actor, number: string): Promise<Leaver> {
  if (!mayAnswerRights(actor.role)) throw new Failure('input.refused')
  const leaver = await findLeaver(tx, actor, number)
  if (!leaver) throw new Failure('rights.stillHere', {}, 'employee')
  return leaver
}

async function ask(
  tx: Tx,
  actor: Actor,
  person: { id: string; name: string },
  input: z.output<typeof askRightsInput> & { proof?: string },
): Promise<{ number: string }> {
  const within = limitOf(await listLawLimits(tx, actor.today), 'rights.answer_within').value
  const { rows } = await tx.execute<{ number: string }>(
    sql`select app.next_number('QL', ${Number(actor.today.slice(0, 4))}) as number`,
  )
  const id = newId(actor.now)
  const number = rows[0]?.number ?? ''
  const key = await keyFor(tx, person.id)
  await tx.insert(rightsRequests).values({
    id,
    number,
    employeeId: person.id,
    userId: actor.userId,
    kind: input.kind,
    categories: input.categories,
    reason: key.seal(placeOf('reason', id), input.reason),
    ...(input.proof && { enteredByName: actor.name, proof: key.seal(placeOf('proof', id), input.proof) }),
    dueOn: addDays(actor.today, within),
    createdAt: actor.now,
  })
  const hr = (await listHr(tx)).filter(userId => userId !== actor.userId)
  await notify(tx, actor, hr, 'rightsAsked', { actor: person.name, number }, `rights/${number}`)
  await record(tx, actor, input.proof ? 'rights.askedFor' : 'rights.asked', {
    entityId: id,
    employeeId: person.id,
    details: { number, kind: input.kind, categories: input.categories.join(' ') },
  })
  return { number }
}

export async function withdrawRights(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof withdrawRightsInput>,
): Promise<{ number: string }> {
  const request = await lockRights(tx, input.number)
  if (request.userId !== actor.userId) throw new Failure('input.refused')
  if (request.status !== 'open') throw new Failure('rights.closedAlready')
  await tx
    .update(rightsRequests)
    .set({ status: 'withdrawn', closedAt: actor.now })
    .where(eq(rightsRequests.id, request.id))
  await record(tx, actor, 'rights.withdrawn', {
    entityId: request.id,
    employeeId: request.employeeId,
    details: { number: request.number },
  })
  return { number: request.number }
}

/**
 * HR answers with the legal ground. Of an erasure the law decides, category by category, and what may go goes in the same transaction;
 * of a correction HR does, and a refusal is explained.
 */
export async function answerRights(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof answerRightsInput>,
): Promise<{ number: string }> {
  if (!mayAnswerRights(actor.role)) throw new Failure('input.refused')
  const held = await lockRights(tx, input.number)
  if (held.status !== 'open') throw new Failure('rights.closedAlready')
  if (held.userId === actor.userId) throw new Failure(held.proof ? 'rights.entered' : 'rights.own')
  const request = await getRights(tx, input.number)
  const answers =
    request.kind === 'erase' ? await listLegalAnswers(tx, actor, request) : corrections(request, input)
  const gone = answers.filter(answer => answer.outcome === 'erased').map(answer => answer.category)
  if (gone.length > 0)
    await tx.execute(
      sql`select app.erase_parts(${request.employeeId}, ${sql.param(gone)}::text[], ${actor.now})`,
    )
  await tx
    .insert(rightsAnswers)
    .values(answers.map(answer => ({ ...answer, requestId: request.id, employeeId: request.employeeId })))
  const key = input.note ? await keyFor(tx, request.employeeId) : undefined
  await tx
    .update(rightsRequests)
    .set({
      status: 'answered',
      closedAt: actor.now,
      answeredById: actor.userId,
      answeredByName: actor.name,
      note: key && input.note ? key.seal(placeOf('note', request.id), input.note) : null,
    })
    .where(eq(rightsRequests.id, request.id))
  const { number } = request
  await notify(tx, actor, [held.userId], 'rightsAnswered', { actor: actor.name, number }, `rights/${number}`)
  await record(tx, actor, 'rights.answered', {
    entityId: request.id,
    employeeId: request.employeeId,
    details: {
      number,
      kind: request.kind,
      outcomes: { list: answers.map(({ category, outcome, ground }) => `${category} ${outcome} ${ground}`) },
    },
  })
  return { number }
}

function corrections(
  request: { categories: LegalAnswer['category'][] },
  { outcome, note }: z.output<typeof answerRightsInput>,
): LegalAnswer[] {
  if (!outcome) throw new Failure('rights.outcomeMissing', {}, 'outcome')
  if (outcome === 'refused' && !note) throw new Failure('rights.noteMissing', {}, 'note')
  return request.categories.map(category => ({
    category,
    outcome,
    ground: outcome === 'corrected' ? 'wrong' : 'right',
    keptUntil: null,
    months: null,
    source: '',
  }))
}

/** 保全: nothing of this person is erased until it is lifted. */
export async function placeHold(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof placeHoldInput>,
): Promise<{ number: string }> {
  if (!mayAnswerRights(actor.role)) throw new Failure('input.refused')
  const [employee] = await tx
    .select({ id: employees.id, number: employees.number })
    .from(employees)
    .where(eq(employees.number, input.employee))
  if (!employee) throw new Failure('rights.nobody', {}, 'employee')
  const id = newId(actor.now)
  await tx.insert(erasureHolds).values({
    id,
    employeeId: employee.id,
    reason: input.reason,
    placedById: actor.userId,
    placedByName: actor.name,
    placedAt: actor.now,
  })
  await record(tx, actor, 'hold.placed', {
    entityId: id,
    employeeId: employee.id,
    details: { reason: input.reason },
  })
  return { number: employee.number }
}

export async function endHold(
  tx: Tx,
  actor: Actor,
  { holdId }: z.output<typeof endHoldInput>,
): Promise<{ id: string }> {
  if (!mayAnswerRights(actor.role)) throw new Failure('input.refused')
  const [ended] = await tx
    .update(erasureHolds)
    .set({ endedAt: actor.now, endedByName: actor.name })
    .where(and(eq(erasureHolds.id, holdId), isNull(erasureHolds.endedAt)))
    .returning({ employeeId: erasureHolds.employeeId })
  if (!ended) notFound()
  await record(tx, actor, 'hold.ended', { entityId: holdId, employeeId: ended.employeeId })
  return { id: holdId }
}

/** The first of two of HR: nothing happens to the file yet. */
export async function proposeErasure(
  tx: Tx,
  actor: Actor,
  { erasureId }: z.output<typeof erasureInput>,
): Promise<{ number: string }> {
  const erasure = await hold(tx, actor, erasureId)
  if (erasure.proposedAt) throw new Failure('rights.proposedAlready')
  await tx
    .update(erasures)
    .set({ proposedById: actor.userId, proposedByName: actor.name, proposedAt: actor.now })
    .where(eq(erasures.id, erasureId))
  await notify(
    tx,
    actor,
    await listHr(tx),
    'erasureProposed',
    { actor: actor.name, number: erasure.number },
    'rights/erasures',
  )
  await record(tx, actor, 'erasure.proposed', about(erasure))
  return { number: erasure.number }
}

export async function dropErasure(
  tx: Tx,
  actor: Actor,
  { erasureId }: z.output<typeof erasureInput>,
): Promise<{ number: string }> {
  const erasure = await hold(tx, actor, erasureId)
  if (!erasure.proposedAt) throw new Failure('rights.notProposed')
  await tx
    .update(erasures)
    .set({ proposedById: null, proposedByName: null, proposedAt: null })
    .where(eq(erasures.id, erasureId))
  await record(tx, actor, 'erasure.dropped', about(erasure))
  return { number: erasure.number }
}

/** The second of two: the key is destroyed, and what it sealed is unreadable for ever (app.erase_person). */
export async function confirmErasure(
  tx: Tx,
  actor: Actor,
  { erasureId }: z.output<typeof erasureInput>,
): Promise<{ number: string }> {
  const erasure = await hold(tx, actor, erasureId)
  await tx.execute(sql`select app.erase_person(${erasureId}, ${actor.userId}, ${actor.name}, ${actor.now})`)
  await record(tx, actor, 'erasure.confirmed', about(erasure))
  return { number: erasure.number }
}

const about = (erasure: Erasure) => ({
  entityId: erasure.id,
  employeeId: erasure.employeeId,
  details: { number: erasure.number },
})

type Erasure = typeof erasures.$inferSelect

async function hold(tx: Tx, actor: Actor, id: string): Promise<Erasure> {
  if (!mayAnswerRights(actor.role)) throw new Failure('input.refused')
  const [row] = await tx.select().from(erasures).where(eq(erasures.id, id)).for('update')
  if (!row) notFound()
  if (row.confirmedAt) throw new Failure('rights.erasedAlready')
  return row
}
