import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { addDays, zone } from '../clock'
import { notFound } from '../failure'
import { keyset, type Page, type PageRequest } from '../paging'
import { mayListPeople } from '../people/rules'
import { written } from '../written'
import {
  monthRange,
  type NoteKind,
  type NoteTone,
  type NoteTopic,
  type Relation,
  unthankedDays,
} from './rules'

export type Receiver = {
  userId: string
  employeeId: string | null
  name: string
  relation: Relation
}

/** Somebody whom the caller may write to now, by employee number, account, or where people are picked the employee's id. */
export async function findReceiver(tx: Tx, actor: Actor, to: string): Promise<Receiver | undefined> {
  const isNumber = to.startsWith('E')
  // the picker of headquarters answers with the employee's id
  const picked = mayListPeople(actor.role) ? sql`(select number from employees where id = ${to})` : sql`null`
  const { rows } = await tx.execute<Receiver>(sql`
    select user_id as "userId", employee_id as "employeeId", name, relation
    from app.note_receiver(${isNumber ? to : picked}, ${isNumber ? null : to}, ${actor.userId}, ${actor.role}, ${actor.unitId}, ${actor.today})`)
  return rows[0]
}

export type ReceiverChoice = {
  userId: string
  name: string
  relation: Relation
  detail: string | null
}

/** Everybody whom the caller may write to, as far as they fit on one list. */
export async function listReceivers(tx: Tx, actor: Actor): Promise<ReceiverChoice[]> {
  const { rows } = await tx.execute<ReceiverChoice>(sql`
    select distinct on (name, user_id, relation) user_id as "userId", name, relation, detail
    from app.note_receivers(${actor.userId}, ${actor.role}, ${actor.unitId}, ${actor.today})`)
  const order: Relation[] = ['manager', 'hqContact', 'colleague', 'team', 'contact']
  return rows.sort((one, other) => order.indexOf(one.relation) - order.indexOf(other.relation))
}

export type Note = {
  id: string
  kind: NoteKind
  tone: NoteTone | null
  topic: NoteTopic
  body: string
  relation: Relation
  authorUserId: string
  authorName: string
  receiverUserId: string
  receiverName: string
  receiverEmployeeId: string | null
  /** Both sides of the person as they were. */
  storeName: string | null
  homeName: string | null
  isShared: boolean
  evidenceOn: string | null
  createdAt: Date
  changedAt: Date | null
  withdrawnAt: Date | null
  answer: string | null
  answeredAt: Date | null
  isAnswered: boolean
}

type Times = 'createdAt' | 'changedAt' | 'withdrawnAt' | 'answeredAt'
type NoteFlat = Omit<Note, Times | 'isAnswered'> & Record<Times, string | null>

const noteColumns = sql`n.id, n.kind, n.tone, n.topic, n.body, n.relation, n.author_user_id as "authorUserId", n.author_name as "authorName",
  n.receiver_user_id as "receiverUserId", n.receiver_name as "receiverName",
  n.receiver_employee_id as "receiverEmployeeId", s.name as "storeName", h.name as "homeName",
  n.is_shared as "isShared", n.evidence_on::text as "evidenceOn", n.created_at as "createdAt", n.changed_at as "changedAt",
  n.withdrawn_at as "withdrawnAt", r.body as answer, r.created_at as "answeredAt"`
const noteJoins = sql`left join units s on s.id = n.store_unit_id left join units h on h.id = n.home_unit_id
  left join thanks_replies r on r.note_id = n.id`

function noteOf(row: NoteFlat): Note {
  const instant = (text: string | null) => (text ? new Date(text) : null)
  return {
    ...row,
    createdAt: instant(row.createdAt) ?? new Date(0),
    changedAt: instant(row.changedAt),
    withdrawnAt: instant(row.withdrawnAt),
    answeredAt: instant(row.answeredAt),
    isAnswered: row.answer !== null,
  }
}

export async function getNote(tx: Tx, id: string): Promise<Note> {
  const { rows } = await tx.execute<NoteFlat>(
    sql`select ${noteColumns} from thanks_notes n ${noteJoins} where n.id = ${id}`,
  )
  return noteOf(rows[0] ?? notFound())
}

/** A note of the caller's own, held until the end of the transaction. */
export async function lockOwnNote(tx: Tx, actor: Actor, id: string): Promise<Note> {
  await tx.execute(
    sql`select from thanks_notes where id = ${id} and author_user_id = ${actor.userId} for no key update`,
  )
  const note = await getNote(tx, id)
  return note.authorUserId === actor.userId ? note : notFound()
}

export const noteLists = ['wall', 'received', 'sent'] as const
export type NoteList = (typeof noteLists)[number]
export type NoteFilter = PageRequest & {
  list: NoteList
  /** Of the wall: a unit, with what is below it, and a month 'YYYY-MM'. */
  unitId?: string | undefined
  month?: string | undefined
}

export const notePageSize = 20

/** One page, newest first: what is shared with the seat, or the caller's own received and sent. */
export async function listNotes(tx: Tx, actor: Actor, filter: NoteFilter): Promise<Page<Note>> {
  const { where, order, pageOf } = keyset<Note>(
    { by: sql`n.id`, key: sql`n.id`, descending: true, size: notePageSize },
    filter,
    note => [note.id, note.id],
  )
  const { rows } = await tx.execute<NoteFlat>(sql`
    select ${noteColumns} from thanks_notes n ${noteJoins}
    where ${inList(filter, actor)} and ${where} ${order}`)
  return pageOf(rows.map(noteOf))
}

function inList({ list, unitId, month }: NoteFilter, actor: Actor): SQL {
  if (list === 'received') return sql`n.receiver_user_id = ${actor.userId}`
  if (list === 'sent') return sql`n.author_user_id = ${actor.userId}`
  const range = monthRange(month)
  const units = actor.portal === 'store' ? sql`(select app.unit_ids())::uuid[]` : undefined
  return sql`n.is_shared and n.withdrawn_at is null
    ${units ? sql`and n.store_unit_id = any (${units})` : sql``}
    ${unitId ? sql`and (n.store_unit_id in (select app.units_below(${unitId})) or n.home_unit_id in (select app.units_below(${unitId})))` : sql``}
    ${range ? sql`and n.created_at >= ${range.from}::timestamp at time zone ${zone} and n.created_at < ${range.to}::timestamp at time zone ${zone}` : sql``}`
}

/** What was written to a person, by their number, and the caller may read of it, newest first. */
export async function listNotesTo(tx: Tx, number: string, limit = 5): Promise<Note[]> {
  const { rows } = await tx.execute<NoteFlat>(sql`/* plan once */
    select ${noteColumns} from thanks_notes n ${noteJoins}
    where n.receiver_employee_id = (select e.id from employees e where e.number = ${number}) and n.withdrawn_at is null order by n.id desc limit ${written(limit)}`)
  return rows.map(noteOf)
}

/** The latest thanks of the last month to the caller: good news for the home page. */
export async function findLatestThanks(tx: Tx, actor: Actor): Promise<Note | undefined> {
  const { rows } = await tx.execute<NoteFlat>(sql`/* plan once */
    select ${noteColumns} from thanks_notes n ${noteJoins}
    where n.receiver_user_id = ${actor.userId} and n.kind = 'thanks' and n.withdrawn_at is null
      and n.created_at > ${actor.now}::timestamptz - interval '30 days' order by n.id desc limit 1`)
  return rows[0] && noteOf(rows[0])
}

export type Unthanked = {
  number: string
  name: string
  unitName: string
  homeName: string
  startsOn: string
  lastOn: string | null
}

export const mostUnthanked = 200

/** People in stores for sixty days whom nobody has thanked in as many, longest first. */
export async function listUnthanked(tx: Tx, actor: Actor, unitId?: string): Promise<Unthanked[]> {
  const units = unitId ? sql`array(select app.units_below(${unitId}))` : sql`null`
  const { rows } = await tx.execute<Unthanked>(sql`
    select number, name, unit_name as "unitName", home_name as "homeName", starts_on::text as "startsOn", last_on::text as "lastOn"
    from app.unthanked(${units}::uuid[], ${addDays(actor.today, -unthankedDays)}, ${mostUnthanked})`)
  return rows
}
