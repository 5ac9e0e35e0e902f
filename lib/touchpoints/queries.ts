import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { Failure } from '../failure'
import { keyset, type Page, type PageRequest } from '../paging'
import { written } from '../written'
import { soonDays, type TouchpointTopic, type TouchpointWay } from './rules'

export type Due = {
  employeeId: string
  number: string
  name: string
  unitName: string
  homeName: string
  contactName: string
  hiredOn: string
  arrivedOn: string
  lastOn: string | null
  dueOn: string
  followUpOn: string | null
}

const dueColumns = sql`d.employee_id as "employeeId", d.employee_number as number, d.employee_name as name, u.name as "unitName", h.name as "homeName",
  d.contact_name as "contactName", d.hired_on::text as "hiredOn", d.arrived_on::text as "arrivedOn", d.last_on::text as "lastOn",
  d.due_on::text as "dueOn", d.follow_up_on::text as "followUpOn"`
const dueJoins = sql`join units u on u.id = d.unit_id join units h on h.id = d.home_unit_id`

export const dueLists = ['overdue', 'soon', 'followUp', 'all'] as const
export type DueList = (typeof dueLists)[number]
export type DueFilter = PageRequest & {
  list: DueList
  /** A store or home unit, with what is below it. */
  unitId?: string | undefined
  contactUserId?: string | undefined
}
export const duePageSize = 50

export type DuePage = Page<Due> & { counts: Record<DueList, number> }

/** Who is owed a talk, longest overdue first, among those whom the caller keeps in touch with or has to see to; and how many on each list. */
export async function listDues(tx: Tx, actor: Actor, filter: DueFilter): Promise<DuePage> {
  const { where, order, pageOf } = keyset<Due>(
    { by: sql`d.due_on`, key: sql`d.employee_id`, descending: false, size: duePageSize },
    filter,
    due => [due.dueOn, due.employeeId],
  )
  const among = sql`${below(filter.unitId)} ${filter.contactUserId ? sql`and d.contact_user_id = ${filter.contactUserId}` : sql``}`
  const [{ rows }, counted] = await Promise.all([
    tx.execute<Due>(sql`
      select ${dueColumns} from touchpoint_dues d ${dueJoins}
      where ${onList(filter.list, actor)} ${among} and ${where} ${order}`),
    tx.execute<Record<DueList, number>>(sql`
      select count(*) filter (where ${onList('overdue', actor)})::int as overdue, count(*) filter (where ${onList('soon', actor)})::int as soon,
        count(*) filter (where ${onList('followUp', actor)})::int as "followUp", count(*)::int as all
      from touchpoint_dues d where true ${among}`),
  ])
  return {
    ...pageOf(rows),
    counts: counted.rows[0] ?? { overdue: 0, soon: 0, followUp: 0, all: 0 },
  }
}

function onList(list: DueList, { today }: Actor): SQL {
  if (list === 'overdue') return sql`d.due_on < ${today}`
  if (list === 'soon') return sql`d.due_on >= ${today} and d.due_on <= ${addDays(today, soonDays)}`
  return list === 'followUp' ? sql`d.follow_up_on is not null` : sql`true`
}

function below(unitId: string | undefined): SQL {
  if (!unitId) return sql``
  const units = sql`(array(select app.units_below(${unitId})))`
  return sql`and (d.unit_id = any (${units}) or d.home_unit_id = any (${units}))`
}

export type ContactChoice = { userId: string; name: string; people: number }

/** The contacts of those people, who has most first. */
export async function listContacts(tx: Tx): Promise<ContactChoice[]> {
  const { rows } = await tx.execute<ContactChoice>(sql`
    select contact_user_id as "userId", min(contact_name) as name, count(*)::int as people
    from touchpoint_dues where contact_user_id is not null group by contact_user_id order by 3 desc, 2 limit 100`)
  return rows
}

/** Whether the caller is anybody's contact: the page of their people is only for those who have some. */
export async function hasPeople(tx: Tx): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from touchpoint_dues limit 1`)
  return rows.length > 0
}

export type DuePerson = Due & {
  userId: string | null
  unitId: string
  homeUnitId: string
}

/** Somebody in a store with whom the caller may talk in the name of headquarters, by number. */
export async function findDue(tx: Tx, number: string): Promise<DuePerson | undefined> {
  const { rows } = await tx.execute<DuePerson>(sql`
    select ${dueColumns}, d.unit_id as "unitId", d.home_unit_id as "homeUnitId", d.user_id as "userId"
    from touchpoint_dues d ${dueJoins} where d.employee_number = ${number}`)
  return rows[0]
}

export type Touchpoint = {
  id: string
  happenedOn: string
  way: TouchpointWay
  words: string
  authorName: string
  storeName: string
  topic: TouchpointTopic
  note: string
  followUpOn: string | null
  followedUpAt: string | null
  followedUpByName: string | null
}

export const mostTouchpoints = 60

/** The talks with a person, latest first, with what stays between headquarters and HR. */
export async function listTouchpoints(tx: Tx, employeeId: string): Promise<Touchpoint[]> {
  const { rows } = await tx.execute<Touchpoint>(sql`
    select t.id, t.happened_on::text as "happenedOn", t.way, t.words, t.author_name as "authorName", u.name as "storeName",
      n.topic, n.body as note, n.follow_up_on::text as "followUpOn", n.followed_up_at as "followedUpAt", n.followed_up_by_name as "followedUpByName"
    from touchpoints t join touchpoint_notes n on n.touchpoint_id = t.id join units u on u.id = t.store_unit_id
    where t.employee_id = ${employeeId} order by t.happened_on desc, t.id desc limit ${written(mostTouchpoints)}`)
  return rows
}

export type OwnTouchpoint = Pick<Touchpoint, 'id' | 'happenedOn' | 'way' | 'words' | 'authorName'>

/** What a person reads of the talks with them: that they took place, and what is for them. */
export async function listOwnTouchpoints(tx: Tx, actor: Actor): Promise<OwnTouchpoint[]> {
  const { rows } = await tx.execute<OwnTouchpoint>(sql`
    select t.id, t.happened_on::text as "happenedOn", t.way, t.words, t.author_name as "authorName" from touchpoints t
    where t.employee_id = ${actor.employeeId} order by t.happened_on desc, t.id desc limit ${written(mostTouchpoints)}`)
  return rows
}

/** A talk whose follow-up is open, held until the end of the transaction. */
export async function lockOpenFollowUp(tx: Tx, id: string): Promise<{ employeeId: string }> {
  const { rows } = await tx.execute<{ employeeId: string }>(sql`
    select employee_id as "employeeId" from touchpoint_notes
    where touchpoint_id = ${id} and follow_up_on is not null and followed_up_at is null for no key update`)
  const [open] = rows
  if (!open) throw new Failure('touchpoints.followedUp')
  return open
}

export type RhythmRow = { unitId: string; name: string; days: number }

export async function listRhythms(tx: Tx): Promise<RhythmRow[]> {
  const { rows } = await tx.execute<RhythmRow>(sql`
    select r.unit_id as "unitId", u.name, r.days from touchpoint_rhythms r join units u on u.id = r.unit_id order by u.name`)
  return rows
}
