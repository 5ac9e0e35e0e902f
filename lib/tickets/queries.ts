import 'server-only'
import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { type ticketCategories, type ticketPosts, tickets } from '@/db/schema/tickets'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { ticketsWith } from '../finding/queries'
import { keyset, type Page, type PageRequest } from '../paging'
import {
  type Calendar,
  calendarOf,
  dealsByRole,
  type Hours,
  mayReadTickets,
  type Part,
  type TicketVerb,
  verbsOf,
} from './rules'

export type Category = Pick<
  typeof ticketCategories.$inferSelect,
  | 'id'
  | 'name'
  | 'nameEn'
  | 'routing'
  | 'unitId'
  | 'userId'
  | 'userName'
  | 'priority'
  | 'hours'
  | 'asksPromise'
  | 'isPrivate'
  | 'revision'
> & { unitName: string | null; isRetired: boolean; open: number }

/** Categories in use, or all of them; `open` counts the tickets in each that wait for an answer, as far as the caller sees them. */
export async function listCategories(tx: Tx, which: 'inUse' | 'all' = 'inUse'): Promise<Category[]> {
  const { rows } = await tx.execute<Category>(sql`
    select c.id, c.name, c.name_en as "nameEn", c.routing, c.unit_id as "unitId", u.name as "unitName", c.user_id as "userId",
      c.user_name as "userName", c.priority, c.hours, c.asks_promise as "asksPromise", c.is_private as "isPrivate", c.revision,
      c.retired_at is not null as "isRetired",
      ${which === 'all' ? sql`(select count(*)::int from tickets t where t.category_id = c.id and t.status in ('open', 'in_progress'))` : sql`0`} as open
    from ticket_categories c left join units u on u.id = c.unit_id
    ${which === 'inUse' ? sql`where c.retired_at is null` : sql``}
    order by c.retired_at nulls first, c.id`)
  return rows
}

/** One that can be chosen now. */
export async function getCategory(tx: Tx, id: string): Promise<Category> {
  const found = (await listCategories(tx)).find(one => one.id === id)
  if (!found) throw new Failure('tickets.noSuchCategory', {}, 'categoryId')
  return found
}

export async function getAnyCategory(tx: Tx, id: string): Promise<Category> {
  return (await listCategories(tx, 'all')).find(one => one.id === id) ?? notFound()
}

/** The hours in which a unit works. */
export async function getCalendar(tx: Tx, unitId: string): Promise<Calendar> {
  const { rows } = await tx.execute<{ zone: string; hours: Hours }>(sql`
    select u.zone, coalesce(s.opening_hours, '[]') as hours from units u left join stores s on s.unit_id = u.id where u.id = ${unitId}`)
  return calendarOf(rows[0] ?? notFound())
}

export type StoreChoice = { id: string; name: string }

/** The stores that somebody may report about: an employee's own of the last ninety days, a manager's, every store for headquarters. */
export async function listStoreChoices(tx: Tx, actor: Actor): Promise<StoreChoice[]> {
  const { rows } = await tx.execute<StoreChoice>(sql`
    select u.id, u.name from units u
    where u.kind = 'store' and u.closed_on is null ${storesOf(actor)}
    order by ${actor.portal === 'me' ? currentFirst(actor) : sql`u.name`} limit 500`)
  return rows
}

function storesOf(actor: Actor): SQL {
  switch (actor.portal) {
    case 'hq':
      return sql``
    case 'store':
      return sql`and u.id = any ((select app.unit_ids())::uuid[])`
    case 'me':
      return sql`and exists (select from assignments a where a.employee_id = ${actor.employeeId} and a.unit_id = u.id
        and a.starts_on <= ${actor.today} and (a.ends_on is null or a.ends_on > ${actor.today}::date - 90))`
  }
}

const currentFirst = (
  actor: Actor,
) => sql`exists (select from assignments a where a.employee_id = ${actor.employeeId} and a.unit_id = u.id
  and a.starts_on <= ${actor.today} and (a.ends_on is null or a.ends_on > ${actor.today})) desc, u.name`

export type Ticket = typeof tickets.$inferSelect

/** The ticket, held until the end of the transaction: what is done to one follows one another. */
export async function lockTicket(tx: Tx, actor: Actor, number: string): Promise<Ticket & { part: Part }> {
  const [row] = await tx
    .select({
      ticket: tickets,
      covers: sql<boolean>`${tickets.handlers} && (select app.ticket_keys())::uuid[]`,
    })
    .from(tickets)
    .where(eq(tickets.number, number))
    .for('update')
  if (!row) return notFound()
  return { ...row.ticket, part: partOf({ ...row.ticket, covers: row.covers }, actor) }
}

function partOf(
  row: Pick<Ticket, 'status' | 'authorUserId' | 'handlers' | 'mergedIntoId' | 'rating'> & { covers: boolean },
  actor: Actor,
): Part {
  const isAuthor = row.authorUserId === actor.userId
  return {
    status: row.status,
    isAuthor,
    isHandler: !isAuthor && (row.handlers.includes(actor.userId) || (dealsByRole(actor.role) && row.covers)),
    isMerged: row.mergedIntoId !== null,
    isRated: row.rating !== null,
  }
}

export type TicketDetail = {
  id: string
  number: string
  title: string
  status: Ticket['status']
  priority: Ticket['priority']
  isPrivate: boolean
  category: string
  categoryEn: string
  categoryId: string
  authorUserId: string
  authorName: string
  authorNumber: string | null
  store: string | null
  storeCode: string | null
  receiver: string
  receiverKind: string
  takenByName: string | null
  promisedOn: string | null
  openedAt: string
  dueAt: string
  answeredAt: string | null
  closedAt: string | null
  escalatedAt: string | null
  rating: number | null
  ratingWords: string | null
  mergedInto: string | null
  holders: string[]
}

export type ThreadEntry = {
  id: string
  kind: (typeof ticketPosts.$inferSelect)['kind'] | 'note'
  authorUserId: string | null
  authorName: string
  authorRole: string
  body: string
  details: Record<string, string | string[]>
  createdAt: string
  files: { id: string; name: string; contentType: string; size: number }[]
}

export type TicketView = {
  ticket: TicketDetail
  part: Part
  verbs: TicketVerb[]
  thread: ThreadEntry[]
  duplicates: { number: string; title: string; authorName: string; openedAt: string }[]
  /** Whether something told to the reader about it is still unread. */
  isNews: boolean
}

/** The page of a ticket as the caller may see it; notes only for those who deal with it, which their own table's policy says as well. */
export async function hasTicket(tx: Tx, actor: Actor, number: string): Promise<boolean> {
  if (!mayReadTickets(actor)) return false
  const { rows } = await tx.execute(sql`select from tickets where number = ${number}`)
  return rows.length > 0
}

export async function getTicketView(tx: Tx, actor: Actor, number: string): Promise<TicketView> {
  if (!mayReadTickets(actor)) return notFound()
  const { rows } = await tx.execute<
    TicketDetail & { covers: boolean; handlers: string[]; mergedIntoId: string | null; isNews: boolean }
  >(sql`
    select t.id, t.number, t.title, t.status, t.priority, t.is_private as "isPrivate", c.name as category, c.name_en as "categoryEn",
      t.category_id as "categoryId", t.author_user_id as "authorUserId", t.author_name as "authorName",
      ${linksPeople(actor) ? sql`(select e.number from employees e where e.id = t.author_employee_id)` : sql`null`} as "authorNumber",
      s.name as store, s.code as "storeCode", r.name as receiver, r.kind as "receiverKind", t.taken_by_name as "takenByName",
      t.promised_on::text as "promisedOn", t.opened_at as "openedAt", t.due_at as "dueAt", t.answered_at as "answeredAt",
      t.closed_at as "closedAt", t.escalated_at as "escalatedAt", t.rating, t.rating_words as "ratingWords", t.merged_into_id as "mergedIntoId",
      (select m.number from tickets m where m.id = t.merged_into_id) as "mergedInto",
      array(select h.user_name from ticket_holders h where h.ticket_id = t.id and h.closed_at is null and h.origin <> 'author' order by h.id) as holders,
      t.handlers, t.handlers && (select app.ticket_keys())::uuid[] as covers,
      exists (select from notifications n where n.user_id = ${actor.userId} and n.read_at is null and n.path = 'tickets/' || t.number) as "isNews"
    from tickets t join ticket_categories c on c.id = t.category_id join units r on r.id = t.receiving_unit_id
    left join units s on s.id = t.store_unit_id
    where t.number = ${number}`)
  const { covers, handlers, isNews, ...ticket } = rows[0] ?? notFound()
  const part = partOf({ ...ticket, covers, handlers }, actor)
  const verbs = actor.role === 'auditor' ? [] : verbsOf(part)
  const posts = await listPosts(tx, ticket.id, actor.role !== 'auditor')
  const notes = part.isHandler && actor.portal !== 'me' ? await listNotes(tx, ticket.id) : []
  const { rows: duplicates } = await tx.execute<TicketView['duplicates'][number]>(sql`
    select number, title, author_name as "authorName", opened_at as "openedAt" from tickets
    where merged_into_id = ${ticket.id} order by id limit 20`)
  const thread = [...posts, ...notes].sort((one, other) => (one.id < other.id ? -1 : 1))
  return {
    ticket,
    part,
    verbs: actor.portal === 'me' ? verbs.filter(verb => verb !== 'note') : verbs,
    thread,
    duplicates,
    isNews,
  }
}

/** Specialists, auditors and admins read names in tickets, and nothing of people's files. */
const linksPeople = (actor: Actor) => ['hr', 'executive', 'head', 'manager', 'employee'].includes(actor.role)

/** What was said and what happened; the words of duplicates stand where they were merged. */
async function listPosts(tx: Tx, ticketId: string, withFiles: boolean): Promise<ThreadEntry[]> {
  const files = sql`coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'contentType', a.content_type, 'size', a.size) order by a.id)
    from ticket_attachments a where a.post_id = p.id and a.ticket_id = p.ticket_id), '[]')`
  const { rows } = await tx.execute<ThreadEntry>(sql`
    select p.id, p.kind, p.author_user_id as "authorUserId", p.author_name as "authorName", app.title_of(p.author_user_id, p.author_role, p.created_at) as "authorRole", p.body, p.details,
      p.created_at as "createdAt",
      ${withFiles ? files : sql`'[]'::json`} as files
    from ticket_posts p where p.ticket_id = ${ticketId} order by p.id`)
  return rows
}

async function listNotes(tx: Tx, ticketId: string): Promise<ThreadEntry[]> {
  const { rows } = await tx.execute<ThreadEntry>(sql`
    select id, 'note' as kind, author_user_id as "authorUserId", author_name as "authorName", app.title_of(author_user_id, author_role, created_at) as "authorRole", body,
      '{}'::json as details, created_at as "createdAt", '[]'::json as files
    from ticket_notes where ticket_id = ${ticketId} order by id`)
  return rows
}

/** A photo of a ticket; auditors read what was done, not pictures. */
export async function findTicketFile(
  tx: Tx,
  actor: Actor,
  number: string,
  id: string,
): Promise<{ name: string; contentType: string; content: Buffer } | undefined> {
  if (actor.role === 'auditor' || !mayReadTickets(actor)) return undefined
  const { rows } = await tx.execute<{ name: string; contentType: string; content: Buffer }>(sql`
    select a.name, a.content_type as "contentType", a.content from ticket_attachments a join tickets t on t.id = a.ticket_id
    where a.id = ${id} and t.number = ${number}`)
  return rows[0]
}

export const ticketTabs = ['open', 'in_progress', 'answered', 'closed', 'all'] as const
export type TicketTab = (typeof ticketTabs)[number]

export const ticketScopes = ['all', 'waiting', 'received', 'opened'] as const
/** waiting: what waits for the caller; received: what their units deal with; opened: what they reported, or their store did. */
export type TicketScope = (typeof ticketScopes)[number]

export type TicketFilter = PageRequest & {
  tab: TicketTab
  scope: TicketScope
  categoryId?: string | undefined
  unitId?: string | undefined
  overdue?: boolean | undefined
  /** Words of its number, title, thread or notes. */
  q?: string | undefined
}

export type TicketRow = {
  id: string
  number: string
  title: string
  category: string
  categoryEn: string
  status: Ticket['status']
  priority: Ticket['priority']
  isPrivate: boolean
  authorName: string
  isOwn: boolean
  store: string | null
  receiver: string
  takenByName: string | null
  promisedOn: string | null
  openedAt: string
  dueAt: string
  closedAt: string | null
  rating: number | null
}

export const ticketPageSize = 50
export const ticketCountCap = 10_000

const rowColumns = (
  actor: Actor,
) => sql`t.id, t.number, t.title, c.name as category, c.name_en as "categoryEn", t.status, t.priority,
  t.is_private as "isPrivate", t.author_name as "authorName", t.author_user_id = ${actor.userId} as "isOwn", s.name as store, r.name as receiver,
  t.taken_by_name as "takenByName", t.promised_on::text as "promisedOn", t.opened_at as "openedAt", t.due_at as "dueAt",
  t.closed_at as "closedAt", t.rating`
const rowJoins = sql`join ticket_categories c on c.id = t.category_id join units r on r.id = t.receiving_unit_id
  left join units s on s.id = t.store_unit_id`

/** One page, newest first, and how many there are (to the cap). */
export async function listTickets(
  tx: Tx,
  actor: Actor,
  filter: TicketFilter,
): Promise<Page<TicketRow> & { total: number }> {
  const { where, order, pageOf } = keyset<TicketRow>(
    { by: sql`t.id`, key: sql`t.id`, descending: true, size: ticketPageSize },
    filter,
    row => [row.id, row.id],
  )
  const wanted = sql`${scopeOf(filter.scope, actor)} ${conditionsOf(filter, actor)}`
  const { rows } = await tx.execute<TicketRow & { total: number }>(sql`
    select ${rowColumns(actor)},
      (select count(*)::int from (select from tickets t where ${wanted} limit ${ticketCountCap + 1}) counted) as total
    from tickets t ${rowJoins}
    where ${wanted} and ${where} ${order}`)
  return { ...pageOf(rows), total: rows[0]?.total ?? 0 }
}

/** Row security decides what exists; this says the narrow part of it again, so that an index can be used. */
function scopeOf(scope: TicketScope, actor: Actor): SQL {
  const units = sql`any ((select app.unit_ids())::uuid[])`
  switch (scope) {
    case 'waiting':
      return sql`t.id in (select h.ticket_id from ticket_holders h where h.user_id = ${actor.userId} and h.closed_at is null)`
    case 'received':
      return sql`t.receiving_unit_id = ${units}`
    case 'opened':
      return actor.portal === 'store'
        ? sql`t.store_unit_id = ${units}`
        : sql`t.author_user_id = ${actor.userId}`
    case 'all':
      if (actor.portal !== 'me') return sql`true`
      return sql`t.id = any (array(
        (select a.id from tickets a where a.author_user_id = ${actor.userId} order by a.id desc limit 2000)
        union (select w.ticket_id from ticket_watchers w where w.user_id = ${actor.userId} limit 500)
        union (select h.ticket_id from ticket_holders h where h.user_id = ${actor.userId} and h.closed_at is null limit 500)))`
  }
}

function conditionsOf(filter: TicketFilter, actor: Actor): SQL {
  const { tab, categoryId, unitId, overdue, q } = filter
  return sql`${tab === 'all' ? sql`` : sql`and t.status = ${tab}`}
    ${categoryId ? sql`and t.category_id = ${categoryId}` : sql``}
    ${unitId ? sql`and t.receiving_unit_id = ${unitId}` : sql``}
    ${overdue ? sql`and t.status in ('open', 'in_progress') and t.due_at < ${actor.now}` : sql``}
    ${q ? sql`and ${ticketsWith(q)}` : sql``}`
}

export type BoardColumn = { status: Ticket['status']; rows: TicketRow[]; total: number }

const columnLength = 20
const columnCap = 1000

/** The board: of each state the most urgent, or of what is answered and closed the latest; and how many there are. */
export async function listBoard(
  tx: Tx,
  actor: Actor,
  filter: Omit<TicketFilter, 'tab'>,
): Promise<BoardColumn[]> {
  const columns: BoardColumn[] = []
  for (const status of ['open', 'in_progress', 'answered', 'closed'] as const) {
    const isWaiting = status === 'open' || status === 'in_progress'
    const wanted = sql`${scopeOf(filter.scope, actor)} ${conditionsOf({ ...filter, tab: status }, actor)}`
    const { rows } = await tx.execute<TicketRow & { total: number }>(sql`
      select ${rowColumns(actor)},
        (select count(*)::int from (select from tickets t where ${wanted} limit ${columnCap + 1}) counted) as total
      from tickets t ${rowJoins}
      where ${wanted} ${isWaiting ? sql`and t.status in ('open', 'in_progress')` : sql``}
      order by ${isWaiting ? sql`t.due_at, t.id` : sql`t.id desc`} limit ${columnLength}`)
    columns.push({ status, rows, total: rows[0]?.total ?? 0 })
  }
  return columns
}

export type CategoryFigures = {
  categoryId: string
  category: string
  categoryEn: string
  open: number
  overdue: number
  /** Median seconds from opening to the first answer, of those opened in the last 30 days; null without any. */
  medianSeconds: number | null
  answered: number
}

/** How each category stands: what waits, what is late, and how long the first answer takes. Only of what the caller may see. */
export async function listFigures(tx: Tx, actor: Actor): Promise<CategoryFigures[]> {
  const { rows } = await tx.execute<CategoryFigures>(sql`
    with waiting as (
      select category_id, count(*)::int as open, count(*) filter (where due_at < ${actor.now})::int as overdue
      from tickets where status in ('open', 'in_progress') group by category_id
    ), answered as (
      select category_id, count(*)::int as answered,
        percentile_cont(0.5) within group (order by extract(epoch from first_answered_at - opened_at))::float8 as seconds
      from tickets where first_answered_at is not null and opened_at > ${actor.now}::timestamptz - interval '30 days' group by category_id
    )
    select c.id as "categoryId", c.name as category, c.name_en as "categoryEn", coalesce(w.open, 0) as open, coalesce(w.overdue, 0) as overdue,
      a.seconds as "medianSeconds", coalesce(a.answered, 0) as answered
    from ticket_categories c left join waiting w on w.category_id = c.id left join answered a on a.category_id = c.id
    where c.retired_at is null or w.open > 0
    order by c.id`)
  return rows
}

/** Departments and the headquarters: who can receive a category. */
export async function listReceivers(tx: Tx): Promise<{ id: string; name: string }[]> {
  const { rows } = await tx.execute<{ id: string; name: string }>(sql`
    select id, name from units where kind in ('headquarters', 'department') and closed_on is null
    order by kind desc, name limit 200`)
  return rows
}

/** What rerouting changes. */
export type Target = Pick<Ticket, 'categoryId' | 'isPrivate' | 'receivingUnitId' | 'namedUserId'>

/** Where a ticket is, in words: the category and the unit or person that has it. */
export async function placeName(tx: Tx, at: Target): Promise<string> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select concat_ws(' · ', (select name from ticket_categories where id = ${at.categoryId}),
      coalesce((select name from app.colleague(${at.namedUserId})), (select name from units where id = ${at.receivingUnitId}))) as name`)
  return rows[0]?.name ?? ''
}
