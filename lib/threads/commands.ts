import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import {
  type postKinds,
  ticketAttachments,
  ticketCategories,
  ticketPosts,
  ticketWatchers,
} from '@/db/schema/tickets'
import type { Actor } from '../actor'
import { Failure } from '../failure'
import { newId } from '../id'
import { markRead } from '../notifications/commands'
import { type NotificationKind, notify } from '../notify'
import type { Ticket } from '../tickets/queries'
import { record, type TrailAction, type TrailDetails } from '../trail'
import { type KeptFile, keepFiles } from '../upload'
import { listColleagues } from '../workflow/queries'

export type PostKind = (typeof postKinds)[number]
type Details = Record<string, string | string[]>
export type Said = { body?: string; files?: KeptFile[]; details?: Details }

/** An entry in the thread of a ticket, with its photos. */
export async function post(
  tx: Tx,
  actor: Actor,
  ticketId: string,
  kind: PostKind,
  said: Said = {},
): Promise<string> {
  const id = newId(actor.now)
  await tx.insert(ticketPosts).values({
    id,
    ticketId,
    kind,
    authorUserId: actor.userId,
    authorName: actor.name,
    authorRole: actor.role,
    body: said.body ?? '',
    details: said.details ?? {},
    createdAt: actor.now,
  })
  for (const file of said.files ?? []) {
    await tx
      .insert(ticketAttachments)
      .values({ ...file, ticketId, postId: id, size: file.content.length, createdAt: actor.now })
  }
  return id
}

/** What nobody did: it happened by itself. */
export async function postBySystem(
  tx: Tx,
  now: Date,
  ticketId: string,
  kind: PostKind,
  details: Details,
): Promise<void> {
  await tx
    .insert(ticketPosts)
    .values({ id: newId(now), ticketId, kind, authorName: '', authorRole: '', details, createdAt: now })
}

/** Pictures only, drawn anew: nothing is kept of what a camera wrote beside them. */
export const checkPhotos = (files: File[]): Promise<KeptFile[]> => keepFiles(files, 'pictures')

/** Lets people in by naming them; into a private ticket nobody comes that way. */
export async function mention(
  tx: Tx,
  actor: Actor,
  ticket: Ticket,
  ids: string[],
): Promise<{ ids: string[]; details: Details }> {
  const others = [...new Set(ids)].filter(id => id !== actor.userId)
  if (others.length === 0) return { ids: [], details: {} }
  const people = await listColleagues(tx, others)
  if (people.length < others.length) throw new Failure('tickets.noSuchColleague', {}, 'mentions')
  const known = [ticket.authorUserId, ...ticket.handlers]
  const strangers = people.filter(person => !known.includes(person.userId))
  if (ticket.isPrivate && strangers[0])
    throw new Failure('tickets.mentionPrivate', { name: strangers[0].name }, 'mentions')
  await watch(tx, actor, ticket.id, strangers, 'mentioned')
  return { ids: others, details: { mentioned: people.map(person => person.name) } }
}

/** From now on they read it. */
export async function watch(
  tx: Tx,
  actor: Actor,
  ticketId: string,
  people: { userId: string; name: string }[],
  reason: 'mentioned' | 'duplicate',
): Promise<void> {
  if (people.length === 0) return
  const rows = people.map(({ userId, name }) => ({
    ticketId,
    userId,
    userName: name,
    reason,
    createdAt: actor.now,
  }))
  await tx.insert(ticketWatchers).values(rows).onConflictDoNothing()
}

type Subject = Pick<Ticket, 'number' | 'title' | 'isPrivate'>

export async function tellHolders(
  tx: Tx,
  actor: Actor,
  ticket: Subject,
  category: string,
  ids: string[],
): Promise<void> {
  await tellAs(tx, actor, { ...ticket, category }, ids, 'ticketAssigned', { actor: actor.name })
}

/** Told by name: what is private goes by its category, because what tells people leaves the house. */
export async function tell(
  tx: Tx,
  actor: Actor,
  ticket: Subject & { categoryId: string },
  ids: (string | null)[],
  kind: NotificationKind,
  more: Record<string, string> = {},
): Promise<void> {
  const category = await categoryName(tx, ticket.categoryId)
  await tellAs(tx, actor, { ...ticket, category }, ids, kind, { actor: actor.name, ...more })
  await markRead(tx, actor, { path: `tickets/${ticket.number}` })
}

export async function tellAs(
  tx: Tx,
  author: { userId: string | null; now: Date },
  ticket: Subject & { category: string },
  ids: (string | null)[],
  kind: NotificationKind,
  more: Record<string, string> = {},
): Promise<void> {
  const values = {
    number: ticket.number,
    subject: ticket.isPrivate ? ticket.category : ticket.title,
    ...more,
  }
  await notify(tx, author, ids, kind, values, `tickets/${ticket.number}`)
}

/** A line in the trail; a private ticket names neither person nor place there. */
export async function recordOf(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  ticket: Pick<Ticket, 'id' | 'number' | 'isPrivate' | 'authorEmployeeId' | 'storeUnitId'>,
  details: TrailDetails,
): Promise<void> {
  await record(tx, actor, action, {
    entityId: ticket.id,
    ...(!ticket.isPrivate && ticket.authorEmployeeId && { employeeId: ticket.authorEmployeeId }),
    ...(!ticket.isPrivate && ticket.storeUnitId && { unitId: ticket.storeUnitId }),
    details: { number: ticket.number, ...details },
  })
}

export async function categoryName(tx: Tx, id: string): Promise<string> {
  const [row] = await tx
    .select({ name: ticketCategories.name })
    .from(ticketCategories)
    .where(eq(ticketCategories.id, id))
  return row?.name ?? ''
}

export async function listHolderIds(tx: Tx, ticketId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select user_id as id from ticket_holders where ticket_id = ${ticketId} and closed_at is null`,
  )
  return rows.map(row => row.id)
}

export async function listWatcherIds(tx: Tx, ticketId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select user_id as id from ticket_watchers where ticket_id = ${ticketId}`,
  )
  return rows.map(row => row.id)
}

export async function namesOf(tx: Tx, ticketId: string, ids: string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select user_name as name from ticket_holders
    where ticket_id = ${ticketId} and closed_at is null and user_id = any (${sql.param(ids)}::uuid[])
    order by id`)
  return rows.map(row => row.name)
}
