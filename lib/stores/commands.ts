import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { assertMaintainer, assertUnchanged, insertUnit } from '../organisation/commands'
import { changesBetween, record } from '../trail'
import type { ChangeStore, OpenStore } from './input'
import { overlappingDay } from './rules'

/** A unit of the tree and its address, in one. */
export async function openStore(
  tx: Tx,
  actor: Actor,
  input: OpenStore,
): Promise<{ id: string; code: string; revision: number }> {
  assertMaintainer(actor)
  assertPlausible(input)
  const partner = await lockPartner(tx, input.partnerId)
  const { id, facts } = await insertUnit(tx, actor, {
    code: input.code,
    kind: 'store',
    name: input.name,
    parentId: input.parentId,
    zone: input.zone,
    openedOn: input.openedOn,
  })
  await tx.execute(sql`
    insert into stores (unit_id, partner_id, city, address, phone, latitude, longitude, coordinate_system, fence_radius_m, opening_hours)
    values (${id}, ${partner.id}, ${input.city}, ${input.address}, ${input.phone}, ${input.latitude ?? null},
      ${input.longitude ?? null}, ${input.coordinateSystem}, ${input.fenceRadiusM}, ${JSON.stringify(input.openingHours)}::jsonb)`)
  await record(tx, actor, 'store.opened', {
    entityId: id,
    unitId: id,
    details: { ...facts, partner: partner.name, city: input.city, address: input.address },
  })
  return { id, code: input.code, revision: 1 }
}

export async function changeStore(
  tx: Tx,
  actor: Actor,
  input: ChangeStore,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  assertPlausible(input)
  const store = await lockStore(tx, input.unitId)
  await assertUnchanged(tx, input.unitId, store, input.revision)
  const partner = await lockPartner(tx, input.partnerId)
  const { unitId: _, revision: __, partnerId: ___, ...rest } = input
  const facts = {
    ...rest,
    partner: partner.name,
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
  }
  const changes = changesBetween(store, facts)
  if (Object.keys(changes).length === 0) return { code: store.code, revision: store.revision }
  await tx.execute(sql`
    update stores set partner_id = ${partner.id}, city = ${facts.city}, address = ${facts.address}, phone = ${facts.phone},
      latitude = ${facts.latitude}, longitude = ${facts.longitude}, coordinate_system = ${facts.coordinateSystem},
      fence_radius_m = ${facts.fenceRadiusM}, opening_hours = ${JSON.stringify(facts.openingHours)}::jsonb, revision = revision + 1
    where unit_id = ${input.unitId}`)
  if (changes.zone) {
    await tx.execute(sql`update units set zone = ${facts.zone} where id = ${input.unitId}`)
  }
  await record(tx, actor, 'store.changed', {
    entityId: input.unitId,
    unitId: input.unitId,
    details: changes,
  })
  return { code: store.code, revision: store.revision + 1 }
}

function assertPlausible(input: OpenStore | ChangeStore): void {
  if ((input.latitude === undefined) !== (input.longitude === undefined)) {
    const missing = input.latitude === undefined ? 'latitude' : 'longitude'
    throw new Failure('organisation.coordinatesHalf', {}, missing)
  }
  const day = overlappingDay(input.openingHours)
  if (day) throw new Failure('organisation.hoursOverlap', { day }, 'openingHours')
}

async function lockPartner(tx: Tx, id: string): Promise<{ id: string; name: string }> {
  const { rows } = await tx.execute<{ id: string; name: string }>(
    sql`select id, name from partners where id = ${id} for share`,
  )
  return rows[0] ?? notFound()
}

async function lockStore(
  tx: Tx,
  unitId: string,
): Promise<Record<string, unknown> & { code: string; revision: number }> {
  const { rows } = await tx.execute<
    Record<string, unknown> & { code: string; revision: number; name: string; closedOn: string | null }
  >(sql`
    select u.code, u.name, u.closed_on as "closedOn", u.zone, p.name as partner, s.city, s.address, s.phone, s.latitude, s.longitude,
      s.coordinate_system as "coordinateSystem", s.fence_radius_m as "fenceRadiusM", s.opening_hours as "openingHours", s.revision
    from stores s join units u on u.id = s.unit_id join partners p on p.id = s.partner_id
    where s.unit_id = ${unitId} for no key update of s`)
  const { closedOn, name, ...store } = rows[0] ?? notFound()
  if (closedOn) throw new Failure('organisation.unitClosed', { name, date: closedOn })
  return store
}
