import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import type { Field } from '../templates/rules'
import type { ChartSpan, Grouping, Point } from './rules'

export type NumberField = { key: string; label: string; unit: string }
export type ChartTemplate = { id: string; name: string; fields: NumberField[] }

/** Templates that ask for a number, with the numbers that they ask for. */
export async function listChartTemplates(tx: Tx): Promise<ChartTemplate[]> {
  const { rows } = await tx.execute<{ id: string; name: string; fields: Field[] }>(sql`
    select t.id, t.name, v.fields from report_templates t
    join report_template_versions v on v.template_id = t.id and v.version = t.version
    where t.starts_on is not null and v.fields @> '[{"kind": "number"}]' order by t.ends_on is not null, t.name, t.id limit 300`)
  return rows.map(({ id, name, fields }) => ({
    id,
    name,
    fields: fields
      .filter(field => field.kind === 'number')
      .map(({ key, label, unit }) => ({ key, label, unit })),
  }))
}

export type ChartFilter = {
  templateId: string
  field: string
  by: Grouping
  days: ChartSpan
  unitId?: string | undefined
}

/** The days up to today, oldest first. */
export const daysBack = (actor: Actor, days: number): string[] =>
  Array.from({ length: days }, (_, n) => addDays(actor.today, n - days + 1))

/** What was reported for a field, added up for each group and day: stores, their regions, or people. */
export async function listPoints(tx: Tx, actor: Actor, filter: ChartFilter): Promise<Point[]> {
  const { key, label, join } = groups[filter.by]
  const { rows } = await tx.execute<Point>(sql`
    select ${key} as key, ${label} as label, n.due_on::text as day, sum(n.value)::float8 as total, count(*)::int as n
    from report_numbers n ${join}
    where n.template_id = ${filter.templateId} and n.field = ${filter.field}
      and n.due_on > ${actor.today}::date - ${filter.days}::int and n.due_on <= ${actor.today}
      ${within(actor, filter.unitId)}
    group by 1, 2, n.due_on order by n.due_on limit 50000`)
  return rows
}

const groups: Record<Grouping, { key: SQL; label: SQL; join: SQL }> = {
  store: { key: sql`u.id`, label: sql`u.name`, join: sql`join units u on u.id = n.unit_id` },
  region: {
    key: sql`coalesce(p.id, u.id)`,
    label: sql`coalesce(p.name, u.name)`,
    join: sql`join units u on u.id = n.unit_id left join units p on p.id = u.parent_id and p.kind = 'region'`,
  },
  person: {
    key: sql`r.employee_id`,
    label: sql`r.name`,
    join: sql`join reports r on r.id = n.report_id`,
  },
}

function within(actor: Actor, unitId: string | undefined): SQL {
  const chosen = unitId ? sql`and n.unit_id in (select app.units_below(${unitId}))` : sql``
  return actor.portal === 'store'
    ? sql`and n.unit_id = any (array(select app.units_below(${actor.unitId}))) ${chosen}`
    : chosen
}

export type NumberRow = {
  day: string
  unitName: string
  name: string
  number: string
  positionName: string
  values: Record<string, string>
}

export const mostExported = 5_000

/** Every report's numbers as a row, for a spreadsheet. */
export async function listNumberRows(
  tx: Tx,
  actor: Actor,
  filter: Pick<ChartFilter, 'templateId' | 'days' | 'unitId'>,
): Promise<NumberRow[]> {
  const { rows } = await tx.execute<NumberRow>(sql`
    select r.due_on::text as day, r.unit_name as "unitName", r.name, r.number, r.position_name as "positionName",
      json_object_agg(n.field, trim_scale(n.value)::text) as values
    from report_numbers n join reports r on r.id = n.report_id
    where n.template_id = ${filter.templateId} and n.due_on > ${actor.today}::date - ${filter.days}::int and n.due_on <= ${actor.today}
      ${within(actor, filter.unitId)}
    group by r.id order by r.due_on, r.unit_name, r.name limit ${mostExported + 1}`)
  return rows
}

/** The name of a unit that the address names. */
export async function findUnitName(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ name: string }>(sql`select name from units where id = ${id}`)
  return rows[0]?.name
}
