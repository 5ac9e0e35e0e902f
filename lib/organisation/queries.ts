import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { UnitKind, UnitOnDay } from './rules'

/**
 * Units as they stand on a day, from their versions. With `on` = today also those that are to open later,
 * so that nobody opens one twice.
 */
export async function listUnits(tx: Tx, on: string, today: string): Promise<UnitOnDay[]> {
  const { rows } = await tx.execute<UnitOnDay>(sql`
    select u.id, u.code, u.kind, v.name, v.parent_id as "parentId", u.opened_on as "openedOn"
    from unit_versions v join units u on u.id = v.unit_id
    where v.starts_on <= ${on === today ? sql`greatest(${on}::date, u.opened_on)` : sql`${on}::date`}
      and (v.ends_on is null or v.ends_on > ${on}) and (v.ends_on is null or v.ends_on > v.starts_on)
    order by u.code`)
  return rows
}

/** People by primary assignment on a day, per unit; units without anybody are absent. */
export async function countPeople(tx: Tx, unitIds: string[], on: string): Promise<Map<string, number>> {
  if (unitIds.length === 0) return new Map()
  const { rows } = await tx.execute<{ id: string; people: number }>(sql`
    select unit_id as id, people::int from app.headcounts(${sql.param(unitIds)}::uuid[], ${on})`)
  return new Map(rows.map(row => [row.id, row.people]))
}

export type Unit = UnitOnDay & {
  zone: string
  closedOn: string | null
  /** Of the headquarters: the employer's name in the register of companies, and its code there. */
  legalName: string | null
  creditCode: string | null
  revision: number
  parentCode: string | null
  parentName: string | null
}

export async function findUnit(tx: Tx, code: string): Promise<Unit | undefined> {
  const { rows } = await tx.execute<Unit>(sql`
    select u.id, u.code, u.kind, u.name, u.parent_id as "parentId", u.opened_on as "openedOn", u.zone,
      u.closed_on as "closedOn", u.legal_name as "legalName", u.credit_code as "creditCode", u.revision, p.code as "parentCode", p.name as "parentName"
    from units u left join units p on p.id = u.parent_id where u.code = ${code}`)
  return rows[0]
}

export type Employer = { name: string; creditCode: string | null }

/** Who employs people here, as papers name it; by the unit's own name while nobody has entered the legal one. */
export async function findEmployer(tx: Tx): Promise<Employer | undefined> {
  const { rows } = await tx.execute<Employer>(sql`
    select coalesce(legal_name, name) as name, credit_code as "creditCode" from units where kind = 'headquarters'`)
  return rows[0]
}

/** A unit's name and place on an earlier day; undefined when it was not open then. */
export async function findUnitOn(
  tx: Tx,
  unitId: string,
  on: string,
): Promise<{ name: string; parentCode: string | null; parentName: string | null } | undefined> {
  const { rows } = await tx.execute<{
    name: string
    parentCode: string | null
    parentName: string | null
  }>(sql`
    select v.name, p.code as "parentCode", coalesce(pv.name, p.name) as "parentName"
    from unit_versions v left join units p on p.id = v.parent_id
    left join unit_versions pv on pv.unit_id = v.parent_id and pv.starts_on <= ${on} and (pv.ends_on is null or pv.ends_on > ${on})
    where v.unit_id = ${unitId} and v.starts_on <= ${on} and (v.ends_on is null or v.ends_on > ${on})`)
  return rows[0]
}

export type UnitVersion = {
  id: string
  name: string
  parentName: string | null
  startsOn: string
  endsOn: string | null
  changedByName: string
  createdAt: string
}

/** How a unit was called and where it stood, latest first; corrections of the same day are left to the trail. */
export async function listVersions(tx: Tx, unitId: string): Promise<UnitVersion[]> {
  const { rows } = await tx.execute<UnitVersion>(sql`
    select v.id, v.name, coalesce(pv.name, p.name) as "parentName", v.starts_on as "startsOn", v.ends_on as "endsOn",
      v.changed_by_name as "changedByName", v.created_at as "createdAt"
    from unit_versions v left join units p on p.id = v.parent_id
    left join unit_versions pv on pv.unit_id = v.parent_id
      and pv.starts_on <= v.starts_on and (pv.ends_on is null or pv.ends_on > v.starts_on)
    where v.unit_id = ${unitId} and (v.ends_on is null or v.ends_on > v.starts_on)
    order by v.starts_on desc limit 50`)
  return rows
}

export type Lead = { userId: string; name: string; unitId: string; unitName: string; unitCode: string }

/** Holders of the role at the unit or, failing that, at the nearest unit above it, as all of that is, or was, on a day. */
export async function listLeads(tx: Tx, unitId: string, role: string, on: string): Promise<Lead[]> {
  const { rows } = await tx.execute<Lead>(sql`
    select l.user_id as "userId", l.name, l.unit_id as "unitId", coalesce(v.name, u.name) as "unitName", u.code as "unitCode"
    from app.unit_leads(${unitId}, ${role}, ${on}) l join units u on u.id = l.unit_id
    left join unit_versions v on v.unit_id = u.id and v.starts_on <= ${on} and (v.ends_on is null or v.ends_on > ${on})
    order by l.name`)
  return rows
}

export type PersonAt = {
  number: string
  name: string
  position: string
  homeUnit: string
  startsOn: string
  endsOn: string | null
  leftOn: string | null
  /** The store to which they go on when the stay ends. */
  goesTo: string | null
}

/** People assigned to one of the units on a day, as far as the seat may see them. */
export async function listPeopleAt(tx: Tx, unitIds: string[], on: string, limit = 100): Promise<PersonAt[]> {
  if (unitIds.length === 0) return []
  const { rows } = await tx.execute<PersonAt>(sql`
    select e.number, e.name, p.name as position, h.name as "homeUnit", a.starts_on as "startsOn", a.ends_on as "endsOn",
      e.left_on as "leftOn", n.name as "goesTo"
    from assignments a join employees e on e.id = a.employee_id join positions p on p.id = a.position_id
    join units h on h.id = a.home_unit_id
    left join lateral (
      select u.name from assignments b join units u on u.id = b.unit_id and u.kind = 'store'
      where b.employee_id = a.employee_id and b.is_primary and b.starts_on = a.ends_on
    ) n on true
    where a.unit_id = any (${sql.param(unitIds)}::uuid[]) and a.is_primary
      and a.starts_on <= ${on} and (a.ends_on is null or a.ends_on > ${on})
    order by a.starts_on desc, e.number limit ${limit}`)
  return rows
}

export type UnitChoice = { id: string; code: string; name: string; kind: UnitKind }

/** Open units of some kinds, for a select. */
export async function listUnitChoices(tx: Tx, kinds: UnitKind[]): Promise<UnitChoice[]> {
  const { rows } = await tx.execute<UnitChoice>(sql`
    select id, code, name, kind from units
    where kind = any (${sql.param(kinds)}::text[]) and closed_on is null
    order by array_position(array['headquarters', 'department', 'region', 'store'], kind), code`)
  return rows
}

export type HistoryRow = {
  id: string
  at: string
  actorName: string
  actorRole: string
  action: string
  details: Record<string, unknown>
  /** The request that it came of. */
  requestNumber: string | null
}

/** The trail of some things, latest first. */
export async function listHistory(tx: Tx, entityIds: string[], limit = 50): Promise<HistoryRow[]> {
  const { rows } = await tx.execute<HistoryRow>(sql`
    select id, at, actor_name as "actorName", app.title_of(actor_user_id, actor_role, at) as "actorRole", action, details,
      case when request_id is not null then details ->> 'number' end as "requestNumber"
    from trail where entity_id = any (${sql.param(entityIds)}::uuid[]) order by at desc, id desc limit ${limit}`)
  return rows
}

/** Who changed something last, to tell the one who comes later. */
export async function findLastChange(
  tx: Tx,
  entityId: string,
): Promise<{ actorName: string; at: string } | undefined> {
  const [last] = await listHistory(tx, [entityId], 1)
  return last
}
