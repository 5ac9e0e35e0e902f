import 'server-only'
import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { touchpointNotes, touchpoints } from '@/db/schema/touchpoints'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import { record } from '../trail'
import type { dropRhythmInput, followUpInput, recordTouchpointInput, setRhythmInput } from './input'
import { findDue, lockOpenFollowUp } from './queries'
import { mayHaveHappened, setsRhythm } from './rules'

/** That the caller talked with somebody of theirs in a store. The person is told that it is written down; the trail says no more than that. */
export async function recordTouchpoint(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof recordTouchpointInput>,
): Promise<{ id: string }> {
  const due = actor.portal === 'store' ? undefined : await findDue(tx, input.number)
  if (!due || due.userId === actor.userId) throw new Failure('touchpoints.notYours')
  if (!mayHaveHappened(input.happenedOn, actor.today))
    throw new Failure('touchpoints.dayOut', {}, 'happenedOn')
  if (input.followUpOn && input.followUpOn <= actor.today)
    throw new Failure('touchpoints.followUpPast', {}, 'followUpOn')
  const id = newId(actor.now)
  await tx.insert(touchpoints).values({
    id,
    employeeId: due.employeeId,
    storeUnitId: due.unitId,
    homeUnitId: due.homeUnitId,
    authorUserId: actor.userId,
    authorName: actor.name,
    happenedOn: input.happenedOn,
    way: input.way,
    words: input.words ?? '',
    createdAt: actor.now,
  })
  await tx.insert(touchpointNotes).values({
    touchpointId: id,
    employeeId: due.employeeId,
    topic: input.topic,
    body: input.note ?? '',
    followUpOn: input.followUpOn,
  })
  await renew(tx, actor, due.employeeId)
  await record(tx, actor, 'touchpoint.recorded', {
    entityId: id,
    employeeId: due.employeeId,
    details: { day: input.happenedOn, way: input.way },
  })
  await notify(tx, actor, [due.userId], 'touchpointRecorded', { actor: actor.name }, 'touchpoints')
  return { id }
}

/** What was to be seen to after a talk has been. */
export async function followUp(tx: Tx, actor: Actor, input: z.output<typeof followUpInput>): Promise<void> {
  const { employeeId } = await lockOpenFollowUp(tx, input.id)
  await tx.execute(sql`
    update touchpoint_notes set followed_up_at = ${actor.now}, followed_up_by_name = ${actor.name} where touchpoint_id = ${input.id}`)
  await renew(tx, actor, employeeId)
  await record(tx, actor, 'touchpoint.followedUp', { entityId: input.id, employeeId })
}

/** How often the people of a home unit are talked with, and of those below it that have no rhythm of their own. */
export async function setRhythm(tx: Tx, actor: Actor, input: z.output<typeof setRhythmInput>): Promise<void> {
  await mustBeHome(tx, actor, input.unitId)
  await tx.execute(sql`
    insert into touchpoint_rhythms (unit_id, days, changed_at) values (${input.unitId}, ${input.days}, ${actor.now})
    on conflict (unit_id) do update set days = excluded.days, changed_at = excluded.changed_at`)
  await renew(tx, actor)
  await record(tx, actor, 'touchpointRhythm.changed', {
    entityId: input.unitId,
    unitId: input.unitId,
    details: { days: input.days },
  })
}

export async function dropRhythm(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof dropRhythmInput>,
): Promise<void> {
  await mustBeHome(tx, actor, input.unitId)
  const { rows } = await tx.execute(
    sql`delete from touchpoint_rhythms where unit_id = ${input.unitId} returning unit_id`,
  )
  if (rows.length === 0) notFound()
  await renew(tx, actor)
  await record(tx, actor, 'touchpointRhythm.dropped', { entityId: input.unitId, unitId: input.unitId })
}

async function mustBeHome(tx: Tx, actor: Actor, unitId: string): Promise<void> {
  if (!setsRhythm(actor.role)) throw new Failure('touchpoints.notYours')
  const { rows } = await tx.execute(
    sql`select from units where id = ${unitId} and kind in ('headquarters', 'department')`,
  )
  if (rows.length === 0) throw new Failure('touchpoints.notHome', {}, 'unitId')
}

/** When talks are due, worked out anew for one person or for everybody. */
async function renew(tx: Tx, actor: Actor, employeeId?: string): Promise<void> {
  const people = employeeId ? sql`array[${employeeId}]::uuid[]` : sql`null`
  await tx.execute(sql`select app.renew_touchpoints(${people}, ${actor.today})`)
}
