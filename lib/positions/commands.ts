import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { assertMaintainer, assertUnchanged } from '../organisation/commands'
import { changesBetween, record } from '../trail'
import type { AddPosition, ChangePosition, RetirePosition, SetFloor } from './input'
import { findFloor } from './queries'

export async function addPosition(
  tx: Tx,
  actor: Actor,
  input: AddPosition,
): Promise<{ id: string; code: string; revision: number }> {
  assertMaintainer(actor)
  const id = newId(actor.now)
  await tx.execute(sql`
    insert into positions (id, code, name, family, level, created_at)
    values (${id}, ${input.code}, ${input.name}, ${input.family}, ${input.level}, ${actor.now.toISOString()})`)
  await record(tx, actor, 'position.added', {
    entityId: id,
    details: { name: input.name, code: input.code, family: input.family, level: input.level },
  })
  return { id, code: input.code, revision: 1 }
}

export async function changePosition(
  tx: Tx,
  actor: Actor,
  input: ChangePosition,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  const position = await lockPosition(tx, input.positionId, input.revision)
  const changes = changesBetween(position, {
    name: input.name,
    family: input.family,
    level: input.level,
  })
  if (Object.keys(changes).length === 0) return { code: position.code, revision: position.revision }
  await tx.execute(sql`
    update positions set name = ${input.name}, family = ${input.family}, level = ${input.level}, revision = revision + 1
    where id = ${position.id}`)
  await record(tx, actor, 'position.changed', { entityId: position.id, details: changes })
  return { code: position.code, revision: position.revision + 1 }
}

/** Enters, changes or takes away the least that a month of the post pays. The trail holds that, never how much. */
export async function setFloor(
  tx: Tx,
  actor: Actor,
  input: SetFloor,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  const position = await lockPosition(tx, input.positionId, input.revision)
  const before = await findFloor(tx, position.id)
  const next = input.lowestPay
  if (next === before) return { code: position.code, revision: position.revision }
  await tx.execute(
    next === undefined
      ? sql`delete from position_floors where position_id = ${position.id}`
      : sql`insert into position_floors (position_id, monthly) values (${position.id}, ${next})
          on conflict (position_id) do update set monthly = excluded.monthly`,
  )
  await tx.execute(sql`update positions set revision = revision + 1 where id = ${position.id}`)
  const masked = (fen: number | undefined) => (fen === undefined ? null : '******')
  await record(tx, actor, 'position.floorSet', {
    entityId: position.id,
    details: { name: position.name, lowestPay: [masked(before), masked(next)] },
  })
  return { code: position.code, revision: position.revision + 1 }
}

/** Refused while somebody holds it, today or later: assignments would point at a job that does not exist. */
export async function retirePosition(
  tx: Tx,
  actor: Actor,
  input: RetirePosition,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  const position = await lockPosition(tx, input.positionId, input.revision)
  const { rows } = await tx.execute<{ people: number; transfers: number }>(sql`
    select
      (select count(distinct employee_id)::int from assignments
        where position_id = ${position.id} and (ends_on is null or ends_on > ${actor.today})) as people,
      (select count(*)::int from transfers where state = 'open'
        and (to_position_id = ${position.id} or home_position_id = ${position.id})) as transfers`)
  const held = rows[0] ?? { people: 0, transfers: 0 }
  if (held.people > 0) {
    throw new Failure('organisation.positionHeld', { name: position.name, count: held.people })
  }
  if (held.transfers > 0) {
    throw new Failure('organisation.positionRequested', { name: position.name, count: held.transfers })
  }
  await tx.execute(sql`
    update positions set retired_on = ${actor.today}, revision = revision + 1 where id = ${position.id}`)
  await record(tx, actor, 'position.retired', {
    entityId: position.id,
    details: { name: position.name, retiredOn: actor.today },
  })
  return { code: position.code, revision: position.revision + 1 }
}

type LockedPosition = {
  id: string
  code: string
  name: string
  family: string
  level: number
  revision: number
}

async function lockPosition(tx: Tx, id: string, seen: number): Promise<LockedPosition> {
  const { rows } = await tx.execute<LockedPosition & { retiredOn: string | null }>(sql`
    select id, code, name, family, level, retired_on as "retiredOn", revision from positions where id = ${id} for update`)
  const position = rows[0] ?? notFound()
  if (position.retiredOn) {
    throw new Failure('organisation.positionRetired', { name: position.name, date: position.retiredOn })
  }
  await assertUnchanged(tx, id, position, seen)
  return position
}
