import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { notFound } from '../failure'
import { listStages } from '../workflow/queries'
import type { Stage } from '../workflow/rules'
import { kindsUpFrom, type Place, stageRoles } from './rules'

export type DefinitionRow = {
  id: string
  subject: string
  version: number
  publishedAt: string
  retiredAt: string | null
  createdByName: string
  stages: number
  /** Requests under way by this version, counted to at most 1000. */
  running: number
}

/** Every published version, the newest of each subject first. */
export async function listDefinitions(tx: Tx, subject?: string): Promise<DefinitionRow[]> {
  const { rows } = await tx.execute<DefinitionRow>(sql`
    select d.id, d.subject, d.version, d.published_at as "publishedAt", d.retired_at as "retiredAt", d.created_by_name as "createdByName",
      (select count(*)::int from workflow_stages s where s.definition_id = d.id) as stages,
      (select count(*)::int from (
        select from requests r where r.definition_id = d.id and r.status in ('in_progress', 'returned') limit 1000) open) as running
    from workflow_definitions d
    where d.published_at is not null ${subject ? sql`and d.subject = ${subject}` : sql``}
    order by d.subject, d.version desc`)
  return rows
}

export type NamedStage = Stage & { namedUserName: string | null }
export type Definition = DefinitionRow & { items: NamedStage[] }

export async function getDefinition(tx: Tx, subject: string, version: number): Promise<Definition> {
  const found = (await listDefinitions(tx, subject)).find(one => one.version === version)
  if (!found) notFound()
  return { ...found, items: await listNamedStages(tx, found.id) }
}

async function listNamedStages(tx: Tx, definitionId: string): Promise<NamedStage[]> {
  const stages = await listStages(tx, definitionId)
  const ids = stages.map(stage => stage.namedUserId).filter(id => id !== null)
  const { rows } = await tx.execute<{ id: string; name: string }>(
    sql`select id, name from users where id = any (${sql.param(ids)}::uuid[])`,
  )
  return stages.map(stage => ({
    ...stage,
    namedUserName: rows.find(row => row.id === stage.namedUserId)?.name ?? null,
  }))
}

export type Holders = { place: Place; role: (typeof stageRoles)[number]; n: number }

/** How many hold each role today where a stage would look for it. */
export async function countHolders(tx: Tx, today: string): Promise<Holders[]> {
  const kinds = sql.join(
    Object.entries(kindsUpFrom).map(([place, kinds]) => sql`(${place}, ${sql.param(kinds)}::text[])`),
    sql`, `,
  )
  const { rows } = await tx.execute<Holders>(sql`
    select p.place, r.role, count(distinct h.user_id)::int as n
    from (values ${kinds}) p (place, kinds) cross join unnest(${sql.param(stageRoles)}::text[]) r (role)
    left join (
      select g.user_id, g.role, n.kind from role_grants g join units n on n.id = g.unit_id
        join users u on u.id = g.user_id and u.disabled_at is null
      where g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})
    ) h on h.role = r.role and h.kind = any (p.kinds)
    group by p.place, r.role order by p.place, r.role`)
  return rows
}
