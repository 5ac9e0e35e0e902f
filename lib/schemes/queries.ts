import 'server-only'
import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { insuranceRates, insuranceSchemes, type Residence } from '@/db/schema/insurance'

export type Scheme = { id: string; city: string; residence: Residence }
export type SchemeRow = Scheme & { people: number; items: number; latestOn: string | null }

/** All schemes, with how many people are in each in a month and when something last changed. */
export async function listSchemes(tx: Tx, month: string): Promise<SchemeRow[]> {
  const { rows } = await tx.execute<SchemeRow>(sql`
    select s.id, s.city, s.residence, coalesce(n.people, 0) as people, coalesce(r.items, 0) as items, r.latest_on::text as "latestOn"
    from insurance_schemes s
    left join (select e.scheme_id, count(*)::int as people from insurance_enrolments e
      where e.starts_on <= ${month} and (e.ends_on is null or e.ends_on > ${month}) group by 1) n on n.scheme_id = s.id
    left join (select r.scheme_id, count(distinct r.item)::int as items, max(r.starts_on) as latest_on from insurance_rates r group by 1) r
      on r.scheme_id = s.id
    order by s.city, s.residence`)
  return rows
}

export async function listSchemeNames(tx: Tx): Promise<Scheme[]> {
  return tx
    .select({ id: insuranceSchemes.id, city: insuranceSchemes.city, residence: insuranceSchemes.residence })
    .from(insuranceSchemes)
    .orderBy(asc(insuranceSchemes.city), asc(insuranceSchemes.residence))
}

export async function findScheme(tx: Tx, id: string): Promise<Scheme | undefined> {
  const [row] = await tx
    .select({ id: insuranceSchemes.id, city: insuranceSchemes.city, residence: insuranceSchemes.residence })
    .from(insuranceSchemes)
    .where(eq(insuranceSchemes.id, id))
  return row
}

export type RateRow = typeof insuranceRates.$inferSelect

/** Everything that was ever entered for a scheme, latest month and version first. */
export async function listRates(tx: Tx, schemeId: string): Promise<RateRow[]> {
  return tx
    .select()
    .from(insuranceRates)
    .where(eq(insuranceRates.schemeId, schemeId))
    .orderBy(desc(insuranceRates.startsOn), asc(insuranceRates.item), desc(insuranceRates.version))
}

export type MinimumWage = {
  city: string
  startsOn: string
  version: number
  monthly: number
  source: string
  reason: string
  enteredByName: string
}

/** All that were ever entered, by city, latest first. */
export async function listMinimumWages(tx: Tx): Promise<MinimumWage[]> {
  const { rows } = await tx.execute<MinimumWage>(sql`
    select city, starts_on::text as "startsOn", version, monthly, source, reason, entered_by_name as "enteredByName"
    from minimum_wages order by city, starts_on desc, version desc`)
  return rows
}

/** The one in force on a day where a contract says work is done; a place begins with its city. Undefined where none is known. */
export async function findMinimumWage(tx: Tx, place: string, day: string): Promise<MinimumWage | undefined> {
  const { rows } = await tx.execute<MinimumWage>(sql`
    select city, starts_on::text as "startsOn", version, monthly, source, reason, entered_by_name as "enteredByName"
    from minimum_wages where starts_with(${place}, city) and starts_on <= ${day}
    order by length(city) desc, starts_on desc, version desc limit 1`)
  return rows[0]
}
