import 'server-only'
import { and, eq, gte, inArray, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { rosterEntries, shifts } from '@/db/schema/rosters'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import { changesBetween, record } from '../trail'
import type {
  addShiftInput,
  arrangeRosterInput,
  changeShiftInput,
  dropOpenShiftInput,
  endShiftInput,
  rosterWeekInput,
} from './input'
import {
  findClashes,
  findRosterStore,
  findShiftChanger,
  listOpenShifts,
  listRosterPeople,
  listShifts,
  listWeek,
  lockShift,
  type RosterEntry,
  type RosterPerson,
  type RosterStore,
  type Shift,
} from './queries'
import {
  absenceOn,
  type CopyReason,
  copyReasons,
  furthestDays,
  isBreakTooLong,
  isNear,
  isSameCell,
  mayRoster,
  mostShifts,
  overlap,
  type ShiftTimes,
  type Span,
  spanOf,
  weekOf,
} from './rules'

export async function addShift(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addShiftInput>,
): Promise<{ id: string }> {
  const store = await holdRoster(tx, actor)
  assertTimes(input)
  if ((await listShifts(tx, store.id, actor.today)).length >= mostShifts)
    throw new Failure('rosters.tooManyShifts', { max: mostShifts })
  const id = newId(actor.now)
  await tx.insert(shifts).values({ id, unitId: store.id, ...input, createdAt: actor.now })
  await record(tx, actor, 'shift.added', { entityId: id, unitId: store.id, details: { ...input } })
  return { id }
}

/** What is rostered already keeps the times that it was entered with. */
export async function changeShift(
  tx: Tx,
  actor: Actor,
  { shiftId, revision, ...facts }: z.output<typeof changeShiftInput>,
): Promise<{ id: string }> {
  const store = await holdRoster(tx, actor)
  const shift = await lockStanding(tx, actor, store, shiftId, revision)
  assertTimes(facts)
  const { name, startsAt, endsAt, breakMinutes } = shift
  const changes = changesBetween({ name, startsAt, endsAt, breakMinutes }, facts)
  if (Object.keys(changes).length === 0) return { id: shift.id }
  await tx
    .update(shifts)
    .set({ ...facts, revision: shift.revision + 1 })
    .where(eq(shifts.id, shift.id))
  await record(tx, actor, 'shift.changed', {
    entityId: shift.id,
    unitId: store.id,
    details: { name: facts.name, ...changes },
  })
  return { id: shift.id }
}

/** Nobody is rostered on it any more; what is rostered stays. */
export async function endShift(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof endShiftInput>,
): Promise<{ id: string }> {
  const store = await holdRoster(tx, actor)
  const shift = await lockStanding(tx, actor, store, input.shiftId, input.revision)
  await tx
    .update(shifts)
    .set({ endedOn: actor.today, revision: shift.revision + 1 })
    .where(eq(shifts.id, shift.id))
  await record(tx, actor, 'shift.ended', {
    entityId: shift.id,
    unitId: store.id,
    details: { name: shift.name },
  })
  return { id: shift.id }
}

type Wanted = typeof rosterEntries.$inferInsert & { id: string; startsAt: Date; endsAt: Date }

/**
 * Changes one week of a store's roster, all of it or nothing: who works when that did not, otherwise, or not any more. What was
 * published stays so, and whom it concerns is told. An open shift is filled by whoever is rostered on it.
 */
export async function arrangeRoster(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof arrangeRosterInput>,
): Promise<{ added: number; changed: number; removed: number }> {
  const store = await holdRoster(tx, actor)
  const { week } = input
  assertNear(actor, week)
  const people = new Map((await listRosterPeople(tx, store.id, week)).map(one => [one.number, one]))
  const shifts = new Map((await listShifts(tx, store.id, actor.today)).map(one => [one.id, one]))
  const before = cellsOf(await listWeek(tx, store.id, week))
  const replaced: RosterEntry[] = []
  const wanted: Wanted[] = []
  const done = { added: 0, changed: 0, removed: 0 }
  for (const { employee, day, shifts: asked, saw } of input.changes) {
    if (day < actor.today) throw new Failure('rosters.dayOver', { date: day })
    const person = people.get(employee) ?? notFound()
    const cell = before.get(placeOf({ employeeId: person.id, onDay: day })) ?? []
    const there = cell.map(one => one.shiftId)
    if (!isSameCell(there, saw)) throw new Failure('rosters.cellChanged', { name: person.name, date: day })
    const gone = cell.filter(one => !asked.includes(one.shiftId))
    const fresh = asked.filter(id => !there.includes(id))
    replaced.push(...gone)
    for (const id of fresh) {
      const shift = shifts.get(id) ?? notFound()
      if (absenceOn(person.stays, day)) throw new Failure('rosters.notHere', { name: person.name, date: day })
      if (shift.endedOn && shift.endedOn <= day) throw new Failure('rosters.shiftEnded', { name: shift.name })
      const isPublished = gone.some(one => one.isPublished)
      wanted.push(entryOf(actor, store, person, day, shift, isPublished))
    }
    const swapped = Math.min(gone.length, fresh.length)
    done.changed += swapped
    done.added += fresh.length - swapped
    done.removed += gone.length - swapped
  }
  if (replaced.length + wanted.length === 0) return done
  if (replaced.length > 0)
    await tx.delete(rosterEntries).where(
      inArray(
        rosterEntries.id,
        replaced.map(one => one.id),
      ),
    )
  await assertFree(tx, wanted)
  await enter(tx, actor, store, week, wanted)
  await tellChanged(tx, actor, store, week, [...people.values()], replaced)
  await record(tx, actor, 'roster.arranged', {
    entityId: store.id,
    unitId: store.id,
    details: { week, ...done },
  })
  return done
}

export type Copied = { copied: number; left: Record<CopyReason, number> }

/** Brings what was rostered in the week before into this one, as drafts, wherever nothing stands in its way; says what it left out. */
export async function copyRosterWeek(
  tx: Tx,
  actor: Actor,
  { week }: z.output<typeof rosterWeekInput>,
): Promise<Copied> {
  const store = await holdRoster(tx, actor)
  assertNear(actor, week)
  const last = await listWeek(tx, store.id, addDays(week, -7))
  if (last.length === 0) throw new Failure('rosters.nothingToCopy')
  const people = new Map((await listRosterPeople(tx, store.id, week)).map(one => [one.id, one]))
  const shifts = new Map((await listShifts(tx, store.id, actor.today)).map(one => [one.id, one]))
  const taken = new Set((await listWeek(tx, store.id, week)).map(placeOf))
  const left = Object.fromEntries(copyReasons.map(reason => [reason, 0])) as Record<CopyReason, number>
  const possible: Wanted[] = []
  for (const entry of last) {
    const day = addDays(entry.onDay, 7)
    const person = people.get(entry.employeeId)
    const shift = shifts.get(entry.shiftId)
    if (day < actor.today) left.past++
    else if (!shift || (shift.endedOn && shift.endedOn <= day)) left.ended++
    else if (!person || absenceOn(person.stays, day)) left.away++
    else if (taken.has(placeOf({ employeeId: person.id, onDay: day }))) left.taken++
    else possible.push(entryOf(actor, store, person, day, shift, false))
  }
  const clashes = await findClashes(tx, possible)
  const wanted: Wanted[] = []
  for (const [nth, one] of possible.entries()) {
    if (clashes.has(nth) || wanted.some(other => runsInto(one, other))) left.clash++
    else wanted.push(one)
  }
  if (wanted.length === 0) return { copied: 0, left }
  await enter(tx, actor, store, week, wanted)
  await record(tx, actor, 'roster.copied', {
    entityId: store.id,
    unitId: store.id,
    details: { week, added: wanted.length },
  })
  return { copied: wanted.length, left }
}

/** What is drafted for a week can be read by those who work then, and they are told, once each. */
export async function publishRoster(
  tx: Tx,
  actor: Actor,
  { week }: z.output<typeof rosterWeekInput>,
): Promise<{ published: number }> {
  const store = await holdRoster(tx, actor)
  assertNear(actor, week)
  const { rows } = await tx.execute<{ employeeId: string }>(sql`
    update roster_entries set published_at = ${actor.now} where unit_id = ${store.id} and on_day >= ${week} and on_day < ${addDays(week, 7)}
      and on_day >= ${actor.today} and status = 'planned' and published_at is null returning employee_id as "employeeId"`)
  if (rows.length === 0) throw new Failure('rosters.nothingToPublish')
  const concerned = new Set(rows.map(row => row.employeeId))
  const people = (await listRosterPeople(tx, store.id, week)).filter(one => concerned.has(one.id))
  await notify(
    tx,
    actor,
    people.map(one => one.userId),
    'rosterPublished',
    { store: store.name, from: week, to: addDays(week, 6) },
    pathOf(store, week),
  )
  await record(tx, actor, 'roster.published', {
    entityId: store.id,
    unitId: store.id,
    details: { week, shifts: rows.length, people: concerned.size },
  })
  return { published: rows.length }
}

/** An open shift that the store does without: it is not offered any more, nor given back to whom it was. */
export async function dropOpenShift(
  tx: Tx,
  actor: Actor,
  { entryId }: z.output<typeof dropOpenShiftInput>,
): Promise<{ id: string }> {
  const store = await holdRoster(tx, actor)
  const [dropped] = await tx
    .delete(rosterEntries)
    .where(
      and(
        eq(rosterEntries.id, entryId),
        eq(rosterEntries.unitId, store.id),
        eq(rosterEntries.status, 'released'),
        isNull(rosterEntries.filledById),
        gte(rosterEntries.onDay, actor.today),
      ),
    )
    .returning({ shiftId: rosterEntries.shiftId, onDay: rosterEntries.onDay })
  if (!dropped) notFound()
  const shift = (await lockShift(tx, store.id, dropped.shiftId)) ?? notFound()
  await record(tx, actor, 'roster.openDropped', {
    entityId: store.id,
    unitId: store.id,
    details: { name: shift.name, date: dropped.onDay },
  })
  return { id: entryId }
}

type Settled = {
  unitId: string
  unitCode: string
  unit: string
  status: 'planned' | 'released'
  shifts: number
  /** Null where none is theirs again, for somebody fills them all. */
  firstOn: string | null
  lastOn: string | null
  published: string[]
  filled: string[]
}

/**
 * What a transfer or leaving that was just applied, or taken back, means for rosters: shifts of somebody who is not there any more are
 * free, and theirs again where it is taken back. Whoever leads the store is told, with the week in which it begins; and the person, of what
 * was published.
 * @returns facts for the one trail row of the command
 */
export async function settleRosters(
  tx: Tx,
  actor: Actor,
  request: { id: string; summary: Record<string, string>; employeeUserId: string | null },
): Promise<{ releasedShifts?: number; shiftsBack?: number }> {
  const { rows } = await tx.execute<Settled>(sql`
    select unit_id as "unitId", unit_code as "unitCode", unit, status, shifts, first_on::text as "firstOn", last_on::text as "lastOn",
      published, filled
    from app.settle_rosters(${request.id})`)
  for (const row of rows) {
    await tellOwner(tx, actor, request.employeeUserId, row)
    const { unitId, unitCode, unit, status, shifts, firstOn, lastOn } = row
    if (!firstOn || !lastOn) continue
    const { rows: leads } = await tx.execute<{ user_id: string }>(
      sql`select user_id from app.unit_leads(${unitId}, 'manager')`,
    )
    await notify(
      tx,
      actor,
      leads.map(lead => lead.user_id),
      status === 'released' ? 'rosterReleased' : 'rosterGivenBack',
      {
        employee: request.summary.employee ?? '',
        store: unit,
        n: String(shifts),
        from: firstOn,
        to: lastOn,
      },
      pathOf({ code: unitCode }, firstOn),
    )
  }
  const sum = (status: Settled['status']) =>
    rows.filter(row => row.status === status).reduce((n, row) => n + row.shifts, 0)
  const [released, back] = [sum('released'), sum('planned')]
  return { ...(released > 0 && { releasedShifts: released }), ...(back > 0 && { shiftsBack: back }) }
}

/** Whose published shifts are free, or theirs again, hears of which days, and which of these somebody else works now. */
async function tellOwner(
  tx: Tx,
  actor: Actor,
  userId: string | null,
  { unitCode, unit, status, published, filled }: Settled,
): Promise<void> {
  const [firstOn] = [...published, ...filled].sort()
  if (!firstOn) return
  const path = pathOf({ code: unitCode }, weekOf(firstOn))
  const values = { store: unit, dates: published, filled }
  if (status === 'released') await notify(tx, actor, [userId], 'rosterOwnReleased', values, path)
  else if (filled.length === 0) await notify(tx, actor, [userId], 'rosterOwnBack', values, path)
  else if (published.length === 0) await notify(tx, actor, [userId], 'rosterOwnFilled', values, path)
  else await notify(tx, actor, [userId], 'rosterOwnBackInPart', values, path)
}

/** The store of the seat, whose roster one command at a time changes. */
async function holdRoster(tx: Tx, actor: Actor): Promise<RosterStore> {
  if (!mayRoster(actor) || !actor.unitId) throw new Failure('rosters.notYours')
  const store = await findRosterStore(tx, { id: actor.unitId })
  if (!store) throw new Failure('rosters.noStore')
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`roster of ${store.id}`}, 0))`)
  return store
}

function assertNear(actor: Actor, week: string): void {
  if (!isNear(week, actor.today)) throw new Failure('rosters.tooFar', { days: furthestDays }, 'week')
}

function assertTimes(times: ShiftTimes): void {
  if (times.startsAt === times.endsAt) throw new Failure('rosters.noTime', {}, 'endsAt')
  if (isBreakTooLong(times)) throw new Failure('rosters.breakTooLong', {}, 'breakMinutes')
}

async function lockStanding(
  tx: Tx,
  actor: Actor,
  store: RosterStore,
  id: string,
  seen: number,
): Promise<Shift> {
  const shift = (await lockShift(tx, store.id, id)) ?? notFound()
  if (shift.endedOn && shift.endedOn <= actor.today)
    throw new Failure('rosters.shiftEnded', { name: shift.name })
  if (shift.revision !== seen)
    throw new Outdated(
      'organisation.changedMeanwhile',
      { revision: shift.revision },
      { actor: await findShiftChanger(tx, id) },
    )
  return shift
}

const placeOf = ({ employeeId, onDay }: { employeeId: string; onDay: string }): string =>
  `${employeeId} ${onDay}`

/** What is rostered, by person and day. */
function cellsOf(entries: RosterEntry[]): Map<string, RosterEntry[]> {
  const cells = new Map<string, RosterEntry[]>()
  for (const entry of entries) cells.set(placeOf(entry), [...(cells.get(placeOf(entry)) ?? []), entry])
  return cells
}

const pathOf = ({ code }: { code: string }, day: string): string => `rosters/${code}?week=${day}`

function entryOf(
  actor: Actor,
  store: RosterStore,
  person: RosterPerson,
  day: string,
  shift: Shift,
  isPublished: boolean,
): Wanted {
  return {
    id: newId(actor.now),
    unitId: store.id,
    employeeId: person.id,
    employeeName: person.name,
    shiftId: shift.id,
    onDay: day,
    ...spanOf(store.zone, day, shift),
    breakMinutes: shift.breakMinutes,
    publishedAt: isPublished ? actor.now : null,
    createdAt: actor.now,
  }
}

const isSameSpan = (one: Span, other: Span): boolean =>
  +one.startsAt === +other.startsAt && +one.endsAt === +other.endsAt

const runsInto = (one: Wanted, other: Wanted): boolean =>
  one.employeeId === other.employeeId && overlap(one, other)

/** Names the first who would work twice at a time: here, or in another store, of which no more is said. */
async function assertFree(tx: Tx, wanted: Wanted[]): Promise<void> {
  const clashes = await findClashes(tx, wanted)
  const twice = wanted.find(
    (one, nth) => clashes.has(nth) || wanted.some(other => other !== one && runsInto(one, other)),
  )
  if (twice) throw new Failure('rosters.clashes', { name: twice.employeeName, date: twice.onDay })
}

/**
 * Writes entries, and has them fill what is open on the same day: of the same shift, or else at the same times, for the shift itself may be
 * ended.
 */
async function enter(
  tx: Tx,
  actor: Actor,
  store: RosterStore,
  week: string,
  wanted: Wanted[],
): Promise<void> {
  if (wanted.length === 0) return
  await tx.insert(rosterEntries).values(wanted)
  const open = await listOpenShifts(tx, actor, store.id, week)
  for (const { id, shiftId, onDay, ...span } of wanted) {
    const filled =
      open.find(one => one.onDay === onDay && one.shiftId === shiftId) ??
      open.find(one => one.onDay === onDay && isSameSpan(one, span))
    if (filled) open.splice(open.indexOf(filled), 1)
    if (filled) await tx.update(rosterEntries).set({ filledById: id }).where(eq(rosterEntries.id, filled.id))
  }
}

/** Whose published shifts are others now, or none, hears of which days. */
async function tellChanged(
  tx: Tx,
  actor: Actor,
  store: RosterStore,
  week: string,
  people: RosterPerson[],
  replaced: RosterEntry[],
): Promise<void> {
  for (const person of people) {
    const days = replaced.filter(one => one.employeeId === person.id && one.isPublished)
    if (days.length === 0) continue
    const values = { store: store.name, dates: [...new Set(days.map(one => one.onDay))].sort() }
    await notify(tx, actor, [person.userId], 'rosterChanged', values, pathOf(store, week))
  }
}
