import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { ticketNotes, tickets } from '@/db/schema/tickets'
import type { Actor } from '../actor'
import { dayIn, zone } from '../clock'
import { Failure } from '../failure'
import { newId } from '../id'
import type { NotificationKind } from '../notify'
import {
  categoryName,
  checkPhotos,
  listHolderIds,
  listWatcherIds,
  mention,
  type PostKind,
  post,
  recordOf,
  type Said,
  tell,
  tellHolders,
  watch,
} from '../threads/commands'
import type { TrailAction, TrailDetails } from '../trail'
import { getColleague } from '../workflow/queries'
import type {
  answerTicketInput,
  closeTicketInput,
  mergeTicketInput,
  noteTicketInput,
  openTicketInput,
  prioritiseTicketInput,
  rateTicketInput,
  reopenTicketInput,
  replyTicketInput,
  rerouteTicketInput,
  takeTicketInput,
} from './input'
import {
  type Category,
  getAnyCategory,
  getCalendar,
  getCategory,
  listStoreChoices,
  lockTicket,
  placeName,
  type Target,
  type Ticket,
} from './queries'
import { deadlineOf, may, mayMerge, mayOpen, type Part, refusalOf, type TicketVerb } from './rules'

export async function openTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof openTicketInput>,
): Promise<{ number: string }> {
  if (!mayOpen(actor)) throw new Failure('input.refused')
  const files = await checkPhotos(input.files)
  const category = await getCategory(tx, input.categoryId)
  const storeUnitId = await storeOf(tx, actor, input.storeId)
  const promisedOn = promiseOf(category, input.promisedOn, actor)
  const receivingUnitId = receiverOf(category, storeUnitId)
  await assertHeld(tx, actor, receivingUnitId, category.userId, actor.userId)
  const { rows } = await tx.execute<{ number: string }>(
    sql`select app.next_number('WT', ${Number(dayIn(zone, actor.now).slice(0, 4))}) as number`,
  )
  const ticket = {
    id: newId(actor.now),
    number: rows[0]?.number ?? '',
    categoryId: category.id,
    title: input.title,
    priority: input.priority ?? category.priority,
    isPrivate: category.isPrivate,
    authorUserId: actor.userId,
    authorName: actor.name,
    authorEmployeeId: actor.employeeId,
    storeUnitId,
    receivingUnitId,
    namedUserId: category.userId,
    promisedOn,
    openedAt: actor.now,
    dueAt: deadlineOf(actor.now, category.hours, await getCalendar(tx, receivingUnitId)),
  }
  await tx.insert(tickets).values(ticket)
  await post(tx, actor, ticket.id, 'opened', { body: input.body, files })
  await tellHolders(tx, actor, ticket, category.name, await seat(tx, actor, ticket.id))
  await recordOf(tx, actor, 'ticket.opened', ticket, { category: category.name })
  return { number: ticket.number }
}

/** Says who deals with it from now on. */
export async function takeTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof takeTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'take')
  await carryOut(tx, actor, ticket, 'take', {
    change: { status: 'in_progress', takenByUserId: actor.userId, takenByName: actor.name },
    said: {},
    tell: [ticket.authorUserId],
  })
}

/** A word in the thread that everybody who reads the ticket reads; the first of those who deal with it counts as the first answer. */
export async function replyTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof replyTicketInput>,
): Promise<void> {
  const files = await checkPhotos(input.files)
  const ticket = await takeUp(tx, actor, input.number, 'reply')
  const mentioned = await mention(tx, actor, ticket, input.mentions)
  const readers = [ticket.authorUserId, ticket.takenByUserId, ...(await listHolderIds(tx, ticket.id))]
  const isFirst = ticket.part.isHandler && !ticket.firstAnsweredAt
  await carryOut(tx, actor, ticket, 'reply', {
    ...(isFirst && { change: { firstAnsweredAt: actor.now } }),
    said: { body: input.body, files, details: mentioned.details },
    tell: readers.filter(id => !mentioned.ids.includes(id ?? '')),
    details: { files: files.length },
  })
  await tell(tx, actor, ticket, mentioned.ids, 'ticketMentioned')
}

/** What those who deal with it tell each other; its author never reads it. */
export async function noteTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof noteTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'note')
  await assertDealWith(tx, actor, ticket, input.mentions)
  await tx.insert(ticketNotes).values({
    id: newId(actor.now),
    ticketId: ticket.id,
    authorUserId: actor.userId,
    authorName: actor.name,
    authorRole: actor.role,
    body: input.body,
    createdAt: actor.now,
  })
  const holders = ticket.status === 'answered' ? [] : await listHolderIds(tx, ticket.id)
  await carryOut(tx, actor, ticket, 'note', { tell: [...holders, ticket.takenByUserId, ...input.mentions] })
}

/**
 * A mention lets nobody into a note: whoever does not deal with the ticket would find nothing. Those do whose roles of today are of its
 * receiving unit, and HR with what is not private.
 */
async function assertDealWith(tx: Tx, actor: Actor, ticket: Ticket, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await tx.execute<{ name: string | null; deals: boolean }>(sql`
    select c.name, p.id <> ${ticket.authorUserId} and (p.id = any (${sql.param(ticket.handlers)}::uuid[])
      or app.holds_role(p.id, 'specialist', ${ticket.receivingUnitId}, ${actor.today})
      or app.holds_role(p.id, 'head', ${ticket.receivingUnitId}, ${actor.today})
      or app.holds_role(p.id, 'manager', ${ticket.receivingUnitId}, ${actor.today})
      or (not ${ticket.isPrivate} and app.holds_role(p.id, 'hr', null, ${actor.today}))) as deals
    from unnest(${sql.param(ids)}::uuid[]) with ordinality p(id, at) left join lateral app.colleague(p.id) c on true order by p.at`)
  const stranger = rows.find(row => row.name === null || !row.deals)
  if (!stranger) return
  if (stranger.name === null) throw new Failure('tickets.noSuchColleague', {}, 'mentions')
  throw new Failure('tickets.notTheirs', { name: stranger.name }, 'mentions')
}

/** The answer to its author, who says whether it helped; whoever answers without taking it has taken it. */
export async function answerTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof answerTicketInput>,
): Promise<void> {
  const files = await checkPhotos(input.files)
  const ticket = await takeUp(tx, actor, input.number, 'answer')
  await carryOut(tx, actor, ticket, 'answer', {
    change: {
      status: 'answered',
      takenByUserId: actor.userId,
      takenByName: actor.name,
      firstAnsweredAt: ticket.firstAnsweredAt ?? actor.now,
      answeredAt: actor.now,
    },
    said: { body: input.body, files },
    tell: [ticket.authorUserId, ...(await listWatcherIds(tx, ticket.id))],
    details: { files: files.length },
  })
}

/** Gives it to another category, unit or person. The clock goes on: who reported it does not wait longer for our sorting. */
export async function rerouteTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof rerouteTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'reroute')
  const target = await targetOf(tx, ticket, input)
  await assertHeld(tx, actor, target.receivingUnitId, target.namedUserId, ticket.authorUserId)
  const way = { from: await placeName(tx, ticket), to: await placeName(tx, target) }
  // Written while it is still theirs: it may go to where the actor reads nothing.
  await carryOut(tx, actor, ticket, 'reroute', { said: { body: input.reason, details: way }, details: way })
  const { rows } = await tx.execute<{ ids: string[] }>(sql`
    select app.reroute_ticket(${ticket.id}, ${target.categoryId}, ${target.receivingUnitId}, ${target.namedUserId}, ${actor.now}) as ids`)
  const moved = { ...ticket, ...target }
  await tellHolders(tx, actor, moved, await categoryName(tx, moved.categoryId), rows[0]?.ids ?? [])
  await tell(tx, actor, moved, [ticket.authorUserId], 'ticketRerouted')
}

export async function prioritiseTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof prioritiseTicketInput>,
): Promise<void> {
  const { number, priority, reason } = input
  const ticket = await takeUp(tx, actor, number, 'prioritise')
  if (ticket.priority === priority) return
  await carryOut(tx, actor, ticket, 'prioritise', {
    change: { priority },
    said: { body: reason ?? '', details: { from: ticket.priority, to: priority } },
    details: { priority: [ticket.priority, priority] },
  })
}

/** Makes a duplicate part of the ticket that counts: its words and photos stand there, and its author reads on there. */
export async function mergeTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof mergeTicketInput>,
): Promise<{ number: string }> {
  const duplicate = await takeUp(tx, actor, input.number, 'merge')
  const into = await lockCounting(tx, actor, duplicate, input.into)
  await carryOut(tx, actor, duplicate, 'merge', {
    change: { status: 'closed', closing: 'merged', closedAt: actor.now, mergedIntoId: into.id },
    said: { details: { number: into.number } },
    details: { into: into.number },
  })
  const author = { userId: duplicate.authorUserId, name: duplicate.authorName }
  if (!into.isPrivate) await watch(tx, actor, into.id, [author], 'duplicate')
  await absorb(tx, actor, duplicate, into)
  await tell(tx, actor, into, [author.userId], 'ticketMerged')
  return { number: into.number }
}

/** The ticket that a duplicate goes into: one that the caller deals with as well. */
async function lockCounting(tx: Tx, actor: Actor, duplicate: Ticket, number: string): Promise<Ticket> {
  const into = await lockTicket(tx, actor, number).catch(error => {
    // of the two numbers it is this one that names nothing
    if (error instanceof Failure && error.code === 'input.notFound')
      throw new Failure('tickets.noSuchTicket', { number }, 'into')
    throw error
  })
  if (!into.part.isHandler) throw new Failure('tickets.noSuchTicket', { number }, 'into')
  if (!mayMerge(duplicate, { ...into, isMerged: into.part.isMerged }))
    throw new Failure('tickets.notMergeable', { number }, 'into')
  return into
}

async function absorb(tx: Tx, actor: Actor, duplicate: Ticket, into: Ticket): Promise<void> {
  const { rows } = await tx.execute<{ id: string; body: string }>(sql`
    select id, body from ticket_posts where ticket_id = ${duplicate.id} and kind = 'opened' limit 1`)
  const opening = rows[0]
  const postId = await post(tx, actor, into.id, 'absorbed', {
    body: opening?.body ?? '',
    details: { number: duplicate.number, title: duplicate.title, author: duplicate.authorName },
  })
  await tx.execute(sql`
    insert into ticket_attachments (ticket_id, post_id, name, content_type, size, content, created_at)
    select ${into.id}, ${postId}, name, content_type, size, content, ${actor.now}
    from ticket_attachments where post_id = ${opening?.id ?? null} order by id`)
}

/** Its author no longer needs an answer. */
export async function closeTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof closeTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'close')
  await carryOut(tx, actor, ticket, 'close', {
    tell: [ticket.takenByUserId, ...(await listHolderIds(tx, ticket.id))],
    change: { status: 'closed', closing: 'author', closedAt: actor.now },
    said: { body: input.reason ?? '' },
  })
}

/** Not solved: back to whoever answered, if they still deal with such tickets, with a clock that starts anew. */
export async function reopenTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof reopenTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'reopen')
  const category = await getAnyCategory(tx, ticket.categoryId)
  const dueAt = deadlineOf(actor.now, category.hours, await getCalendar(tx, ticket.receivingUnitId))
  await carryOut(tx, actor, ticket, 'reopen', {
    change: { ...untouched, status: 'open', dueAt },
    said: { body: input.reason },
    tell: holders => [ticket.takenByUserId, ...holders],
  })
}

/** What a ticket has that nobody has dealt with yet. */
const untouched = {
  takenByUserId: null,
  takenByName: null,
  answeredAt: null,
  closedAt: null,
  closing: null,
  rating: null,
  ratingWords: null,
  ratedAt: null,
  remindedAt: null,
  escalatedAt: null,
}

/** Solved: how good it was, in stars and perhaps in words; it closes with that. */
export async function rateTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof rateTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'rate')
  const { rating, words } = input
  await carryOut(tx, actor, ticket, 'rate', {
    change: {
      ...{ rating, ratingWords: words ?? null, ratedAt: actor.now },
      ...(ticket.status === 'answered' && { status: 'closed', closing: 'rated', closedAt: actor.now }),
    },
    said: { body: words ?? '', details: { rating: String(rating) } },
    tell: [ticket.takenByUserId],
    values: { rating: String(rating) },
    details: { rating },
  })
}

// The frame of every verb.

/** Locks the ticket and refuses by name what is not the caller's, or no longer possible. */
async function takeUp(
  tx: Tx,
  actor: Actor,
  number: string,
  verb: TicketVerb,
): Promise<Ticket & { part: Part }> {
  const ticket = await lockTicket(tx, actor, number)
  if (may(verb, ticket.part)) return ticket
  if (refusalOf(verb, ticket.part) === 'notYours') throw new Failure('tickets.notYours')
  if (verb === 'take' && ticket.status === 'in_progress')
    throw new Failure('tickets.takenAlready', { name: ticket.takenByName ?? '' })
  if (verb === 'rate' && ticket.part.isRated) throw new Failure('tickets.ratedAlready')
  throw new Failure('tickets.changed', { status: ticket.status })
}

/** What a verb makes of a ticket. */
type Step = {
  /** New values of its row; with a new state it waits for others. */
  change?: Partial<typeof tickets.$inferInsert>
  /** Its entry in the thread; none for what the thread does not show. */
  said?: Said
  /** Who is told besides whoever does it; for whom it waits from now on is only known then. */
  tell?: (string | null)[] | ((holders: string[]) => (string | null)[])
  /** What the notification says more. */
  values?: Record<string, string>
  /** What the trail says more. */
  details?: TrailDetails
}

/** What each verb leaves behind: an entry in the thread, a notification, a line in the trail. */
const traces: Record<
  TicketVerb,
  [post: PostKind | null, told: NotificationKind | null, action: TrailAction]
> = {
  take: ['taken', 'ticketTaken', 'ticket.taken'],
  answer: ['answered', 'ticketAnswered', 'ticket.answered'],
  reply: ['replied', 'ticketReplied', 'ticket.replied'],
  note: [null, 'ticketNoted', 'ticket.noted'],
  reroute: ['rerouted', 'ticketRerouted', 'ticket.rerouted'],
  prioritise: ['prioritised', null, 'ticket.prioritised'],
  merge: ['merged', 'ticketMerged', 'ticket.merged'],
  close: ['closed', 'ticketClosed', 'ticket.closed'],
  reopen: ['reopened', 'ticketReopened', 'ticket.reopened'],
  rate: ['rated', 'ticketRated', 'ticket.rated'],
}

async function carryOut(tx: Tx, actor: Actor, ticket: Ticket, verb: TicketVerb, step: Step): Promise<void> {
  const [kind, told, action] = traces[verb]
  if (step.change) await tx.update(tickets).set(step.change).where(eq(tickets.id, ticket.id))
  const holders = step.change?.status ? await seat(tx, actor, ticket.id) : []
  if (kind && step.said) await post(tx, actor, ticket.id, kind, step.said)
  if (told && step.tell) {
    const people = typeof step.tell === 'function' ? step.tell(holders) : step.tell
    await tell(tx, actor, ticket, people, told, step.values)
  }
  await recordOf(tx, actor, action, ticket, step.details ?? {})
}

/** Lets it wait for whom its state says; see app.seat_ticket in db/functions.sql. */
async function seat(tx: Tx, actor: Actor, ticketId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ ids: string[] }>(
    sql`select app.seat_ticket(${ticketId}, ${actor.now}) as ids`,
  )
  return rows[0]?.ids ?? []
}

/** The store that it is about: one that the author may report about, or none. A store's own seat means that store. */
async function storeOf(tx: Tx, actor: Actor, storeId: string | undefined): Promise<string | null> {
  if (!storeId && actor.portal !== 'store') return null
  const choices = await listStoreChoices(tx, actor)
  if (!storeId) return choices.length === 1 ? (choices[0]?.id ?? null) : null
  if (!choices.some(store => store.id === storeId)) throw new Failure('tickets.noSuchStore', {}, 'storeId')
  return storeId
}

function promiseOf(category: Category, promisedOn: string | undefined, actor: Actor): string | null {
  if (!category.asksPromise) return null
  if (!promisedOn) throw new Failure('tickets.promiseNeeded', {}, 'promisedOn')
  if (promisedOn < actor.today) throw new Failure('tickets.promisePast', {}, 'promisedOn')
  return promisedOn
}

function receiverOf(category: Category, storeUnitId: string | null): string {
  const unit = category.routing === 'store' ? storeUnitId : category.unitId
  if (!unit) throw new Failure('tickets.storeNeeded', {}, 'storeId')
  return unit
}

/** A ticket that waits for nobody is a ticket that nobody answers. */
async function assertHeld(
  tx: Tx,
  actor: Actor,
  unitId: string,
  namedUserId: string | null,
  authorUserId: string,
): Promise<void> {
  const { rows } = await tx.execute(
    sql`select from app.ticket_candidates(${unitId}, ${namedUserId}, ${authorUserId}, ${actor.today}) limit 1`,
  )
  if (rows.length === 0) throw new Failure('tickets.nobody')
}

async function targetOf(tx: Tx, ticket: Ticket, input: z.output<typeof rerouteTicketInput>): Promise<Target> {
  const { categoryId, isPrivate, receivingUnitId } = ticket
  if (input.categoryId) {
    const category = await getCategory(tx, input.categoryId)
    return {
      categoryId: category.id,
      isPrivate: category.isPrivate,
      receivingUnitId: receiverOf(category, ticket.storeUnitId),
      namedUserId: category.userId,
    }
  }
  if (input.unitId) {
    const { rows } = await tx.execute<{ id: string; kind: string }>(
      sql`select id, kind from units where id = ${input.unitId} and closed_on is null`,
    )
    const unit = rows[0]
    if (!unit) throw new Failure('tickets.unitNeeded', {}, 'unitId')
    if (isPrivate && (unit.kind === 'store' || unit.kind === 'region'))
      throw new Failure('tickets.privatePassesStore', {}, 'unitId')
    return { categoryId, isPrivate, receivingUnitId: unit.id, namedUserId: null }
  }
  if (!input.userId) throw new Failure('tickets.targetNeeded')
  const person = await getColleague(tx, input.userId, { code: 'tickets.noSuchColleague', field: 'userId' })
  if (person.userId === ticket.authorUserId)
    throw new Failure('tickets.notTheAuthor', { name: person.name }, 'userId')
  return { categoryId, isPrivate, receivingUnitId, namedUserId: person.userId }
}
