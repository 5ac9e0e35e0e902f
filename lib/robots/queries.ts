import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { contains } from '../paging'
import type { Topic, Vendor } from './rules'

export type Robot = {
  id: string
  unitId: string
  unitName: string
  vendor: Vendor
  name: string
  topics: Topic[]
  isOn: boolean
  brokenAt: Date | null
  brokenReason: string
  testAskedAt: Date | null
  testedAt: Date | null
  testAnswer: string
  isTestGood: boolean
  lastSentAt: Date | null
  revision: number
}

const moments = ['brokenAt', 'testAskedAt', 'testedAt', 'lastSentAt'] as const
type Row = Omit<Robot, (typeof moments)[number]> & Record<(typeof moments)[number], string | null>

const columns = sql`r.id, r.unit_id as "unitId", u.name as "unitName", r.vendor, r.name, r.topics, r.is_on as "isOn", r.broken_at as "brokenAt",
  r.broken_reason as "brokenReason", r.test_asked_at as "testAskedAt", r.tested_at as "testedAt", r.test_answer as "testAnswer",
  r.is_test_good as "isTestGood", r.last_sent_at as "lastSentAt", r.revision`

function robotOf(row: Row): Robot {
  const dates = Object.fromEntries(moments.map(name => [name, row[name] ? new Date(row[name]) : null]))
  return { ...row, ...(dates as Pick<Robot, (typeof moments)[number]>) }
}

export const robotsPerPage = 50

/** The robots of the seat's units, by unit: those of headquarters and its departments first. `q` is found in the names of group and unit. */
export async function listRobots(
  tx: Tx,
  { q, page }: { q?: string | undefined; page: number } = { page: 1 },
): Promise<{ robots: Robot[]; total: number }> {
  const where = q ? sql`where r.name ilike ${contains(q)} or u.name ilike ${contains(q)}` : sql``
  const { rows } = await tx.execute<{ total: number }>(
    sql`select count(*)::int as total from robots r join units u on u.id = r.unit_id ${where}`,
  )
  const robots = await select(
    tx,
    sql`${where} order by u.kind = 'headquarters' desc, u.kind = 'department' desc, u.name, r.id
      limit ${robotsPerPage} offset ${(page - 1) * robotsPerPage}`,
  )
  return { robots, total: rows[0]?.total ?? 0 }
}

export async function findRobot(tx: Tx, id: string): Promise<Robot | undefined> {
  return (await select(tx, sql`where r.id = ${id}`))[0]
}

/** The same, held until the transaction ends. */
export async function lockRobot(tx: Tx, id: string): Promise<Robot | undefined> {
  return (await select(tx, sql`where r.id = ${id} for update of r`))[0]
}

async function select(tx: Tx, rest: SQL): Promise<Robot[]> {
  const { rows } = await tx.execute<Row>(
    sql`select ${columns} from robots r join units u on u.id = r.unit_id ${rest}`,
  )
  return rows.map(robotOf)
}

/** The units of a manager's seat, which are the ones to have robots there; headquarters looks for one among all. */
export async function listOwnUnits(tx: Tx): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select u.id, u.name from units u where u.closed_on is null and u.id = any ((select app.unit_ids())::uuid[])
    order by u.kind = 'region' desc, u.name`)
  return rows
}

/** A unit whose robots the caller may keep, and how many it has. */
export async function findUnitForRobot(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ robots: number } | undefined> {
  const own = actor.portal === 'store' ? sql`and u.id = any ((select app.unit_ids())::uuid[])` : sql``
  const { rows } = await tx.execute<{ robots: number }>(sql`
    select (select count(*)::int from robots r where r.unit_id = u.id) as robots
    from units u where u.id = ${id} and u.closed_on is null ${own}`)
  return rows[0]
}

/** What a worker needs to let a robot speak. */
export type Speaker = Robot & { sealed: Buffer }

export async function findSpeaker(tx: Tx, id: string): Promise<Speaker | undefined> {
  const { rows } = await tx.execute<Row & { sealed: Buffer }>(sql`
    select ${columns}, s.sealed from robots r join units u on u.id = r.unit_id join robot_secrets s on s.robot_id = r.id where r.id = ${id}`)
  return rows[0] && { ...robotOf(rows[0]), sealed: rows[0].sealed }
}

export type Listener = { id: string; unitId: string; zone: string }

/** For the worker: robots of a vendor that are to be told about a topic in one of these units and have not heard of it yet. */
export async function listListeners(
  tx: Tx,
  vendor: Vendor,
  topic: Topic,
  told: { kind: string; path: string; day: string | null },
  unitIds: string[],
): Promise<Listener[]> {
  const { rows } = await tx.execute<Listener>(sql`
    select r.id, r.unit_id as "unitId", u.zone from robots r join units u on u.id = r.unit_id and u.closed_on is null
    where r.vendor = ${vendor} and r.is_on and r.broken_at is null and ${topic} = any (r.topics)
      and r.unit_id = any (${sql.param(unitIds)}::uuid[])
      and not exists (select from deliveries d join notifications n on n.id = d.notification_id
        where d.target_id = r.id and d.user_id is null and n.kind = ${told.kind} and n.path = ${told.path}
          and n."values" ->> 'day' is not distinct from ${told.day}::text)
    order by r.id`)
  return rows
}

/** For the worker: the units that notifications of one thing are about, as far as their groups may know of it. What is private is nobody else's. */
export async function listUnitsOf(
  tx: Tx,
  told: { ids: string[]; path: string },
): Promise<{ unitIds: string[]; day: string | null }> {
  const [noun = '', number = ''] = told.path.split('/')
  const units = unitsIn[noun]?.(number)
  if (!units) return { unitIds: [], day: null }
  const { rows } = await tx.execute<{ unitIds: string[] | null; day: string | null }>(sql`
    select max(n."values" ->> 'day') as day, array_agg(distinct x.id) filter (where x.id is not null) as "unitIds"
    from notifications n left join lateral (${units}) x on true where n.id = any (${sql.param(told.ids)}::uuid[])`)
  return { unitIds: rows[0]?.unitIds ?? [], day: rows[0]?.day ?? null }
}

const unitsIn: Record<string, (number: string) => SQL> = {
  tickets: number =>
    sql`select t.receiving_unit_id as id from tickets t where t.number = ${number} and not t.is_private`,
  // for all in these units, or for everybody; one for a few people of a unit is theirs
  notices: number => sql`
    select u.id from notices o cross join units u
    where o.number = ${number} and cardinality(o.position_ids) = 0 and cardinality(o.families) = 0 and o.arrival_days is null
      and (cardinality(o.unit_ids) = 0 or u.id in (select b from unnest(o.unit_ids) w (id) cross join lateral app.units_below(w.id) b))`,
  // the units whose part in it the late person leads
  requests: number => sql`
    select p.unit_id as id from requests q join request_parties p on p.request_id = q.id and p.unit_id is not null
    join role_grants g on g.unit_id = p.unit_id and g.user_id = n.user_id and g.role in ('manager', 'head')
      and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())
    where q.number = ${number}`,
  arrivals: code => sql`select u.id from units u where u.code = ${code}`,
}
