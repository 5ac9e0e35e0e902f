import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contains } from '../paging'
import type { AgreementKind, AgreementState, LawLimit } from './rules'
import { soonDays } from './rules'

export type PartnerRow = {
  id: string
  code: string
  name: string
  stores: number
  people: number
  agreementNumber: string | null
  agreementKind: AgreementKind | null
  agreementState: AgreementState | null
  endsOn: string | null
  headcountLimit: number | null
  partnerWorkforce: number | null
}

export type PartnerFilter = {
  q?: string | undefined
  kind?: AgreementKind | undefined
  state?: AgreementState | 'none' | undefined
  sort: string
  page: number
}

export const partnersPerPage = 50

/** Partners with the agreement that counts on the day: the one in force, else the next, else the last. */
export async function listPartners(
  tx: Tx,
  filter: PartnerFilter,
  today: string,
): Promise<{ rows: PartnerRow[]; total: number }> {
  const { rows } = await tx.execute<PartnerRow & { total: number }>(sql`
    with store_counts as (
      select s.partner_id, count(*)::int as stores, array_agg(s.unit_id) as unit_ids
      from stores s join units u on u.id = s.unit_id and u.closed_on is null group by s.partner_id
    ), people as (
      select s.partner_id, sum(h.people)::int as people
      from app.headcounts(array(select unit_id from stores), ${today}) h join stores s on s.unit_id = h.unit_id group by s.partner_id
    ), listed as (
      select p.id, p.code, p.name, coalesce(c.stores, 0) as stores, coalesce(n.people, 0) as people,
        a.number as "agreementNumber", a.kind as "agreementKind", a.ends_on as "endsOn",
        a.headcount_limit as "headcountLimit", a.partner_workforce as "partnerWorkforce",
        ${agreementStateSql(today)} as "agreementState"
      from partners p
      left join store_counts c on c.partner_id = p.id
      left join people n on n.partner_id = p.id
      left join lateral (
        select * from agreements g where g.partner_id = p.id
        order by (g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})) desc,
          (g.starts_on > ${today}) desc, abs(g.starts_on - ${today}::date) limit 1
      ) a on true
      where ${filter.q ? sql`(p.name ilike ${contains(filter.q)} or p.code ilike ${contains(filter.q)} or p.credit_code = upper(${filter.q}))` : sql`true`}
    )
    select *, count(*) over ()::int as total from listed
    where ${filter.kind ? sql`"agreementKind" = ${filter.kind}` : sql`true`}
      and ${filter.state === 'none' ? sql`"agreementState" is null` : filter.state ? sql`"agreementState" = ${filter.state}` : sql`true`}
    order by ${orderOf(filter.sort)}, code
    limit ${partnersPerPage} offset ${(filter.page - 1) * partnersPerPage}`)
  return { rows, total: rows[0]?.total ?? 0 }
}

function agreementStateSql(today: string): SQL {
  return sql`case when a.number is null then null when a.starts_on > ${today} then 'planned'
    when a.ends_on is null then 'current' when a.ends_on <= ${today} then 'ended'
    when a.ends_on <= ${today}::date + ${soonDays}::int then 'endsSoon' else 'current' end`
}

function orderOf(sort: string): SQL {
  const columns: Record<string, SQL> = {
    code: sql`code`,
    name: sql`name`,
    stores: sql`stores`,
    people: sql`people`,
  }
  const column = columns[sort.replace('-', '')] ?? sql`code`
  return sort.startsWith('-') ? sql`${column} desc` : column
}

export type Partner = {
  id: string
  code: string
  name: string
  creditCode: string | null
  contactName: string
  contactPhone: string
  revision: number
}

export async function findPartner(tx: Tx, code: string): Promise<Partner | undefined> {
  const { rows } = await tx.execute<Partner>(sql`
    select id, code, name, credit_code as "creditCode", contact_name as "contactName", contact_phone as "contactPhone", revision
    from partners where code = ${code}`)
  return rows[0]
}

export async function listPartnerChoices(tx: Tx): Promise<{ id: string; code: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; code: string; name: string }>(
    sql`select id, code, name from partners order by name`,
  )
  return rows
}

export type Agreement = {
  id: string
  number: string
  kind: AgreementKind
  startsOn: string
  /** The first day without it. */
  endsOn: string | null
  headcountLimit: number | null
  partnerWorkforce: number | null
  note: string
  revision: number
}

/** Agreements of a partner over time, latest first. */
export async function listAgreements(tx: Tx, partnerId: string): Promise<Agreement[]> {
  const { rows } = await tx.execute<Agreement>(sql`
    select id, number, kind, starts_on as "startsOn", ends_on as "endsOn", headcount_limit as "headcountLimit",
      partner_workforce as "partnerWorkforce", note, revision
    from agreements where partner_id = ${partnerId} order by starts_on desc`)
  return rows
}

export type PartnerStore = {
  unitId: string
  code: string
  name: string
  city: string
  closedOn: string | null
}

export async function listStoresOf(tx: Tx, partnerId: string): Promise<PartnerStore[]> {
  const { rows } = await tx.execute<PartnerStore>(sql`
    select u.id as "unitId", u.code, u.name, s.city, u.closed_on as "closedOn"
    from stores s join units u on u.id = s.unit_id
    where s.partner_id = ${partnerId} order by u.closed_on nulls first, s.city, u.code limit 200`)
  return rows
}

/** The law's numbers in force on a day. */
export async function listLawLimits(tx: Tx, on: string): Promise<LawLimit[]> {
  const { rows } = await tx.execute<LawLimit>(sql`
    select distinct on (name) name, value, source, starts_on as "startsOn" from law_limits
    where starts_on <= ${on} order by name, starts_on desc`)
  return rows
}
