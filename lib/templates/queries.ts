import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { notFound } from '../failure'
import { type Dates, type Field, mayReadTemplates, stateOf, type TemplateState } from './rules'

export type Template = Dates & {
  id: string
  name: string
  state: TemplateState
  authorName: string
  authorRole: string
  unitIds: string[]
  positionIds: string[]
  unitNames: string[]
  positionNames: string[]
  rhythm: 'daily' | 'weekly'
  weekdays: number[]
  dueTime: string
  remindMinutes: number
  version: number
  versionId: string
  versionAt: string
  revision: number
  intro: string
  fields: Field[]
}

const columns = sql`t.id, t.name, t.author_name as "authorName", t.author_role as "authorRole", t.unit_ids as "unitIds",
  t.position_ids as "positionIds", t.rhythm, t.weekdays, to_char(t.due_time, 'HH24:MI') as "dueTime", t.remind_minutes as "remindMinutes",
  t.starts_on::text as "startsOn", t.ends_on::text as "endsOn", t.version, t.revision,
  array(select u.name from unnest(t.unit_ids) with ordinality w (id, n) join units u on u.id = w.id order by w.n) as "unitNames",
  array(select p.name from positions p where p.id = any (t.position_ids) order by p.level, p.name) as "positionNames"`

export type TemplateRow = Omit<Template, 'fields' | 'intro' | 'versionId' | 'versionAt'> & { asks: number }

export const mostTemplates = 300

/** Templates that exist for the caller: those in force first, then by name. */
export async function listTemplates(tx: Tx, actor: Actor): Promise<TemplateRow[]> {
  if (!mayReadTemplates(actor)) notFound()
  const { rows } = await tx.execute<Omit<TemplateRow, 'state'>>(sql`
    select ${columns}, jsonb_array_length(v.fields) as asks
    from report_templates t join report_template_versions v on v.template_id = t.id and v.version = t.version
    order by (t.starts_on is not null and (t.ends_on is null or t.ends_on > ${actor.today})) desc, t.name, t.id limit ${mostTemplates}`)
  return rows.map(row => ({ ...row, state: stateOf(row, actor.today) }))
}

export type AskedReport = Pick<Template, 'name' | 'rhythm' | 'dueTime'>

/** What is to be reported in a position of a unit on a day: also to the person, who is to write it. */
export async function listAsked(
  tx: Tx,
  actor: Actor,
  { on, unitId, positionId }: { on: string; unitId: string; positionId: string },
): Promise<AskedReport[]> {
  if (!mayReadTemplates(actor) && actor.role !== 'employee') return []
  const { rows } = await tx.execute<AskedReport>(sql`
    select name, rhythm, to_char(due_time, 'HH24:MI') as "dueTime" from app.reports_asked(${unitId}, ${positionId}, ${on})`)
  return rows
}

/** A template that exists for the caller, in its version in force. */
export async function getTemplate(tx: Tx, actor: Actor, id: string): Promise<Template> {
  const { rows } = await tx.execute<Omit<Template, 'state'>>(sql`
    select ${columns}, v.id as "versionId", v.created_at as "versionAt", v.intro, v.fields
    from report_templates t join report_template_versions v on v.template_id = t.id and v.version = t.version where t.id = ${id}`)
  const row = rows[0] ?? notFound()
  return { ...row, state: stateOf(row, actor.today) }
}

/** The units of the seat, for rules that ask whose a template is. */
export async function listSeatUnitIds(tx: Tx, actor: Actor): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select b as id from app.units_below(${actor.unitId}) b`,
  )
  return rows.map(row => row.id)
}

/** What a template asked before its present version, newest first. */
export async function listTemplateVersions(
  tx: Tx,
  templateId: string,
): Promise<{ version: number; authorName: string; createdAt: string; asks: number }[]> {
  const { rows } = await tx.execute<{
    version: number
    authorName: string
    createdAt: string
    asks: number
  }>(sql`
    select version, author_name as "authorName", created_at as "createdAt", jsonb_array_length(fields) as asks
    from report_template_versions where template_id = ${templateId} order by version desc limit 50`)
  return rows
}
