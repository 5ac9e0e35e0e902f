import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { customFields, customValues } from '@/db/schema/custom'
import type { Actor, Locale } from '../actor'
import type { FieldNames } from '../completeness/queries'
import { fieldItem } from '../completeness/rules'
import { translator } from '../translators'
import { keysOf, type Place } from '../vault'
import {
  type CustomClass,
  type CustomKeeper,
  customClasses,
  type Definition,
  isSealed,
  seesCustom,
} from './rules'

export type CustomField = Definition & {
  id: string
  name: string
  nameEn: string
  class: CustomClass
  keeper: CustomKeeper
  isRequired: boolean
  choicesEn: string[]
  retiredAt: string | null
  revision: number
}

const columns = sql`c.id, c.name, c.name_en as "nameEn", c.kind, c.class, c.keeper, c.is_required as "isRequired", c.choices, c.choices_en as "choicesEn",
  c.least, c.most, c.retired_at as "retiredAt", c.revision`

/** All fields in their order, those in use first. */
export async function listFields(tx: Tx): Promise<CustomField[]> {
  const { rows } = await tx.execute<CustomField>(sql`
    select ${columns} from custom_fields c order by c.retired_at is not null, c.position, c.id limit 300`)
  return rows
}

/** What custom fields are called, those that are retired as well: the trail names them by id. */
export async function listFieldNames(tx: Tx): Promise<FieldNames> {
  const rows = await tx
    .select({ id: customFields.id, name: customFields.name, nameEn: customFields.nameEn })
    .from(customFields)
  return Object.fromEntries(rows.map(({ id, name, nameEn }) => [fieldItem(id), [name, nameEn]]))
}

export async function findField(tx: Tx, id: string): Promise<CustomField | undefined> {
  const { rows } = await tx.execute<CustomField>(
    sql`select ${columns} from custom_fields c where c.id = ${id}`,
  )
  return rows[0]
}

/** Where a value is sealed. */
export const placeOfValue = (fieldId: string, employeeId: string): Place =>
  `custom_values:${fieldId}:${employeeId}`

export type CustomValue = CustomField & {
  /** As it is kept, for a form; nothing where it is sealed or none. */
  value: string | null
  hasValue: boolean
  changedAt: string | null
  changedByName: string | null
}

/** Somebody's values with their fields: those in use, and of retired ones those that have a value. What is sealed is not opened. */
export async function listValues(tx: Tx, whose: { number: string } | { id: string }): Promise<CustomValue[]> {
  const { rows } = await tx.execute<CustomValue>(sql`
    select ${columns}, v.value, v.field_id is not null as "hasValue", v.changed_at as "changedAt", v.changed_by_name as "changedByName"
    from employees e cross join custom_fields c left join custom_values v on v.employee_id = e.id and v.field_id = c.id
    where ${'id' in whose ? sql`e.id = ${whose.id}` : sql`e.number = ${whose.number}`}
      and (c.retired_at is null or v.field_id is not null)
    order by c.retired_at is not null, c.position, c.id`)
  return rows
}

/** One value as it is kept, opened if it is sealed; for the commands that change it or have written down who looks. */
export async function openCustomValue(
  tx: Tx,
  field: Pick<CustomField, 'id' | 'class'>,
  employeeId: string,
): Promise<string | undefined> {
  const [row] = await tx
    .select({ value: customValues.value, sealed: customValues.sealed })
    .from(customValues)
    .where(and(eq(customValues.fieldId, field.id), eq(customValues.employeeId, employeeId)))
  if (!row) return undefined
  if (!isSealed(field.class)) return row.value ?? undefined
  const key = (await keysOf(tx, [employeeId])).get(employeeId)
  return row.sealed ? key?.unseal(placeOfValue(field.id, employeeId), row.sealed) : undefined
}

/** Fields that somebody chose to see, in that order: those in use whose class the role sees. */
export async function listChosenFields(tx: Tx, { role }: Actor, ids: string[]): Promise<CustomField[]> {
  if (ids.length === 0) return []
  const classes = customClasses.filter(of => seesCustom(role, of))
  const { rows } = await tx.execute<CustomField>(sql`
    select ${columns} from custom_fields c where c.id = any (${sql.param(ids)}::uuid[]) and c.retired_at is null
      and c.class = any (${sql.param(classes)}::text[]) order by array_position(${sql.param(ids)}::uuid[], c.id)`)
  return rows
}

/** The values of many people as they read, by number, one for each field; what is sealed is masked, and what there is none of is empty. */
export async function listChosenValues(
  tx: Tx,
  { locale }: Pick<Actor, 'locale'>,
  fields: CustomField[],
  numbers: string[],
): Promise<Map<string, string[]>> {
  const said = new Map<string, string[]>()
  if (fields.length === 0 || numbers.length === 0) return said
  const { rows } = await tx.execute<{ number: string; fieldId: string; value: string | null }>(sql`
    select e.number, v.field_id as "fieldId", v.value from employees e join custom_values v on v.employee_id = e.id
    where e.number = any (${sql.param(numbers)}::text[]) and v.field_id = any (${sql.param(fields.map(field => field.id))}::uuid[])`)
  for (const { number, fieldId, value } of rows) {
    const at = fields.findIndex(field => field.id === fieldId)
    const field = fields[at]
    const cells = said.get(number) ?? fields.map(() => '')
    if (field) cells[at] = value === null ? '******' : readAs(field, value, locale)
    said.set(number, cells)
  }
  return said
}

export async function lastPosition(tx: Tx): Promise<{ n: number; inUse: number }> {
  const { rows } = await tx.execute<{ n: number; inUse: number }>(sql`
    select coalesce(max(position), 0)::int as n, count(*) filter (where retired_at is null)::int as "inUse" from ${customFields}`)
  return rows[0] ?? { n: 0, inUse: 0 }
}

export const nameOfField = (field: Pick<CustomField, 'name' | 'nameEn'>, locale: Locale): string =>
  locale === 'en' ? field.nameEn : field.name

/** A choice as it reads; every other value reads as it is kept, but for yes and no. */
export const choiceOf = (
  field: Pick<CustomField, 'choices' | 'choicesEn'>,
  value: string,
  locale: Locale,
): string => (locale === 'en' ? field.choicesEn : field.choices)[Number(value)] ?? value

/** A value that is not sealed, as it reads. */
export function readAs(
  field: Pick<CustomField, 'kind' | 'choices' | 'choicesEn'>,
  value: string,
  locale: Locale,
): string {
  if (field.kind === 'choice') return choiceOf(field, value, locale)
  if (field.kind !== 'yes_no') return value
  return translator(locale, 'custom')(value === 'yes' ? 'yes' : 'no')
}
