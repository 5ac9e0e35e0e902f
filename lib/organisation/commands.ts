import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { hasCreditCheck } from '../credit-code'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { changesBetween, record, type TrailDetails } from '../trail'
import type { CloseUnit, DropPlan, MoveUnit, NameEmployer, OpenUnit, RenameUnit } from './input'
import { findLastChange } from './queries'
import { canMaintain, changeRefusal, effectiveOn, mayStandUnder, type UnitKind } from './rules'

export async function openUnit(
  tx: Tx,
  actor: Actor,
  input: OpenUnit,
): Promise<{ id: string; code: string; revision: number }> {
  const { id, facts } = await insertUnit(tx, actor, input)
  await record(tx, actor, 'unit.opened', { entityId: id, unitId: id, details: facts })
  return { id, code: input.code, revision: 1 }
}

/** The unit and its first version, without a trail row: that belongs to the command that opens it. */
export async function insertUnit(
  tx: Tx,
  actor: Actor,
  input: OpenUnit,
): Promise<{ id: string; facts: TrailDetails }> {
  assertMaintainer(actor)
  const openedOn = input.openedOn ?? actor.today
  const parent = input.parentId ? await lockParent(tx, input.parentId) : undefined
  assertPlace(input.kind, parent)
  if (parent && openedOn < parent.openedOn) {
    throw new Failure(
      'organisation.opensBeforeParent',
      { name: parent.name, date: parent.openedOn },
      'openedOn',
    )
  }
  const id = newId(actor.now)
  await tx.execute(sql`
    insert into units (id, code, kind, name, parent_id, zone, opened_on, created_at)
    values (${id}, ${input.code}, ${input.kind}, ${input.name}, ${parent?.id ?? null}, ${input.zone}, ${openedOn}, ${actor.now.toISOString()})`)
  await insertVersion(tx, actor, {
    unitId: id,
    name: input.name,
    parentId: parent?.id ?? null,
    startsOn: openedOn,
  })
  const facts = {
    name: input.name,
    code: input.code,
    kind: input.kind,
    parent: parent?.name ?? null,
    openedOn,
  }
  return { id, facts }
}

/** Gives a unit another name from a day on; until then, and on all days before, it keeps the old one. */
export async function renameUnit(
  tx: Tx,
  actor: Actor,
  input: RenameUnit,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  const unit = await lockUnit(tx, input.unitId, input.revision)
  const last = await getLastVersion(tx, unit.id)
  if (input.name === last.name) return { code: unit.code, revision: unit.revision }
  const startsOn = assertEffective(actor, unit, last, input)
  const next = await reviseUnit(tx, actor, unit, { name: input.name, parentId: last.parentId, startsOn })
  await record(tx, actor, 'unit.renamed', {
    entityId: unit.id,
    unitId: unit.id,
    details: { name: [last.name, input.name], ...whenAndWhy(actor, startsOn, input.reason) },
  })
  return next
}

/** Says what the employer is called in the register of companies, as its papers have to name it. */
export async function nameEmployer(
  tx: Tx,
  actor: Actor,
  input: NameEmployer,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  const unit = await lockUnit(tx, input.unitId, input.revision)
  if (unit.kind !== 'headquarters') throw new Failure('organisation.notEmployer')
  assertCreditCode(input.creditCode)
  const facts = { legalName: input.legalName, creditCode: input.creditCode ?? null }
  const changes = changesBetween(unit, facts)
  if (Object.keys(changes).length === 0) return { code: unit.code, revision: unit.revision }
  await tx.execute(sql`
    update units set legal_name = ${facts.legalName}, credit_code = ${facts.creditCode}, revision = revision + 1
    where id = ${unit.id}`)
  await record(tx, actor, 'unit.employerNamed', { entityId: unit.id, unitId: unit.id, details: changes })
  return { code: unit.code, revision: unit.revision + 1 }
}

/** Hangs a unit, with everything below it, under another one from a day on. */
export async function moveUnit(
  tx: Tx,
  actor: Actor,
  input: MoveUnit,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  // One move at a time: two that are each fine could make a ring together.
  await tx.execute(sql`select id from units where kind = 'headquarters' for no key update`)
  const unit = await lockUnit(tx, input.unitId, input.revision)
  const parent = await lockParent(tx, input.parentId)
  const last = await getLastVersion(tx, unit.id)
  if (parent.id === last.parentId) return { code: unit.code, revision: unit.revision }
  assertPlace(unit.kind, parent)
  const startsOn = assertEffective(actor, unit, last, input)
  if (startsOn < parent.openedOn) {
    throw new Failure(
      'organisation.opensBeforeParent',
      { name: parent.name, date: parent.openedOn },
      'startsOn',
    )
  }
  const next = await reviseUnit(tx, actor, unit, { name: last.name, parentId: parent.id, startsOn })
  await assertNoRing(tx, unit, parent, startsOn)
  await record(tx, actor, 'unit.moved', {
    entityId: unit.id,
    unitId: unit.id,
    details: { parent: [last.parentName, parent.name], ...whenAndWhy(actor, startsOn, input.reason) },
  })
  return next
}

/** Takes back the last change that has not begun: its version stays behind, empty, and who planned it stays known. */
export async function dropPlan(
  tx: Tx,
  actor: Actor,
  input: DropPlan,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  await tx.execute(sql`select id from units where kind = 'headquarters' for no key update`)
  const unit = await lockUnit(tx, input.unitId, input.revision)
  const last = await getLastVersion(tx, unit.id)
  if (last.startsOn <= effectiveOn(actor.today, unit.openedOn)) {
    throw new Failure('organisation.nothingPlanned', { name: unit.name })
  }
  await tx.execute(sql`update unit_versions set ends_on = starts_on where id = ${last.id}`)
  await tx.execute(sql`
    update unit_versions set ends_on = null
    where unit_id = ${unit.id} and ends_on = ${last.startsOn} and starts_on < ends_on`)
  await tx.execute(sql`update units set revision = revision + 1 where id = ${unit.id}`)
  const before = await getLastVersion(tx, unit.id)
  // Under another parent again, the unit may stand below what was to move meanwhile.
  if (before.parentId !== last.parentId) {
    await assertNoRing(tx, unit, { name: before.parentName ?? '—' }, last.startsOn)
  }
  await record(tx, actor, 'unit.planDropped', {
    entityId: unit.id,
    unitId: unit.id,
    details: {
      ...(before.name !== last.name && { name: [last.name, before.name] }),
      ...(before.parentId !== last.parentId && { parent: [last.parentName, before.parentName] }),
      effectiveOn: last.startsOn,
    },
  })
  return { code: unit.code, revision: unit.revision + 1 }
}

/** Refused while people, units or open transfers still belong to it. */
export async function closeUnit(
  tx: Tx,
  actor: Actor,
  input: CloseUnit,
): Promise<{ code: string; revision: number }> {
  assertMaintainer(actor)
  const unit = await lockUnit(tx, input.unitId, input.revision)
  if (unit.kind === 'headquarters') throw new Failure('organisation.headquartersStays')
  if (unit.openedOn >= actor.today) throw new Failure('organisation.openedToday', { name: unit.name })
  const last = await getLastVersion(tx, unit.id)
  if (last.startsOn > actor.today) {
    throw new Failure('organisation.closePlanned', { name: unit.name, date: last.startsOn })
  }
  await assertEmpty(tx, actor, unit)
  await tx.execute(sql`
    update units set closed_on = ${actor.today}, revision = revision + 1 where id = ${unit.id}`)
  await tx.execute(sql`
    update unit_versions set ends_on = ${actor.today} where unit_id = ${unit.id} and ends_on is null`)
  await record(tx, actor, 'unit.closed', {
    entityId: unit.id,
    unitId: unit.id,
    details: { name: unit.name, closedOn: actor.today },
  })
  return { code: unit.code, revision: unit.revision + 1 }
}

export function assertMaintainer(actor: Actor): void {
  if (!canMaintain(actor)) throw new Failure('input.refused')
}

/** A code with a wrong sign would name no company, or another one. */
export function assertCreditCode(code: string | undefined): void {
  if (code && !hasCreditCheck(code)) throw new Failure('organisation.creditCodeWrong', {}, 'creditCode')
}

/** Tells whoever saved later that somebody else was faster, and who. */
export async function assertUnchanged(
  tx: Tx,
  entityId: string,
  now: { revision: number },
  seen: number,
): Promise<void> {
  if (now.revision === seen) return
  const last = await findLastChange(tx, entityId)
  throw new Outdated(
    'organisation.changedMeanwhile',
    { revision: now.revision },
    { actor: last?.actorName ?? '—' },
  )
}

type LockedUnit = {
  id: string
  code: string
  kind: UnitKind
  name: string
  parentId: string | null
  openedOn: string
  legalName: string | null
  creditCode: string | null
  revision: number
}

async function lockUnit(tx: Tx, id: string, seen: number): Promise<LockedUnit> {
  const { rows } = await tx.execute<LockedUnit & { closedOn: string | null }>(sql`
    select id, code, kind, name, parent_id as "parentId", opened_on as "openedOn", closed_on as "closedOn",
      legal_name as "legalName", credit_code as "creditCode", revision
    from units where id = ${id} for update`)
  const unit = rows[0] ?? notFound()
  if (unit.closedOn) throw new Failure('organisation.unitClosed', { name: unit.name, date: unit.closedOn })
  await assertUnchanged(tx, id, unit, seen)
  return unit
}

/** The parent cannot close or move away while something is hung under it. */
async function lockParent(
  tx: Tx,
  id: string,
): Promise<{ id: string; kind: UnitKind; name: string; openedOn: string }> {
  const { rows } = await tx.execute<{
    id: string
    kind: UnitKind
    name: string
    openedOn: string
    closedOn: string | null
  }>(sql`
    select id, kind, name, opened_on as "openedOn", closed_on as "closedOn" from units where id = ${id} for share`)
  const parent = rows[0] ?? notFound()
  if (parent.closedOn) {
    throw new Failure('organisation.unitClosed', { name: parent.name, date: parent.closedOn }, 'parentId')
  }
  return parent
}

function assertPlace(kind: UnitKind, parent: { kind: UnitKind; name: string } | undefined): void {
  const fits = parent ? mayStandUnder(kind, parent.kind) : kind === 'headquarters'
  if (!fits) throw new Failure('organisation.placeRefused', { parent: parent?.name ?? '—' }, 'parentId')
}

type LastVersion = {
  id: string
  name: string
  parentId: string | null
  parentName: string | null
  startsOn: string
}

/** How a unit is called and where it stands in the end, planned changes included. */
async function getLastVersion(tx: Tx, unitId: string): Promise<LastVersion> {
  const { rows } = await tx.execute<LastVersion>(sql`
    select v.id, v.name, v.parent_id as "parentId", p.name as "parentName", v.starts_on as "startsOn"
    from unit_versions v left join units p on p.id = v.parent_id
    where v.unit_id = ${unitId} and v.ends_on is null`)
  return rows[0] ?? notFound()
}

/** @returns the first day on which the change holds */
function assertEffective(
  actor: Actor,
  unit: LockedUnit,
  last: LastVersion,
  input: { startsOn?: string | undefined; reason?: string | undefined },
): string {
  const startsOn = input.startsOn ?? effectiveOn(actor.today, unit.openedOn)
  const refusal = changeRefusal(
    startsOn,
    { openedOn: unit.openedOn, lastStartsOn: last.startsOn },
    { today: actor.today, hasReason: input.reason !== undefined },
  )
  const date = refusal === 'beforeOpening' ? unit.openedOn : last.startsOn
  const field = refusal === 'lateWithoutReason' ? 'reason' : 'startsOn'
  if (refusal) throw new Failure(`organisation.${refusal}`, { name: unit.name, date }, field)
  return startsOn
}

function whenAndWhy(actor: Actor, startsOn: string, reason: string | undefined): Record<string, string> {
  return {
    ...(startsOn !== actor.today && { effectiveOn: startsOn }),
    ...(reason !== undefined && { reason }),
  }
}

/** The tree of today changes at once when the day has come; what is planned waits for it (app.apply_unit_versions). */
async function reviseUnit(
  tx: Tx,
  actor: Actor,
  unit: LockedUnit,
  { startsOn, ...next }: { name: string; parentId: string | null; startsOn: string },
): Promise<{ code: string; revision: number }> {
  const isNow = startsOn <= effectiveOn(actor.today, unit.openedOn)
  await tx.execute(
    isNow
      ? sql`update units set name = ${next.name}, parent_id = ${next.parentId}, revision = revision + 1 where id = ${unit.id}`
      : sql`update units set revision = revision + 1 where id = ${unit.id}`,
  )
  // A second change on one day leaves an empty version behind: it held at no time, yet who made it stays known.
  await tx.execute(sql`
    update unit_versions set ends_on = ${startsOn} where unit_id = ${unit.id} and ends_on is null`)
  await insertVersion(tx, actor, { unitId: unit.id, ...next, startsOn })
  return { code: unit.code, revision: unit.revision + 1 }
}

/** On no day from `from` on may a unit stand below itself: asked on each day on which the tree changes. */
async function assertNoRing(
  tx: Tx,
  unit: { id: string; name: string },
  parent: { name: string },
  from: string,
): Promise<void> {
  const { rowCount } = await tx.execute(sql`
    with recursive days as (
      select ${from}::date as on_day
      union select starts_on from unit_versions where starts_on > ${from}
    ), above as (
      select d.on_day, v.parent_id as id from days d
      join unit_versions v on v.unit_id = ${unit.id} and v.starts_on <= d.on_day and (v.ends_on is null or v.ends_on > d.on_day)
      union
      select a.on_day, v.parent_id from above a
      join unit_versions v on v.unit_id = a.id and v.starts_on <= a.on_day and (v.ends_on is null or v.ends_on > a.on_day)
    ) select from above where id = ${unit.id} limit 1`)
  if (rowCount) {
    throw new Failure('organisation.moveMakesRing', { unit: unit.name, parent: parent.name }, 'parentId')
  }
}

async function insertVersion(
  tx: Tx,
  actor: Actor,
  version: { unitId: string; name: string; parentId: string | null; startsOn: string },
): Promise<void> {
  await tx.execute(sql`
    insert into unit_versions (unit_id, name, parent_id, starts_on, changed_by, changed_by_name, created_at)
    values (${version.unitId}, ${version.name}, ${version.parentId}, ${version.startsOn}, ${actor.userId}, ${actor.name},
      ${actor.now.toISOString()})`)
}

async function assertEmpty(tx: Tx, actor: Actor, unit: LockedUnit): Promise<void> {
  const { rows } = await tx.execute<{ people: number; units: number; transfers: number }>(sql`
    select
      (select count(distinct employee_id)::int from assignments
        where (unit_id = ${unit.id} or home_unit_id = ${unit.id}) and (ends_on is null or ends_on > ${actor.today})) as people,
      (select count(*)::int from units u where u.closed_on is null and (u.parent_id = ${unit.id} or exists (
        select from unit_versions v where v.unit_id = u.id and v.parent_id = ${unit.id}
          and v.starts_on > ${actor.today} and (v.ends_on is null or v.ends_on > v.starts_on)))) as units,
      (select count(*)::int from transfers where to_unit_id = ${unit.id} and state = 'open') as transfers`)
  const left = rows[0] ?? { people: 0, units: 0, transfers: 0 }
  if (left.people > 0) {
    throw new Failure('organisation.closeHasPeople', { name: unit.name, count: left.people })
  }
  if (left.units > 0) {
    throw new Failure('organisation.closeHasUnits', { name: unit.name, count: left.units })
  }
  if (left.transfers > 0) {
    throw new Failure('organisation.closeHasTransfers', { name: unit.name, count: left.transfers })
  }
}
