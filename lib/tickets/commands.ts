import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import {
  type postKinds,
  ticketAttachments,
  ticketCategories,
  ticketNotes,
  ticketPosts,
  tickets,
  ticketWatchers,
} from '@/db/schema/tickets'
import type { Actor } from '../actor'
import { dayIn } from '../clock'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { markRead } from '../notifications/commands'
import { type NotificationKind, notify } from '../notify'
import { assertUnchanged } from '../organisation/commands'
import { mostPixels, withoutMetadata } from '../picture'
import { contentTypeOf } from '../requests/rules'
import { changesBetween, record, type TrailAction } from '../trail'
import { getColleague } from '../workflow/queries'
import type {
  addCategoryInput,
  answerTicketInput,
  changeCategoryInput,
  closeTicketInput,
  mergeTicketInput,
  noteTicketInput,
  openTicketInput,
  prioritiseTicketInput,
  rateTicketInput,
  reopenTicketInput,
  replyTicketInput,
  rerouteTicketInput,
  retireCategoryInput,
  takeTicketInput,
} from './input'
import {
  type Category,
  getCalendar,
  listCategories,
  listStoreChoices,
  lockTicket,
  type Ticket,
} from './queries'
import {
  autoCloseDays,
  deadlineOf,
  may,
  mayKeepCategories,
  mayMerge,
  mayOpen,
  type Part,
  refusalOf,
  remindHours,
  type TicketVerb,
} from './rules'

// Categories.

export async function addCategory(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addCategoryInput>,
): Promise<{ id: string }> {
  if (!mayKeepCategories(actor)) throw new Failure('input.refused')
  const facts = await routingOf(tx, input)
  const id = newId(actor.now)
  await tx.insert(ticketCategories).values({ id, ...facts, createdAt: actor.now })
  await record(tx, actor, 'ticketCategory.added', {
    entityId: id,
    details: { name: facts.name, routing: facts.routing, hours: facts.hours },
  })
  return { id }
}

export async function changeCategory(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof changeCategoryInput>,
): Promise<{ id: string }> {
  if (!mayKeepCategories(actor)) throw new Failure('input.refused')
  const { categoryId, revision, ...wanted } = input
  const category = await lockCategory(tx, categoryId, revision)
  const facts = await routingOf(tx, wanted)
  const changes = changesBetween<Record<string, unknown>>(category, facts)
  if (Object.keys(changes).length === 0) return { id: category.id }
  await tx
    .update(ticketCategories)
    .set({ ...facts, revision: category.revision + 1 })
    .where(eq(ticketCategories.id, category.id))
  await record(tx, actor, 'ticketCategory.changed', { entityId: category.id, details: changes })
  return { id: category.id }
}

/** Nobody can choose it any more; tickets that are in it go on. */
export async function retireCategory(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof retireCategoryInput>,
): Promise<{ id: string }> {
  if (!mayKeepCategories(actor)) throw new Failure('input.refused')
  const category = await lockCategory(tx, input.categoryId, input.revision)
  await tx
    .update(ticketCategories)
    .set({ retiredAt: actor.now, revision: category.revision + 1 })
    .where(eq(ticketCategories.id, category.id))
  await record(tx, actor, 'ticketCategory.retired', {
    entityId: category.id,
    details: { name: category.name },
  })
  return { id: category.id }
}

type CategoryFacts = Omit<z.output<typeof addCategoryInput>, 'unitId' | 'userId'> & {
  unitId: string | null
  userId: string | null
  userName: string | null
}

/** Who gets it, as a row: a store's category names nobody, a unit's its unit, a person's the person and the unit that steps in. */
async function routingOf(tx: Tx, input: z.output<typeof addCategoryInput>): Promise<CategoryFacts> {
  const none = { unitId: null, userId: null, userName: null }
  if (input.routing === 'store') {
    if (input.isPrivate) throw new Failure('tickets.privatePassesStore', {}, 'isPrivate')
    return { ...input, ...none }
  }
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from units where id = ${input.unitId ?? null} and closed_on is null and kind in ('headquarters', 'department')`)
  const unit = rows[0]
  if (!unit) throw new Failure('tickets.unitNeeded', {}, 'unitId')
  if (input.routing === 'unit') return { ...input, ...none, unitId: unit.id }
  if (!input.userId) throw new Failure('tickets.personNeeded', {}, 'userId')
  const person = await colleague(tx, input.userId, 'userId')
  return { ...input, unitId: unit.id, userId: person.userId, userName: person.name }
}

async function lockCategory(tx: Tx, id: string, seen: number): Promise<typeof ticketCategories.$inferSelect> {
  const [row] = await tx.select().from(ticketCategories).where(eq(ticketCategories.id, id)).for('update')
  const category = row ?? notFound()
  if (category.retiredAt) throw new Failure('tickets.categoryRetired', { name: category.name })
  await assertUnchanged(tx, id, category, seen)
  return category
}

// Tickets.

export async function openTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof openTicketInput>,
): Promise<{ number: string }> {
  if (!mayOpen(actor)) throw new Failure('input.refused')
  const files = await checkFiles(input.files)
  const category = await getCategory(tx, input.categoryId)
  const storeUnitId = await storeOf(tx, actor, input.storeId)
  const promisedOn = promiseOf(category, input.promisedOn, actor)
  const receivingUnitId = receiverOf(category, storeUnitId)
  await assertHeld(tx, actor, receivingUnitId, category.userId, actor.userId)
  const { rows } = await tx.execute<{ number: string }>(
    sql`select app.next_number('WT', ${Number(dayIn('Asia/Shanghai', actor.now).slice(0, 4))}) as number`,
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
  await write(tx, actor, 'ticket.opened', ticket, { category: category.name })
  return { number: ticket.number }
}

/** Says who deals with it from now on. */
export async function takeTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof takeTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'take')
  await tx
    .update(tickets)
    .set({ status: 'in_progress', takenByUserId: actor.userId, takenByName: actor.name })
    .where(eq(tickets.id, ticket.id))
  await seat(tx, actor, ticket.id)
  await post(tx, actor, ticket.id, 'taken')
  await tell(tx, actor, ticket, [ticket.authorUserId], 'ticketTaken')
  await write(tx, actor, 'ticket.taken', ticket, {})
}

/** A word in the thread that everybody who reads the ticket reads; the first of those who deal with it counts as the first answer. */
export async function replyTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof replyTicketInput>,
): Promise<void> {
  const files = await checkFiles(input.files)
  const ticket = await takeUp(tx, actor, input.number, 'reply')
  const mentioned = await mention(tx, actor, ticket, input.mentions)
  await post(tx, actor, ticket.id, 'replied', { body: input.body, files, details: mentioned.details })
  if (ticket.part.isHandler && !ticket.firstAnsweredAt) {
    await tx.update(tickets).set({ firstAnsweredAt: actor.now }).where(eq(tickets.id, ticket.id))
  }
  const others = await listHolderIds(tx, ticket.id)
  await tell(tx, actor, ticket, mentioned.ids, 'ticketMentioned')
  const readers = [ticket.authorUserId, ticket.takenByUserId, ...others]
  await tell(
    tx,
    actor,
    ticket,
    readers.filter(id => !mentioned.ids.includes(id ?? '')),
    'ticketReplied',
  )
  await write(tx, actor, 'ticket.replied', ticket, { files: files.length })
}

/** What those who deal with it tell each other; its author never reads it. */
export async function noteTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof noteTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'note')
  // A mention lets nobody in here: whoever does not deal with the ticket would find nothing.
  for (const id of input.mentions) {
    const person = await colleague(tx, id, 'mentions')
    if (id === ticket.authorUserId || !(await dealsWith(tx, actor, ticket, id)))
      throw new Failure('tickets.notTheirs', { name: person.name }, 'mentions')
  }
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
  await tell(tx, actor, ticket, [...holders, ticket.takenByUserId, ...input.mentions], 'ticketNoted')
  await write(tx, actor, 'ticket.noted', ticket, {})
}

/** The answer to its author, who says whether it helped; whoever answers without taking it has taken it. */
export async function answerTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof answerTicketInput>,
): Promise<void> {
  const files = await checkFiles(input.files)
  const ticket = await takeUp(tx, actor, input.number, 'answer')
  await tx
    .update(tickets)
    .set({
      status: 'answered',
      takenByUserId: actor.userId,
      takenByName: actor.name,
      firstAnsweredAt: ticket.firstAnsweredAt ?? actor.now,
      answeredAt: actor.now,
    })
    .where(eq(tickets.id, ticket.id))
  await seat(tx, actor, ticket.id)
  await post(tx, actor, ticket.id, 'answered', { body: input.body, files })
  await tell(
    tx,
    actor,
    ticket,
    [ticket.authorUserId, ...(await listWatcherIds(tx, ticket.id))],
    'ticketAnswered',
  )
  await write(tx, actor, 'ticket.answered', ticket, { files: files.length })
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
  const [from, to] = [await placeName(tx, ticket), await placeName(tx, target)]
  // Written while it is still theirs: it may go to where the actor reads nothing.
  await post(tx, actor, ticket.id, 'rerouted', { body: input.reason, details: { from, to } })
  await write(tx, actor, 'ticket.rerouted', ticket, { from, to })
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
  const ticket = await takeUp(tx, actor, input.number, 'prioritise')
  if (ticket.priority === input.priority) return
  await tx.update(tickets).set({ priority: input.priority }).where(eq(tickets.id, ticket.id))
  await post(tx, actor, ticket.id, 'prioritised', {
    body: input.reason ?? '',
    details: { from: ticket.priority, to: input.priority },
  })
  await write(tx, actor, 'ticket.prioritised', ticket, { priority: [ticket.priority, input.priority] })
}

/** Makes a duplicate part of the ticket that counts: its words and photos stand there, and its author reads on there. */
export async function mergeTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof mergeTicketInput>,
): Promise<{ number: string }> {
  const duplicate = await takeUp(tx, actor, input.number, 'merge')
  const into = await lockTicket(tx, actor, input.into).catch(error => {
    // of the two numbers it is this one that names nothing
    if (error instanceof Failure && error.code === 'input.notFound')
      throw new Failure('tickets.noSuchTicket', { number: input.into }, 'into')
    throw error
  })
  if (!into.part.isHandler) throw new Failure('tickets.noSuchTicket', { number: input.into }, 'into')
  if (!mayMerge(duplicate, { ...into, isMerged: into.part.isMerged }))
    throw new Failure('tickets.notMergeable', { number: into.number }, 'into')
  await tx
    .update(tickets)
    .set({ status: 'closed', closing: 'merged', closedAt: actor.now, mergedIntoId: into.id })
    .where(eq(tickets.id, duplicate.id))
  await seat(tx, actor, duplicate.id)
  await post(tx, actor, duplicate.id, 'merged', { details: { number: into.number } })
  if (!into.isPrivate) {
    await tx
      .insert(ticketWatchers)
      .values({
        ticketId: into.id,
        userId: duplicate.authorUserId,
        userName: duplicate.authorName,
        reason: 'duplicate',
        createdAt: actor.now,
      })
      .onConflictDoNothing()
  }
  await absorb(tx, actor, duplicate, into)
  await tell(tx, actor, into, [duplicate.authorUserId], 'ticketMerged')
  await write(tx, actor, 'ticket.merged', duplicate, { into: into.number })
  return { number: into.number }
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
  const holders = await listHolderIds(tx, ticket.id)
  await tx
    .update(tickets)
    .set({ status: 'closed', closing: 'author', closedAt: actor.now })
    .where(eq(tickets.id, ticket.id))
  await seat(tx, actor, ticket.id)
  await post(tx, actor, ticket.id, 'closed', { body: input.reason ?? '' })
  await tell(tx, actor, ticket, [ticket.takenByUserId, ...holders], 'ticketClosed')
  await write(tx, actor, 'ticket.closed', ticket, {})
}

/** Not solved: back to whoever answered, if they still deal with such tickets, with a clock that starts anew. */
export async function reopenTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof reopenTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'reopen')
  const category = await getAnyCategory(tx, ticket.categoryId)
  await tx
    .update(tickets)
    .set({
      status: 'open',
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
      dueAt: deadlineOf(actor.now, category.hours, await getCalendar(tx, ticket.receivingUnitId)),
    })
    .where(eq(tickets.id, ticket.id))
  const holders = await seat(tx, actor, ticket.id)
  await post(tx, actor, ticket.id, 'reopened', { body: input.reason })
  await tell(tx, actor, ticket, [ticket.takenByUserId, ...holders], 'ticketReopened')
  await write(tx, actor, 'ticket.reopened', ticket, {})
}

/** Solved: how good it was, in stars and perhaps in words; it closes with that. */
export async function rateTicket(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof rateTicketInput>,
): Promise<void> {
  const ticket = await takeUp(tx, actor, input.number, 'rate')
  await tx
    .update(tickets)
    .set({
      rating: input.rating,
      ratingWords: input.words ?? null,
      ratedAt: actor.now,
      ...(ticket.status === 'answered' && { status: 'closed', closing: 'rated', closedAt: actor.now }),
    })
    .where(eq(tickets.id, ticket.id))
  await seat(tx, actor, ticket.id)
  await post(tx, actor, ticket.id, 'rated', {
    body: input.words ?? '',
    details: { rating: String(input.rating) },
  })
  await tell(tx, actor, ticket, [ticket.takenByUserId], 'ticketRated', { rating: String(input.rating) })
  await write(tx, actor, 'ticket.rated', ticket, { rating: input.rating })
}

// What the worker does; every part does nothing twice.

export type Chased = { reminded: number; escalated: number; closed: number; moved: number }

/** Reminds before an answer is due, escalates when it was, closes what was answered long ago, and finds new holders for the lost. */
export async function chaseTickets(tx: Tx, now: Date): Promise<Chased> {
  return {
    moved: await moveTickets(tx, now),
    reminded: await remindOfTickets(tx, now),
    escalated: await escalateTickets(tx, now),
    closed: await closeAnswered(tx, now),
  }
}

type Told = Pick<Ticket, 'id' | 'number' | 'title' | 'isPrivate'> & { category: string; authorUserId: string }
const toldColumns = sql`t.id, t.number, t.title, t.is_private as "isPrivate", c.name as category, t.author_user_id as "authorUserId"`

async function remindOfTickets(tx: Tx, now: Date): Promise<number> {
  const soon = new Date(now.getTime() + remindHours * 3_600_000)
  const { rows } = await tx.execute<Told>(sql`
    select ${toldColumns} from tickets t join ticket_categories c on c.id = t.category_id
    where t.status in ('open', 'in_progress') and t.due_at < ${soon} and t.due_at >= ${now} and t.reminded_at is null
    order by t.due_at limit 500 for update of t skip locked`)
  for (const row of rows) {
    await tx.update(tickets).set({ remindedAt: now }).where(eq(tickets.id, row.id))
    await tellAs(tx, { userId: null, now }, row, await listHolderIds(tx, row.id), 'ticketDueSoon')
  }
  return rows.length
}

async function escalateTickets(tx: Tx, now: Date): Promise<number> {
  const { rows } = await tx.execute<Told>(sql`
    select ${toldColumns} from tickets t join ticket_categories c on c.id = t.category_id
    where t.status in ('open', 'in_progress') and t.due_at < ${now} and t.escalated_at is null
    order by t.due_at limit 500 for update of t skip locked`)
  for (const row of rows) {
    const before = await listHolderIds(tx, row.id)
    const { rows: found } = await tx.execute<{ ids: string[] }>(
      sql`select app.escalate_ticket(${row.id}, ${now}) as ids`,
    )
    const ids = found[0]?.ids ?? []
    await systemPost(tx, now, row.id, 'escalated', { to: await namesOf(tx, row.id, ids) })
    await tellAs(tx, { userId: null, now }, row, before, 'ticketOverdue')
    await tellAs(tx, { userId: null, now }, row, ids, 'ticketEscalated')
  }
  return rows.length
}

async function closeAnswered(tx: Tx, now: Date): Promise<number> {
  const { rows } = await tx.execute<Told>(sql`
    select ${toldColumns} from tickets t join ticket_categories c on c.id = t.category_id
    where t.status = 'answered' and t.answered_at < ${new Date(now.getTime() - autoCloseDays * 86_400_000)}
    order by t.answered_at limit 500 for update of t skip locked`)
  for (const row of rows) {
    await tx
      .update(tickets)
      .set({ status: 'closed', closing: 'automatic', closedAt: now })
      .where(eq(tickets.id, row.id))
    await tx.execute(sql`select app.seat_ticket(${row.id}, ${now})`)
    await systemPost(tx, now, row.id, 'expired', { days: String(autoCloseDays) })
    await tellAs(tx, { userId: null, now }, row, [row.authorUserId], 'ticketExpired', {
      days: String(autoCloseDays),
    })
  }
  return rows.length
}

/** Tickets that wait for somebody whose role ended or whose account was disabled wait for whoever deals with them now. */
async function moveTickets(tx: Tx, now: Date): Promise<number> {
  const today = dayIn('Asia/Shanghai', now)
  const { rows } = await tx.execute<Told & { isTaken: boolean; lost: string }>(sql`
    select ${toldColumns}, bool_or(h.origin = 'taken') as "isTaken", string_agg(h.user_name, '、') as lost
    from ticket_holders h join tickets t on t.id = h.ticket_id join ticket_categories c on c.id = t.category_id join users u on u.id = h.user_id
    where h.closed_at is null and h.origin <> 'author' and (u.disabled_at is not null or case
      when h.role is not null then not app.holds_role(coalesce(h.on_behalf_of_id, h.user_id), h.role,
        case when h.origin in ('rule', 'substitute') and h.role in ('head', 'specialist', 'manager') then t.receiving_unit_id end, ${today})
      else not exists (select from role_grants g where g.user_id = h.user_id and g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})) end)
    group by t.id, c.name order by t.id limit 500`)
  for (const row of rows) {
    if (row.isTaken) {
      await tx
        .update(tickets)
        .set({ status: 'open', takenByUserId: null, takenByName: null })
        .where(eq(tickets.id, row.id))
    }
    const { rows: seated } = await tx.execute<{ ids: string[] }>(
      sql`select app.seat_ticket(${row.id}, ${now}) as ids`,
    )
    const ids = seated[0]?.ids ?? []
    if (ids.length === 0 && !row.isTaken) continue
    await systemPost(tx, now, row.id, 'moved', { from: row.lost, to: await namesOf(tx, row.id, ids) })
    await tellAs(tx, { userId: null, now }, row, ids, 'ticketMoved')
  }
  return rows.length
}

async function systemPost(
  tx: Tx,
  now: Date,
  ticketId: string,
  kind: (typeof postKinds)[number],
  details: Record<string, string>,
): Promise<void> {
  await tx
    .insert(ticketPosts)
    .values({ id: newId(now), ticketId, kind, authorName: '', authorRole: '', details, createdAt: now })
}

// The parts that the verbs above are made of.

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

async function getCategory(tx: Tx, id: string): Promise<Category> {
  const found = (await listCategories(tx)).find(one => one.id === id)
  if (!found) throw new Failure('tickets.noSuchCategory', {}, 'categoryId')
  return found
}

async function getAnyCategory(tx: Tx, id: string): Promise<Category> {
  return (await listCategories(tx, 'all')).find(one => one.id === id) ?? notFound()
}

async function categoryName(tx: Tx, id: string): Promise<string> {
  const [row] = await tx
    .select({ name: ticketCategories.name })
    .from(ticketCategories)
    .where(eq(ticketCategories.id, id))
  return row?.name ?? ''
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

type Target = Pick<Ticket, 'categoryId' | 'isPrivate' | 'receivingUnitId' | 'namedUserId'>

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
  const person = await colleague(tx, input.userId, 'userId')
  if (person.userId === ticket.authorUserId)
    throw new Failure('tickets.notTheAuthor', { name: person.name }, 'userId')
  return { categoryId, isPrivate, receivingUnitId, namedUserId: person.userId }
}

/** Where a ticket is, in words: the category and the unit or person that has it. */
async function placeName(tx: Tx, at: Target): Promise<string> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select concat_ws(' · ', (select name from ticket_categories where id = ${at.categoryId}),
      coalesce((select name from app.colleague(${at.namedUserId})), (select name from units where id = ${at.receivingUnitId}))) as name`)
  return rows[0]?.name ?? ''
}

async function colleague(tx: Tx, id: string, field: string): Promise<{ userId: string; name: string }> {
  return getColleague(tx, id).catch(error => {
    if (error instanceof Failure) throw new Failure('tickets.noSuchColleague', {}, field)
    throw error
  })
}

/** Lets people in by naming them; into a private ticket nobody comes that way. */
async function mention(
  tx: Tx,
  actor: Actor,
  ticket: Ticket,
  ids: string[],
): Promise<{ ids: string[]; details: Record<string, string> }> {
  const others = [...new Set(ids)].filter(id => id !== actor.userId)
  if (others.length === 0) return { ids: [], details: {} }
  const known = [ticket.authorUserId, ...ticket.handlers]
  const names: string[] = []
  for (const id of others) {
    const person = await colleague(tx, id, 'mentions')
    names.push(person.name)
    if (known.includes(id)) continue
    if (ticket.isPrivate) throw new Failure('tickets.mentionPrivate', { name: person.name }, 'mentions')
    await tx
      .insert(ticketWatchers)
      .values({
        ticketId: ticket.id,
        userId: id,
        userName: person.name,
        reason: 'mentioned',
        createdAt: actor.now,
      })
      .onConflictDoNothing()
  }
  return { ids: others, details: { mentioned: names.join('、') } }
}

/** Whether somebody's roles of today let them deal with a ticket: those of its receiving unit, and HR with what is not private. */
async function dealsWith(tx: Tx, actor: Actor, ticket: Ticket, userId: string): Promise<boolean> {
  if (ticket.handlers.includes(userId)) return true
  const { rows } = await tx.execute<{ deals: boolean }>(sql`
    select app.holds_role(${userId}, 'specialist', ${ticket.receivingUnitId}, ${actor.today})
      or app.holds_role(${userId}, 'head', ${ticket.receivingUnitId}, ${actor.today})
      or app.holds_role(${userId}, 'manager', ${ticket.receivingUnitId}, ${actor.today})
      or (not ${ticket.isPrivate} and app.holds_role(${userId}, 'hr', null, ${actor.today})) as deals`)
  return rows[0]?.deals ?? false
}

async function listHolderIds(tx: Tx, ticketId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select user_id as id from ticket_holders where ticket_id = ${ticketId} and closed_at is null`,
  )
  return rows.map(row => row.id)
}

async function listWatcherIds(tx: Tx, ticketId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select user_id as id from ticket_watchers where ticket_id = ${ticketId}`,
  )
  return rows.map(row => row.id)
}

async function namesOf(tx: Tx, ticketId: string, ids: string[]): Promise<string> {
  const { rows } = await tx.execute<{ names: string | null }>(sql`
    select string_agg(user_name, '、' order by id) as names from ticket_holders
    where ticket_id = ${ticketId} and closed_at is null and user_id = any (${sql.param(ids)}::uuid[])`)
  return rows[0]?.names ?? ''
}

/** Lets it wait for whom its state says; see app.seat_ticket in db/functions.sql. */
async function seat(tx: Tx, actor: Actor, ticketId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ ids: string[] }>(
    sql`select app.seat_ticket(${ticketId}, ${actor.now}) as ids`,
  )
  return rows[0]?.ids ?? []
}

type CheckedFile = { name: string; contentType: string; content: Buffer }

/** Pictures only, by their content; what a camera wrote beside them is taken out before anything is kept. */
async function checkFiles(files: File[]): Promise<CheckedFile[]> {
  return Promise.all(
    files.map(async file => {
      const raw = Buffer.from(await file.arrayBuffer())
      const contentType = contentTypeOf(raw) ?? ''
      const picture = withoutMetadata(raw, contentType)
      const name = file.name.replace(/[\p{Cc}\\/]/gu, '').slice(0, 120) || 'photo'
      if (!picture) throw new Failure('tickets.notAPhoto', { name: name.slice(0, 60) }, 'files')
      if (picture.pixels > mostPixels)
        throw new Failure('tickets.photoTooLarge', { name: name.slice(0, 60) }, 'files')
      return { name, contentType, content: picture.content }
    }),
  )
}

async function post(
  tx: Tx,
  actor: Actor,
  ticketId: string,
  kind: (typeof postKinds)[number],
  said: { body?: string; files?: CheckedFile[]; details?: Record<string, string> } = {},
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

type Subject = Pick<Ticket, 'number' | 'title' | 'isPrivate'>

async function tellHolders(
  tx: Tx,
  actor: Actor,
  ticket: Subject,
  category: string,
  ids: string[],
): Promise<void> {
  await tellAs(tx, actor, { ...ticket, category }, ids, 'ticketAssigned', { actor: actor.name })
}

/** Told by name: what is private goes by its category, because what tells people leaves the house. */
async function tell(
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

async function tellAs(
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

async function write(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  ticket: Pick<Ticket, 'id' | 'number' | 'isPrivate' | 'authorEmployeeId' | 'storeUnitId'>,
  details: Record<string, unknown>,
): Promise<void> {
  await record(tx, actor, action, {
    entityId: ticket.id,
    ...(!ticket.isPrivate && ticket.authorEmployeeId && { employeeId: ticket.authorEmployeeId }),
    ...(!ticket.isPrivate && ticket.storeUnitId && { unitId: ticket.storeUnitId }),
    details: { number: ticket.number, ...details },
  })
}
