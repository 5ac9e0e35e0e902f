import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { HistoryRow } from '../people/queries'
import { written } from '../written'
import { type FileField, fileFields } from './rules'

export const mostChanges = 50

type Trail = { fields: readonly string[]; noun?: string }

/** When a field of somebody changed, by whom and from what to what, newest first, as the trail has it: what is sealed as masks. */
export async function listFieldHistory(tx: Tx, number: string, field: FileField): Promise<HistoryRow[]> {
  const { fields, noun }: Trail = fileFields[field].trail
  const about = noun ? sql`t.action like ${`${noun}.%`}` : sql`t.entity_id = t.employee_id`
  const named =
    fields.length > 0 ? sql`t.details ?| ${sql.param(fields)}::text[]` : sql`${noun !== undefined}`
  const { rows } = await tx.execute<HistoryRow>(sql`
    select t.id, t.at, t.actor_name as "actorName", app.title_of(t.actor_user_id, t.actor_role, t.at) as "actorRole", t.action, t.details, r.number as "requestNumber"
    from (select * from trail t where t.employee_id = (select e.id from employees e where e.number = ${number})
      and ${about} and ${named} order by t.id desc limit ${written(mostChanges)}) t
    left join requests r on r.id = t.request_id order by t.id desc`)
  return fields.length === 0 ? rows : rows.map(row => ({ ...row, details: only(fields, row.details) }))
}

/** Of what changed at once, this field. What was entered first has no before. */
function only(names: readonly string[], details: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    names
      .filter(name => name in details)
      .map(name => [name, Array.isArray(details[name]) ? details[name] : [null, details[name]]]),
  )
}
