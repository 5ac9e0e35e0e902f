import { zone } from '../clock'
import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { credentials, users } from '@/db/schema/account'
import type { Actor, Locale, Role, Theme } from '../actor'
import { keyset, type Page, type PageRequest } from '../paging'
import { everythingOpen } from '../requests/queries'
import { contains, normalise, requestPrefix, startsWith, termOf } from '../search/rules'
import { hasPlace, portalOf, seatKey, type Title } from './rules'

export type Account = {
  userId: string
  locale: Locale
  theme: Theme
  passwordHash: string
}

/** Somebody who may sign in: known, with a password, not disabled. */
export async function findAccount(tx: Tx, login: string): Promise<Account | undefined> {
  const [found] = await tx
    .select({
      userId: users.id,
      locale: users.locale,
      theme: users.theme,
      passwordHash: credentials.passwordHash,
    })
    .from(users)
    .innerJoin(credentials, eq(credentials.userId, users.id))
    .where(and(eq(users.login, login), isNull(users.disabledAt)))
  return found
}

export type SeatOf = { role: Role; unitCode: string; grantId: string | null }

/** The seats behind a session, for sign-in, which has none itself. */
export async function listSeatsOf(tx: Tx, tokenHash: string): Promise<SeatOf[]> {
  await tx.execute(sql`select set_config('app.session', ${tokenHash}, true)`)
  const { rows } = await tx.execute<SeatOf>(
    sql`select role, unit_code as "unitCode", grant_id as "grantId" from app.my_seats()`,
  )
  return rows
}

export type Holder = {
  userId: string
  sessionId: string
  login: string
  name: string
  locale: Locale
  theme: Theme
  /** The first of their seats, or employee where they have none. */
  role: Role
  seats: SeatOf[]
  /** The one that they chose last, while it is theirs. */
  lastSeat: SeatOf | undefined
  passwordHash: string
  mustChange: boolean
  expiresAt: string
}

/** Who holds a session that is still good, outside any seat. */
export async function findHolder(tx: Tx, tokenHash: string): Promise<Holder | undefined> {
  const { rows } = await tx.execute<Omit<Holder, 'role' | 'seats' | 'lastSeat'>>(sql`
    select u.id as "userId", s.id as "sessionId", u.login, u.name, u.locale, u.theme, c.password_hash as "passwordHash",
      c.must_change as "mustChange", s.expires_at as "expiresAt"
    from sessions s join users u on u.id = s.user_id join credentials c on c.user_id = u.id
    where s.token_hash = ${tokenHash} and s.revoked_at is null and s.expires_at > now() and s.idle_expires_at > now()
      and u.disabled_at is null`)
  const holder = rows[0]
  if (!holder) return undefined
  const seats = await listSeatsOf(tx, tokenHash)
  const { rows: recent } = await tx.execute<SeatOf>(
    sql`select role, unit_code as "unitCode", grant_id as "grantId" from app.recent_seats() limit 1`,
  )
  return { ...holder, seats, lastSeat: recent[0], role: seats[0]?.role ?? 'employee' }
}

export type Frame = {
  seat: FrameSeat | undefined
  /** Whether they may work from anywhere else as well. */
  isMobile: boolean
  /** Whether a seat of theirs is at headquarters. */
  isOffice: boolean
  /** Both stop at 100: a badge never counts all rows. */
  unread: number
  open: number
  /** The newest event that any page asked for from now on has in it: those of the last moments may be too new for it. */
  heard: number
}
/** `unitKind` is that of the unit that the role was granted for: a region's manager has a seat in each of its stores. */
export type FrameSeat = { grantId: string | null; role: Role; unitCode: string; unitKind: string }

/** What the frame of every page shows: where the reader works from, and how much waits. */
export async function getFrame(tx: Tx, actor: Actor): Promise<Frame> {
  // Sent together: the pipeline makes one way of both.
  const counted = tx.execute<{ unread: number; open: number; heard: string }>(sql`/* plan once */
    select
      (select count(*)::int from (select from notifications
        where user_id = ${actor.userId} and read_at is null limit 100) n) as unread,
      (select count(*)::int from (select from (${everythingOpen(actor)}) o limit 100) n) as open,
      coalesce((select id from events where user_id = ${actor.userId} and at < now() - interval '2 seconds'
        order by id desc limit 1), 0) as heard`)
  const listed = tx.execute<FrameSeat & { hasBelow: boolean }>(sql`/* plan once */
    select s.grant_id as "grantId", s.role, s.unit_code as "unitCode", s.unit_kind as "unitKind",
      s.role = 'manager' and exists (
        select from units b where b.parent_id = s.unit_id and b.closed_on is null and b.kind in ('region', 'store')) as "hasBelow"
    from app.my_seats() s`)
  const [{ rows: counts }, { rows }] = await Promise.all([counted, listed])
  const [count] = counts
  return {
    unread: count?.unread ?? 0,
    open: count?.open ?? 0,
    heard: Number(count?.heard ?? 0),
    seat: rows.find(one => one.grantId === actor.grantId),
    isMobile: rows.some(one => one.hasBelow) || new Set(rows.map(seatKey)).size > 1,
    isOffice: rows.some(one => portalOf(one.role) === 'hq'),
  }
}

/** `unitKind` is that of `unitCode`, `grantKind` of the unit that the role was granted for; `depth` is below that one. */
export type ListedSeat = FrameSeat & { unitName: string; grantKind: string; depth: number; current: boolean }

/** More stores than that are nobody's to manage. */
const seatsListed = 2000

/** Where the caller may work from: headquarters, then stores as the tree has them, then their own pages. */
export async function listSeats(tx: Tx, actor: Actor): Promise<ListedSeat[]> {
  const { rows } = await tx.execute<Omit<ListedSeat, 'current'>>(sql`
    with recursive mine as (select * from app.my_seats()),
    tree as (
      select m.grant_id, m.role, m.unit_id, m.unit_code, m.unit_name, m.unit_kind, m.unit_kind as grant_kind, 0 as depth,
        array[m.unit_kind || ' ' || m.unit_name, m.unit_id::text] as place
      from mine m where m.role = 'manager'
        and not exists (select from mine o where o.role = 'manager' and o.unit_id <> m.unit_id
          and o.unit_id in (select a.id from app.units_above(m.unit_id) a))
      union all
      select t.grant_id, t.role, u.id, u.code, u.name, u.kind, t.grant_kind, t.depth + 1,
        t.place || array[u.kind || ' ' || u.name, u.id::text]
      from tree t join units u on u.parent_id = t.unit_id and u.closed_on is null and u.kind in ('region', 'store')
    ),
    seats as (
      select 1 as part, grant_id, role, unit_code, unit_name, unit_kind, unit_kind as grant_kind, 0 as depth, array[unit_name] as place
      from mine where role not in ('manager', 'employee')
      union all
      (select distinct on (unit_code) 2, grant_id, role, unit_code, unit_name, unit_kind, grant_kind, depth, place
      from tree order by unit_code, depth desc, grant_id)
      union all
      select 3, grant_id, role, unit_code, unit_name, unit_kind, unit_kind, 0, array[unit_name] from mine where role = 'employee'
    )
    select grant_id as "grantId", role, unit_code as "unitCode", unit_name as "unitName", unit_kind as "unitKind",
      grant_kind as "grantKind", depth
    from seats order by part, place, grant_id limit ${seatsListed}`)
  return rows.map(seat => ({ ...seat, current: isCurrent(actor, seat) }))
}

function isCurrent(actor: Actor, seat: FrameSeat): boolean {
  if (portalOf(seat.role) !== actor.portal) return false
  if (actor.portal === 'store') return seat.unitCode === actor.unitCode
  return actor.portal === 'me' || seat.grantId === actor.grantId
}

/** The keys of the seats that the caller chose last, the latest first. */
export async function listRecentSeats(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ seat: string }>(sql`select seat from app.recent_seats()`)
  return rows.map(row => row.seat)
}

export type OwnSession = {
  id: string
  userAgent: string
  address: string
  createdAt: Date
  lastSeenAt: Date
  current: boolean
}

export async function listOwnSessions(tx: Tx, actor: Actor): Promise<OwnSession[]> {
  const { rows } = await tx.execute<Omit<OwnSession, 'createdAt' | 'lastSeenAt' | 'current'> & Times>(sql`
    select id, user_agent as "userAgent", address, created_at as "createdAt", last_seen_at as "lastSeenAt"
    from sessions
    where user_id = ${actor.userId} and revoked_at is null and expires_at > now() and idle_expires_at > now()
    order by id = ${actor.sessionId} desc, last_seen_at desc limit 50`)
  return rows.map(row => ({
    ...row,
    createdAt: new Date(row.createdAt),
    lastSeenAt: new Date(row.lastSeenAt),
    current: row.id === actor.sessionId,
  }))
}

type Times = { createdAt: string; lastSeenAt: string }

export type OwnSubstitution = { id: string; name: string | null; startsOn: string; endsOn: string }

/** Present and future ones; `endsOn` is the last day. */
export async function listOwnSubstitutions(tx: Tx, actor: Actor): Promise<OwnSubstitution[]> {
  const { rows } = await tx.execute<OwnSubstitution>(sql`
    select s.id, c.name, s.starts_on::text as "startsOn", (s.ends_on - 1)::text as "endsOn"
    from substitutions s left join lateral app.colleague(s.substitute_id) c on true
    where s.user_id = ${actor.userId} and s.ends_on > ${actor.today}
    order by s.starts_on limit 50`)
  return rows
}

export type Settings = { actor: Actor; sessions: OwnSession[]; substitutions: OwnSubstitution[] }

/** Everything on the settings page, the same in every portal. */
export async function getSettings(tx: Tx, actor: Actor): Promise<Settings> {
  const sessions = await listOwnSessions(tx, actor)
  const substitutions = await listOwnSubstitutions(tx, actor)
  return { actor, sessions, substitutions }
}

export type Colleague = { userId: string; name: string; role: Title; unitName: string }

/** Holders of a role by a piece of the name, its pinyin or initials, or the start of the login. */
export async function listColleagues(tx: Tx, typed: string): Promise<Colleague[]> {
  const login = normalise(typed)
  if (!login) return []
  const term = termOf(typed)
  const name = term?.kind === 'name' ? term : undefined
  const sound = term?.kind === 'latin' ? startsWith(term.text) : null
  const { rows } = await tx.execute<Colleague>(sql`
    select user_id as "userId", name, app.title_of(user_id, role, now()) as role, unit_name as "unitName" from app.find_colleagues(
      ${name ? sql.param(name.grams) : null}::text[], ${name ? contains(name.text) : null}, ${sound}, ${startsWith(login)})`)
  return rows
}

export async function findColleague(
  tx: Tx,
  userId: string,
): Promise<{ name: string; decides: boolean } | undefined> {
  const { rows } = await tx.execute<{ name: string; decides: boolean }>(
    sql`select name, decides from app.colleague(${userId})`,
  )
  return rows[0]
}

export type TrailRow = {
  id: string
  at: Date
  actorName: string
  actorRole: string
  action: string
  unitCode: string | null
  unitName: string | null
  requestNumber: string | null
  /** Whom it was done to or for, as far as the reader may see them. */
  employeeNumber: string | null
  employeeName: string | null
  details: Record<string, unknown>
}
export type TrailFilter = {
  q?: string | undefined
  action?: string | undefined
  /** The employee whom it was done to or for. */
  employeeId?: string | undefined
  from?: string | undefined
  to?: string | undefined
} & PageRequest

const trailPageSize = 50
/** Counting further would cost more than the number is worth. */
export const trailCountCap = 10_000

/** Everything that was done, newest first; days are those of headquarters. `total` stops at the cap. */
export async function listTrail(tx: Tx, filter: TrailFilter): Promise<Page<TrailRow> & { total: number }> {
  const request = filter.q ? wholeNumber(filter.q) : undefined
  const actors = filter.q && !request ? await findUserIds(tx, filter.q) : undefined
  const where = sql`true
    ${request ? sql`and t.request_id = (select id from requests where number = ${request})` : sql``}
    ${actors ? sql`and t.actor_user_id = any (${sql.param(actors)}::uuid[])` : sql``}
    ${filter.employeeId ? sql`and t.employee_id = ${filter.employeeId}` : sql``}
    ${filter.action ? sql`and t.action = ${filter.action}` : sql``}
    ${filter.from ? sql`and t.at >= ${filter.from}::date::timestamp at time zone ${zone}` : sql``}
    ${filter.to ? sql`and t.at < (${filter.to}::date + 1)::timestamp at time zone ${zone}` : sql``}`
  const page = keyset<TrailRow & { cursor: string }>(
    { by: sql`t.at`, key: sql`t.id`, descending: true, size: trailPageSize },
    filter,
    row => [row.cursor, row.id],
  )
  const { rows } = await tx.execute<Omit<TrailRow, 'at'> & { at: string; cursor: string }>(sql`
    select t.id, t.at, t.at::text as cursor, t.actor_name as "actorName", app.title_of(t.actor_user_id, t.actor_role, t.at) as "actorRole", t.action, t.details,
      u.code as "unitCode", u.name as "unitName", r.number as "requestNumber", e.number as "employeeNumber", e.name as "employeeName"
    from trail t left join units u on u.id = t.unit_id left join requests r on r.id = t.request_id left join employees e on e.id = t.employee_id
    where ${where} and ${page.where} ${page.order}`)
  const { rows: counts } = await tx.execute<{ total: number }>(sql`
    select count(*)::int as total from (select from trail t where ${where} limit ${trailCountCap}) counted`)
  const found = rows.map(row => ({ ...row, at: new Date(row.at) }))
  return { ...page.pageOf(found), total: counts[0]?.total ?? 0 }
}

export type Concerned = { id: string; number: string; name: string }

/** People whom the trail may be about, also those who have left, by name, pinyin, initials or number. */
export async function listConcerned(tx: Tx, actor: Actor, typed: string): Promise<Concerned[]> {
  const term = termOf(typed)
  if (!term || !hasPlace(actor.role, 'trail')) return []
  const name = term.kind === 'name' ? term : undefined
  const sound = term.kind === 'latin' ? startsWith(term.text) : null
  const [from, to] =
    term.kind === 'numbers'
      ? [term.from, term.to]
      : term.kind === 'number'
        ? [term.exact, `${term.exact} `]
        : [null, null]
  const { rows } = await tx.execute<Concerned>(sql`
    select id, number, name from app.find_concerned(
      ${name ? sql.param(name.grams) : null}::text[], ${name ? contains(name.text) : null}, ${sound}, ${from}, ${to})`)
  return rows
}

/** 'dg-2026-0417' and 'dg20260417' name one request; less than a whole number names none. */
function wholeNumber(text: string): string | undefined {
  const number = requestPrefix(text)
  return number && /^[A-Z]{2}-\d{4}-\d+$/.test(number) ? number : undefined
}

async function findUserIds(tx: Tx, text: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from users where name = ${text} or login = ${text.toLowerCase()} limit 20`)
  return rows.map(row => row.id)
}

export type ServiceState = {
  databaseVersion: string
  databaseBytes: number
  connections: number
  migrations: number
  migratedAt: Date | null
  heartbeatSeconds: number | null
  waiting: number
  overdue: number
  failed: number
}

export async function getServiceState(tx: Tx): Promise<ServiceState> {
  const { rows } = await tx.execute<Omit<ServiceState, 'migratedAt'> & { migratedAt: string | null }>(sql`
    select database_version as "databaseVersion", database_bytes::float8 as "databaseBytes", connections, migrations,
      migrated_at as "migratedAt", heartbeat_seconds as "heartbeatSeconds", waiting, overdue, failed
    from app.service_state()`)
  const [state] = rows
  if (!state) throw new Error('app.service_state() answered nothing')
  return { ...state, migratedAt: state.migratedAt ? new Date(state.migratedAt) : null }
}
