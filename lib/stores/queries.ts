import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contains, keyset, type Page, type PageRequest } from '../paging'
import type { AgreementKind } from '../partners/rules'
import type { CoordinateSystem, Hours } from './rules'

export type StoreRow = {
  id: string
  code: string
  name: string
  city: string
  openedOn: string
  closedOn: string | null
  regionName: string | null
  partnerCode: string | null
  partnerName: string | null
  sortValue: string
}

export type StoreFilter = PageRequest & {
  q?: string | undefined
  region?: string | undefined
  partner?: string | undefined
  state: 'open' | 'closed' | 'all'
  sort: string
}

export const storesPerPage = 50

const sortColumns: Record<string, SQL> = {
  code: sql`u.code`,
  name: sql`u.name`,
  city: sql`s.city`,
  opened: sql`u.opened_on::text`,
}

/** @param withPartners whether the seat may read partners; the others see stores without them */
export async function listStores(
  tx: Tx,
  filter: StoreFilter,
  today: string,
  withPartners: boolean,
): Promise<Page<StoreRow> & { total: number }> {
  const by = sortColumns[filter.sort.replace('-', '')] ?? sql`u.code`
  const page = keyset<StoreRow>(
    { by, key: sql`u.code`, descending: filter.sort.startsWith('-'), size: storesPerPage },
    filter,
    row => [row.sortValue, row.code],
  )
  const partner = withPartners
    ? {
        columns: sql`p.code as "partnerCode", p.name as "partnerName"`,
        join: sql`join partners p on p.id = s.partner_id`,
      }
    : { columns: sql`null as "partnerCode", null as "partnerName"`, join: sql`` }
  const from = sql`from stores s join units u on u.id = s.unit_id left join units r on r.id = u.parent_id ${partner.join}
    where ${storeConditions(filter, today, withPartners)}`
  const { rows } = await tx.execute<StoreRow>(sql`
    select u.id, u.code, u.name, s.city, u.opened_on as "openedOn", u.closed_on as "closedOn", r.name as "regionName",
      ${partner.columns}, ${by} as "sortValue" ${from} and ${page.where} ${page.order}`)
  const { rows: totals } = await tx.execute<{ total: number }>(sql`select count(*)::int as total ${from}`)
  return { ...page.pageOf(rows), total: totals[0]?.total ?? 0 }
}

function storeConditions(filter: StoreFilter, today: string, withPartners: boolean): SQL {
  const conditions: SQL[] = []
  if (filter.state === 'open') conditions.push(sql`(u.closed_on is null or u.closed_on > ${today})`)
  if (filter.state === 'closed') conditions.push(sql`u.closed_on <= ${today}`)
  if (filter.region) {
    conditions.push(
      sql`u.id = any (array(select app.units_below(x.id) from units x where x.code = ${filter.region}))`,
    )
  }
  if (filter.partner && withPartners) conditions.push(sql`p.code = ${filter.partner}`)
  if (filter.q) {
    const pattern = contains(filter.q)
    const inPartner = withPartners ? sql`or p.name ilike ${pattern}` : sql``
    conditions.push(
      sql`(u.name ilike ${pattern} or u.code ilike ${pattern} or s.city ilike ${pattern} or s.address ilike ${pattern} ${inPartner})`,
    )
  }
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`
}

export type Store = {
  unitId: string
  code: string
  name: string
  zone: string
  openedOn: string
  closedOn: string | null
  unitRevision: number
  parentCode: string | null
  parentName: string | null
  partnerId: string
  city: string
  address: string
  phone: string
  latitude: number | null
  longitude: number | null
  coordinateSystem: CoordinateSystem
  fenceRadiusM: number
  openingHours: Hours[]
  revision: number
}

export async function findStore(tx: Tx, code: string): Promise<Store | undefined> {
  const { rows } = await tx.execute<Store>(sql`
    select s.unit_id as "unitId", u.code, u.name, u.zone, u.opened_on as "openedOn", u.closed_on as "closedOn",
      u.revision as "unitRevision", r.code as "parentCode", r.name as "parentName", s.partner_id as "partnerId", s.city, s.address,
      s.phone, s.latitude, s.longitude, s.coordinate_system as "coordinateSystem", s.fence_radius_m as "fenceRadiusM",
      s.opening_hours as "openingHours", s.revision
    from stores s join units u on u.id = s.unit_id left join units r on r.id = u.parent_id where u.code = ${code}`)
  return rows[0]
}

export type StorePartner = {
  code: string
  name: string
  agreementNumber: string | null
  agreementKind: AgreementKind | null
  startsOn: string | null
  endsOn: string | null
}

/** The partner that owns a store, with the agreement in force on a day. */
export async function findStorePartner(
  tx: Tx,
  partnerId: string,
  on: string,
): Promise<StorePartner | undefined> {
  const { rows } = await tx.execute<StorePartner>(sql`
    select p.code, p.name, a.number as "agreementNumber", a.kind as "agreementKind", a.starts_on as "startsOn", a.ends_on as "endsOn"
    from partners p left join agreements a on a.partner_id = p.id and a.starts_on <= ${on} and (a.ends_on is null or a.ends_on > ${on})
    where p.id = ${partnerId}`)
  return rows[0]
}

export type Arrival = { number: string; name: string; position: string; startsOn: string }

/** People whose primary assignment in the store begins after the day. */
export async function listArrivals(tx: Tx, unitId: string, today: string): Promise<Arrival[]> {
  const { rows } = await tx.execute<Arrival>(sql`
    select e.number, e.name, p.name as position, a.starts_on as "startsOn"
    from assignments a join employees e on e.id = a.employee_id join positions p on p.id = a.position_id
    where a.unit_id = ${unitId} and a.is_primary and a.starts_on > ${today} order by a.starts_on, e.number limit 50`)
  return rows
}
