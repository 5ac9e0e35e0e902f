import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { robotSecrets, robots } from '@/db/schema/robots'
import { env } from '@/env'
import type { Actor } from '../actor'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { seal } from '../seal'
import { changesBetween, record } from '../trail'
import type { addRobotInput, changeRobotInput, mendRobotInput, robotInput } from './input'
import { findUnitForRobot, lockRobot, type Robot } from './queries'
import {
  mayKeepRobots,
  mostRobots,
  type RobotSecret,
  signs,
  tokenOf,
  type Vendor,
  vendorOrigins,
} from './rules'

/** A new robot says nothing until somebody switches it on: first a test, then the group. */
export async function addRobot(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addRobotInput>,
): Promise<{ id: string }> {
  if (!mayKeepRobots(actor)) throw new Failure('input.refused')
  const unit = await findUnitForRobot(tx, actor, input.unitId)
  if (!unit) throw new Failure('robots.unit', {}, 'unitId')
  if (unit.robots >= mostRobots) throw new Failure('robots.tooMany', { n: mostRobots }, 'unitId')
  const { unitId, vendor, name, topics } = input
  const secret = secretOf(vendor, input)
  const id = newId(actor.now)
  await tx.insert(robots).values({ id, unitId, vendor, name, topics, isOn: false, createdAt: actor.now })
  await keepSecret(tx, actor, id, secret)
  await record(tx, actor, 'robot.added', {
    entityId: id,
    unitId,
    details: { vendor, name, topics: topics.join(' ') },
  })
  return { id }
}

export async function changeRobot(
  tx: Tx,
  actor: Actor,
  { robotId, revision, name, topics }: z.output<typeof changeRobotInput>,
): Promise<{ id: string }> {
  const robot = await hold(tx, actor, { robotId, revision })
  const changes = changesBetween<Record<string, unknown>>(robot, { name, topics })
  if (Object.keys(changes).length === 0) return { id: robotId }
  await change(tx, robot, { name, topics })
  await record(tx, actor, 'robot.changed', { entityId: robotId, unitId: robot.unitId, details: changes })
  return { id: robotId }
}

/** Gives a robot another address: the vendor no longer takes the old one, or somebody has seen it who should not. */
export async function mendRobot(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof mendRobotInput>,
): Promise<{ id: string }> {
  const robot = await hold(tx, actor, input)
  await keepSecret(tx, actor, robot.id, secretOf(robot.vendor, input))
  await change(tx, robot, { brokenAt: null, brokenReason: '', testedAt: null, testAnswer: '', readyAt: null })
  await record(tx, actor, 'robot.mended', { entityId: robot.id, unitId: robot.unitId })
  return { id: robot.id }
}

export async function switchRobotOn(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof robotInput>,
): Promise<{ id: string }> {
  const robot = await hold(tx, actor, input)
  await change(tx, robot, { isOn: true })
  await record(tx, actor, 'robot.switchedOn', { entityId: robot.id, unitId: robot.unitId })
  return { id: robot.id }
}

export async function switchRobotOff(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof robotInput>,
): Promise<{ id: string }> {
  const robot = await hold(tx, actor, input)
  await change(tx, robot, { isOn: false })
  await record(tx, actor, 'robot.switchedOff', { entityId: robot.id, unitId: robot.unitId })
  return { id: robot.id }
}

/** Its address and secret go with it. */
export async function removeRobot(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof robotInput>,
): Promise<{ id: string }> {
  const robot = await hold(tx, actor, input)
  await tx.delete(robots).where(eq(robots.id, robot.id))
  await record(tx, actor, 'robot.removed', {
    entityId: robot.id,
    unitId: robot.unitId,
    details: { vendor: robot.vendor, name: robot.name },
  })
  return { id: robot.id }
}

/** Seconds in which a test has no other beside it. */
const testSeconds = 10

/** Asks the worker for a test message; what the vendor answers appears with the robot. */
export async function testRobot(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof robotInput>,
): Promise<{ id: string }> {
  const robot = await hold(tx, actor, input)
  const age = robot.testAskedAt ? actor.now.getTime() - robot.testAskedAt.getTime() : Number.POSITIVE_INFINITY
  if (age < testSeconds * 1000) throw new Failure('robots.testedJustNow')
  await tx.update(robots).set({ testAskedAt: actor.now }).where(eq(robots.id, robot.id))
  await tx.execute(sql`select app.enqueue('test_robot', ${JSON.stringify({ id: robot.id })}::json)`)
  await record(tx, actor, 'robot.tried', { entityId: robot.id, unitId: robot.unitId })
  return { id: robot.id }
}

/** The robot as the caller last saw it. */
async function hold(
  tx: Tx,
  actor: Actor,
  { robotId, revision }: { robotId: string; revision: number },
): Promise<Robot> {
  if (!mayKeepRobots(actor)) throw new Failure('input.refused')
  const robot = (await lockRobot(tx, robotId)) ?? notFound()
  if (robot.revision !== revision) throw new Outdated('robots.changed', { revision: robot.revision })
  return robot
}

async function change(tx: Tx, robot: Robot, values: Partial<typeof robots.$inferInsert>): Promise<void> {
  await tx
    .update(robots)
    .set({ ...values, revision: robot.revision + 1 })
    .where(eq(robots.id, robot.id))
}

function secretOf(vendor: Vendor, input: { address: string; secret?: string | undefined }): RobotSecret {
  const token = tokenOf(vendor, input.address, [vendorOrigins[vendor], env.robotServices[vendor]])
  if (!token) throw new Failure('robots.address', { vendor }, 'address')
  if (input.secret && !signs(vendor)) throw new Failure('robots.secret', {}, 'secret')
  return { token, secret: input.secret ?? '' }
}

async function keepSecret(tx: Tx, actor: Actor, robotId: string, secret: RobotSecret): Promise<void> {
  const sealed = seal('robots', robotId, JSON.stringify(secret))
  const changed = await tx
    .update(robotSecrets)
    .set({ sealed, changedAt: actor.now })
    .where(eq(robotSecrets.robotId, robotId))
    .returning({ robotId: robotSecrets.robotId })
  if (changed.length === 0) await tx.insert(robotSecrets).values({ robotId, sealed, changedAt: actor.now })
}
