import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { listLawLimits } from '../partners/queries'
import type { LawLimit } from '../partners/rules'
import { readsRosters, type Span, type Stay } from './rules'

export type RosterStore = { id: string; code: string; name: string; zone: string }

/** The store of the caller's seat, or at headquarters one by its code; undefined where it is no store. */
export async function findRosterStore(
  tx: Tx,
  by: { id: string } | { code: string },
): Promise<RosterStore | undefined> {
  const { rows } = await tx.execute<RosterStore>(sql`
    select u.id, u.code, u.name, u.zone from units u where u.kind = 'store'
      and ${'id' in by ? sql`u.id = ${by.id}` : sql`u.code = ${by.code}`}`)
  return rows[0]
}

export type Shift = {
  id: string
  name: string
  startsAt: string
  endsAt: string
  breakMinutes: number
  endedOn: string | null
  revision: number
}

const shiftColumns = sql`s.id, s.name, to_char(s.starts_at, 'HH24:MI') as "startsAt", to_char(s.ends_at, 'HH24:MI') as "endsAt",
  s.break_minutes as "breakMinutes", s.ended_on::text as "endedOn", s.revision`

/** The shifts of a store on which somebody may be rostered on a day or later, the earliest first. */
export async function listShifts(tx: Tx, unitId: string, on: string): Promise<Shift[]> {
  const { rows } = await tx.execute<Shift>(sql`
    select ${shiftColumns} from shifts s where s.unit_id = ${unitId} and (s.ended_on is null or s.ended_on > ${on})
    order by s.starts_at, s.ends_at, s.name`)
  return rows
}

/** A shift of a store, held until the end of the transaction. */
export async function lockShift(tx: Tx, unitId: string, id: string): Promise<Shift | undefined> {
  const { rows } = await tx.execute<Shift>(
    sql`select ${shiftColumns} from shifts s where s.id = ${id} and s.unit_id = ${unitId} for update`,
  )
  return rows[0]
}

/** Who changed a shift last, to tell the one who comes later. A store does not read the trail of its shifts. */
export async function findShiftChanger(tx: Tx, id: string): Promise<string> {
  const { rows } = await tx.execute<{ name: string | null }>(sql`select app.shift_changer(${id}) as name`)
  return rows[0]?.name ?? '—'
}

export type RosterPerson = {
  id: string
  number: string
  name: string
  position: string
  userId: string | null
  stays: Stay[]
}

/**
 * Who is in a store on any day of a week, or arrives in it, and who is rostered in it and was gone already; as far as the caller sees them,
 * in the order of their names.
 */
export async function listRosterPeople(tx: Tx, unitId: string, week: string): Promise<RosterPerson[]> {
  const { rows } = await tx.execute<RosterPerson>(sql`
    select e.id, e.number, e.name, (array_agg(p.name order by a.starts_on desc, p.name))[1] as position, e.user_id as "userId",
      json_agg(json_build_object('startsOn', a.starts_on, 'endsOn', a.ends_on) order by a.starts_on) as stays
    from assignments a join employees e on e.id = a.employee_id join positions p on p.id = a.position_id
    where a.unit_id = ${unitId} and a.starts_on < ${addDays(week, 7)} and (a.ends_on is null or a.ends_on > ${week}
      or e.id in (select r.employee_id from roster_entries r where ${inWeek(unitId, week)} and r.status = 'planned'))
    group by e.id order by e.name_pinyin, e.number`)
  return rows
}

export type RosterEntry = Span & {
  id: string
  employeeId: string
  employeeName: string
  shiftId: string
  shift: string
  onDay: string
  breakMinutes: number
  isPublished: boolean
}

type EntryRow = Omit<RosterEntry, 'startsAt' | 'endsAt'> & { startsAt: string; endsAt: string }

const entryColumns = sql`r.id, r.employee_id as "employeeId", r.employee_name as "employeeName", r.shift_id as "shiftId", s.name as shift,
  r.on_day::text as "onDay", r.starts_at as "startsAt", r.ends_at as "endsAt", r.break_minutes as "breakMinutes",
  r.published_at is not null as "isPublished"`

const asEntry = (row: EntryRow): RosterEntry => ({
  ...row,
  startsAt: new Date(row.startsAt),
  endsAt: new Date(row.endsAt),
})

async function listEntries(tx: Tx, where: SQL): Promise<RosterEntry[]> {
  const { rows } = await tx.execute<EntryRow>(sql`
    select ${entryColumns} from roster_entries r join shifts s on s.id = r.shift_id where ${where} order by r.on_day, r.starts_at, r.id`)
  return rows.map(asEntry)
}

const inWeek = (unitId: string, week: string): SQL =>
  sql`r.unit_id = ${unitId} and r.on_day >= ${week} and r.on_day < ${addDays(week, 7)}`

/** Who works when in a store in one week. */
export const listWeek = (tx: Tx, unitId: string, week: string): Promise<RosterEntry[]> =>
  listEntries(tx, sql`${inWeek(unitId, week)} and r.status = 'planned'`)

/** Shifts of a week that are free since somebody is not there any more, and that nobody fills yet. */
export const listOpenShifts = (
  tx: Tx,
  { today }: Actor,
  unitId: string,
  week: string,
): Promise<RosterEntry[]> =>
  listEntries(
    tx,
    sql`${inWeek(unitId, week)} and r.status = 'released' and r.filled_by_id is null and r.on_day >= ${today}`,
  )

export type Roster = {
  store: RosterStore
  shifts: Shift[]
  people: RosterPerson[]
  entries: RosterEntry[]
  /** Of the Sunday before the week, for the night to its Monday. */
  before: RosterEntry[]
  open: RosterEntry[]
  limits: LawLimit[]
}

/** A store's week with everything that its page says of it. */
export async function getRoster(tx: Tx, actor: Actor, store: RosterStore, week: string): Promise<Roster> {
  return {
    store,
    shifts: await listShifts(tx, store.id, actor.today),
    people: await listRosterPeople(tx, store.id, week),
    entries: await listWeek(tx, store.id, week),
    before: await listEntries(
      tx,
      sql`r.unit_id = ${store.id} and r.on_day = ${addDays(week, -1)} and r.status = 'planned'`,
    ),
    open: await listOpenShifts(tx, actor, store.id, week),
    limits: await listLawLimits(tx, week),
  }
}

export type OwnEntry = Pick<
  RosterEntry,
  'id' | 'shift' | 'onDay' | 'startsAt' | 'endsAt' | 'breakMinutes'
> & {
  store: string
  zone: string
}

export type TodayEntry = RosterEntry & { zone: string; isOpen: boolean }

/** Who works in a store today, and which shifts of the day nobody works; nothing in a region. */
export async function listToday(tx: Tx, { unitId, today }: Actor): Promise<TodayEntry[]> {
  const { rows } = await tx.execute<EntryRow & TodayEntry>(sql`
    select ${entryColumns}, u.zone, r.status = 'released' as "isOpen"
    from roster_entries r join shifts s on s.id = r.shift_id join units u on u.id = r.unit_id
    where r.unit_id = ${unitId} and r.on_day = ${today} and (r.status = 'planned' or r.filled_by_id is null)
    order by r.starts_at, r.ends_at, s.name, r.employee_name`)
  return rows.map(row => ({ ...row, ...asEntry(row) }))
}

/** When somebody works from a day on, as far as it is published. */
export async function listOwnEntries(
  tx: Tx,
  employeeId: string | null,
  span: { from: string; to: string },
  most: number,
): Promise<OwnEntry[]> {
  const { rows } = await tx.execute<EntryRow & OwnEntry>(sql`
    select ${entryColumns}, u.name as store, u.zone from roster_entries r join shifts s on s.id = r.shift_id join units u on u.id = r.unit_id
    where r.employee_id = ${employeeId} and r.on_day >= ${span.from} and r.on_day < ${span.to} and r.status = 'planned'
      and r.published_at is not null
    order by r.starts_at limit ${most}`)
  return rows.map(row => ({ ...row, ...asEntry(row) }))
}

/** More than are rostered on two days, in whatever stores. */
const mostNear = 12

/** The next time that somebody works, or works now, with what is left of that day; for a store only in it. */
export async function listNextShifts(tx: Tx, actor: Actor, employeeId: string | null): Promise<OwnEntry[]> {
  const from = addDays(actor.today, -1)
  const near = await listOwnEntries(tx, employeeId, { from, to: addDays(actor.today, 14) }, mostNear)
  const entries = near.filter(entry => entry.endsAt > actor.now)
  return entries.filter(entry => entry.onDay === entries[0]?.onDay)
}

export type StoreOfRegion = { code: string; name: string; shifts: number; open: number; drafts: number }

/** The stores below a unit with what there is to be done about their rosters of a week. */
export async function listRosterStores(tx: Tx, actor: Actor, week: string): Promise<StoreOfRegion[]> {
  const { rows } = await tx.execute<StoreOfRegion>(sql`
    select u.code, u.name, count(r.id) filter (where r.status = 'planned')::int as shifts,
      count(r.id) filter (where r.status = 'released' and r.filled_by_id is null and r.on_day >= ${actor.today})::int as open,
      count(r.id) filter (where r.status = 'planned' and r.published_at is null and r.on_day >= ${actor.today})::int as drafts
    from units u left join roster_entries r on r.unit_id = u.id and r.on_day >= ${week} and r.on_day < ${addDays(week, 7)}
    where u.id = any ((select app.unit_ids())::uuid[]) and u.kind = 'store' and (u.closed_on is null or u.closed_on > ${actor.today})
    group by u.id order by u.name`)
  return rows
}

/** Those of the spans that run into what the same people are rostered for already, wherever it is. */
export async function findClashes(tx: Tx, wanted: (Span & { employeeId: string })[]): Promise<Set<number>> {
  if (wanted.length === 0) return new Set()
  const { rows } = await tx.execute<{ nth: number }>(sql`
    select nth from app.roster_clashes(${sql.param(wanted.map(one => one.employeeId))}::uuid[],
      ${sql.param(wanted.map(one => one.startsAt.toISOString()))}::timestamptz[],
      ${sql.param(wanted.map(one => one.endsAt.toISOString()))}::timestamptz[]) nth`)
  return new Set(rows.map(row => row.nth - 1))
}

export type RosterImpact = {
  /** What becomes free where somebody goes; undefined where nothing does, or where it is not for the reader. */
  released:
    | {
        n: number
        /** Of these, what is not published yet. */
        drafts: number
        firstOn: string
        lastOn: string
        shifts: { name: string; n: number }[]
      }
    | undefined
  /** When one works where they come to: none where there are no shifts yet, or where they are not for the reader. */
  shifts: Pick<Shift, 'id' | 'name' | 'startsAt' | 'endsAt'>[]
}

/**
 * What a transfer means for rosters, as far as the caller may read them: somebody who stays longer changes none.
 * @param appliedBy the request that set the shifts free already, once it is approved
 */
export async function findRosterImpact(
  tx: Tx,
  actor: Actor,
  change: { kind: string; effectiveOn: string; fromUnitKind: string; toUnitKind: string },
  who: { employeeId: string; fromUnitId: string; toUnitId: string },
  appliedBy?: string,
): Promise<RosterImpact | undefined> {
  if (change.kind === 'extend' || !readsRosters(actor.role)) return undefined
  return {
    released:
      change.fromUnitKind === 'store' ? await findReleased(tx, actor, change, who, appliedBy) : undefined,
    shifts: change.toUnitKind === 'store' ? await listShifts(tx, who.toUnitId, change.effectiveOn) : [],
  }
}

async function findReleased(
  tx: Tx,
  { today }: Actor,
  { effectiveOn }: { effectiveOn: string },
  { employeeId, fromUnitId }: { employeeId: string; fromUnitId: string },
  appliedBy: string | undefined,
): Promise<RosterImpact['released']> {
  const which = appliedBy
    ? sql`r.status = 'released' and r.released_by_id = ${appliedBy}`
    : sql`r.status = 'planned' and r.on_day >= ${effectiveOn < today ? today : effectiveOn}`
  const { rows } = await tx.execute<{
    name: string
    n: number
    drafts: number
    firstOn: string
    lastOn: string
  }>(sql`
    select s.name, count(*)::int as n, (count(*) - count(r.published_at))::int as drafts, min(r.on_day)::text as "firstOn", max(r.on_day)::text as "lastOn"
    from roster_entries r join shifts s on s.id = r.shift_id
    where r.employee_id = ${employeeId} and r.unit_id = ${fromUnitId} and ${which} group by s.id order by s.starts_at, s.name`)
  const days = rows.flatMap(row => [row.firstOn, row.lastOn]).sort()
  const [firstOn] = days
  if (!firstOn) return undefined
  return {
    n: rows.reduce((sum, row) => sum + row.n, 0),
    drafts: rows.reduce((sum, row) => sum + row.drafts, 0),
    firstOn,
    lastOn: days.at(-1) ?? firstOn,
    shifts: rows.map(({ name, n }) => ({ name, n })),
  }
}
