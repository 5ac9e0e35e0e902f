import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { notFound } from '../failure'
import { keyset, type Page, type PageRequest } from '../paging'

export type Tag = { id: string; name: string; revision: number; retiredOn: string | null; people: number }

/** Every tag with how many have it today, those in use first. */
export async function listTags(tx: Tx): Promise<Tag[]> {
  const { rows } = await tx.execute<Tag>(
    sql`${tagsWithPeople} order by t.retired_on is not null, t.name limit 500`,
  )
  return rows
}

export async function getTag(tx: Tx, id: string): Promise<Tag> {
  const { rows } = await tx.execute<Tag>(sql`${tagsWithPeople} where t.id = ${id}`)
  return rows[0] ?? notFound()
}

const tagsWithPeople = sql`
  select t.id, t.name, t.revision, t.retired_on::text as "retiredOn", (select count(*)::int from employee_tags h
    join employees e on e.id = h.employee_id where h.tag_id = t.id and (e.left_on is null or e.left_on > app.today())) as people
  from tags t`

export type TagChoice = { id: string; name: string }

/** What may be given, and addressed. */
export async function listTagChoices(tx: Tx): Promise<TagChoice[]> {
  const { rows } = await tx.execute<TagChoice>(
    sql`/* plan once */ select id, name from tags where retired_on is null order by name limit 500`,
  )
  return rows
}

/** What somebody has, as far as the seat may see it. */
export const listTagsOf = (tx: Tx, number: string): Promise<TagChoice[]> =>
  tagsWhere(tx, sql`e.number = ${number}`)

export const listOwnTags = (tx: Tx, employeeId: string): Promise<TagChoice[]> =>
  tagsWhere(tx, sql`e.id = ${employeeId}`)

async function tagsWhere(tx: Tx, who: SQL): Promise<TagChoice[]> {
  const { rows } = await tx.execute<TagChoice>(sql`/* plan once */
    select t.id, t.name from employees e join employee_tags h on h.employee_id = e.id join tags t on t.id = h.tag_id
    where ${who} and t.retired_on is null order by t.name`)
  return rows
}

export type TaggedRow = {
  id: string
  number: string
  name: string
  unitName: string
  positionName: string
  givenByName: string
  givenAt: string
}

export const taggedPageSize = 50

/** Who has a tag today, by number. */
export async function listTagged(tx: Tx, tagId: string, request: PageRequest): Promise<Page<TaggedRow>> {
  const { where, order, pageOf } = keyset<TaggedRow>(
    { by: sql`e.number`, key: sql`e.number`, descending: false, size: taggedPageSize },
    request,
    row => [row.number, row.number],
  )
  const { rows } = await tx.execute<TaggedRow>(sql`
    select e.id, e.number, e.name, coalesce(u.name, '') as "unitName", coalesce(p.name, '') as "positionName",
      h.given_by_name as "givenByName", h.given_at as "givenAt"
    from employee_tags h join employees e on e.id = h.employee_id
    left join assignments a on a.employee_id = e.id and a.is_primary and a.starts_on <= app.today()
      and (a.ends_on is null or a.ends_on > app.today())
    left join units u on u.id = a.unit_id left join positions p on p.id = a.position_id
    where h.tag_id = ${tagId} and (e.left_on is null or e.left_on > app.today()) and ${where} ${order}`)
  return pageOf(rows)
}
