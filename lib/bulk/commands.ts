import 'server-only'
import { sql } from 'drizzle-orm'
import { savepoint, type Tx } from '@/db/client'
import { bulkRows, bulkRuns } from '@/db/schema/bulk'
import type { Actor } from '../actor'
import { enrol } from '../enrolments/commands'
import { enrolInput } from '../enrolments/input'
import { Failure, failureOf, isTransient, Outdated } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import { changeEmployee } from '../people/commands'
import { monthOf } from '../schemes/rules'
import { record } from '../trail'
import type { StartBulkInput } from './input'
import { findOrder, findRun, noteOutcome, planBulk, type Run, type Turn, takeTurns } from './queries'
import { type BulkReason, forecastOf, mayActInBulk, type Order, reasonOf, verdictOf } from './rules'

/** Asks the worker to do to everybody what the dry run has shown; where it would change others by now, it is shown again first. */
export async function startBulk(tx: Tx, actor: Actor, input: StartBulkInput): Promise<{ id: string }> {
  if (!mayActInBulk(actor.role) || !actor.grantId) throw new Failure('input.refused')
  const order = await findOrder(tx, actor, input)
  if (!order) throw new Failure('bulk.incomplete')
  const { members } = await planBulk(tx, actor, input, order)
  const forecast = forecastOf(members.map(one => one.verdict))
  if (forecast.change !== input.affects)
    throw new Outdated('bulk.changedMeanwhile', { affects: forecast.change }, { n: forecast.change })
  const id = newId(actor.now)
  await tx.insert(bulkRuns).values({
    id,
    userId: actor.userId,
    grantId: actor.grantId,
    kind: order.kind,
    targetId: order.targetId,
    words: order.words,
    ...(order.kind === 'enrol' && { startsOn: order.startsOn, hasFund: order.hasFund }),
    total: members.length,
    createdAt: actor.now,
  })
  for (let from = 0; from < members.length; from += 1000)
    await tx.insert(bulkRows).values(
      members.slice(from, from + 1000).map(({ member }, n) => ({
        runId: id,
        position: from + n,
        employeeId: member.id,
        employeeNumber: member.number,
        employeeName: member.name,
      })),
    )
  await tx.execute(sql`select app.enqueue('run_bulk', ${JSON.stringify({ id })}::json)`)
  await record(tx, actor, 'bulk.started', {
    entityId: id,
    details: { kind: order.kind, words: order.words, people: members.length },
  })
  return { id }
}

/** Does it for the next few people, each with the command that one person is changed by; what that refuses is noted. False: nobody is left. */
export async function doTurns(tx: Tx, actor: Actor, id: string): Promise<boolean> {
  if (!mayActInBulk(actor.role)) throw new Failure('input.refused')
  const run = await findRun(tx, actor, id)
  if (!run) return false
  const order = orderOf(run)
  const turns = await takeTurns(tx, actor, id, order)
  for (const turn of turns) {
    const verdict = verdictOf(order, turn, actor.today)
    if (verdict.outcome === 'same') await noteOutcome(tx, id, turn.position, 'same', '')
    else if (verdict.outcome === 'refused')
      await noteOutcome(tx, id, turn.position, 'refused', verdict.reason)
    else {
      const reason = await refusalOf(tx, () => apply(tx, actor, order, turn))
      await noteOutcome(tx, id, turn.position, reason ? 'refused' : 'changed', reason ?? '')
    }
  }
  return turns.length > 0
}

function orderOf({ kind, targetId, words, startsOn, hasFund }: Run): Order {
  if (kind === 'message' || targetId === null) return { kind: 'message', targetId: null, words }
  return kind === 'enrol'
    ? { kind, targetId, words, startsOn: startsOn ?? '', hasFund }
    : { kind, targetId, words }
}

async function apply(tx: Tx, actor: Actor, order: Order, turn: Turn): Promise<void> {
  if (order.kind === 'message') {
    await notify(
      tx,
      actor,
      [turn.userId],
      'noticePersonal',
      { name: actor.name, words: order.words },
      'notifications',
    )
    await record(tx, actor, 'message.sent', { entityId: turn.id, employeeId: turn.id })
    return
  }
  if (order.kind === 'enrol') {
    const from = monthOf(order.startsOn)
    await enrol(
      tx,
      actor,
      enrolInput.parse({
        number: turn.number,
        schemeId: order.targetId,
        from,
        hasFund: order.hasFund ? 'yes' : undefined,
      }),
    )
    return
  }
  const hqContactUserId = order.kind === 'contact' ? order.targetId : turn.hqContactUserId
  await changeEmployee(tx, actor, {
    number: turn.number,
    revision: turn.revision,
    name: turn.name,
    homeUnitId: order.kind === 'home' ? order.targetId : turn.homeUnitId,
    ...(hqContactUserId && { hqContactUserId }),
  })
}

/** Why somebody was left as they were; what is no refusal stops the run, which is tried again. */
async function refusalOf(tx: Tx, work: () => Promise<void>): Promise<BulkReason | undefined> {
  try {
    await savepoint(tx, work)
    return undefined
  } catch (error) {
    const failure = failureOf(error)
    if (!failure || isTransient(error)) throw error
    return reasonOf(failure.code)
  }
}
