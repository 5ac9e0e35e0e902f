import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, file, instant, isSmall, key } from '../columns'
import { users } from './account'
import { units } from './organisation'

export const ticketRoutings = ['store', 'unit', 'person'] as const
export const ticketPriorities = ['low', 'normal', 'high', 'urgent'] as const

/** What people report, and who gets it. Retired ones stay with their tickets. */
export const ticketCategories = pgTable(
  'ticket_categories',
  {
    id: key(),
    name: text().notNull(),
    nameEn: text().notNull(),
    /** store: the store concerned; unit: unitId; person: userId, with unitId as the unit whose lead steps in. */
    routing: text({ enum: ticketRoutings }).notNull(),
    unitId: uuid().references(() => units.id),
    userId: uuid().references(() => users.id),
    userName: text(),
    priority: text({ enum: ticketPriorities }).notNull(),
    /** Working hours of the receiving unit until an answer is due. */
    hours: integer().notNull(),
    asksPromise: boolean().notNull().default(false),
    /** Only for its author and those who receive it: past the store, past HR at large. */
    isPrivate: boolean().notNull().default(false),
    revision: integer().notNull().default(1),
    retiredAt: instant(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    uniqueIndex('ticket_categories_name').on(t.name).where(sql`${t.retiredAt} is null`),
    check('ticket_categories routing is known', sql`${t.routing} in ('store', 'unit', 'person')`),
    check('ticket_categories routing has its unit', sql`(${t.routing} = 'store') = (${t.unitId} is null)`),
    check(
      'ticket_categories routing has its person',
      sql`(${t.routing} = 'person') = (${t.userId} is not null) and (${t.userId} is null) = (${t.userName} is null)`,
    ),
    check(
      'ticket_categories private ones pass the store',
      sql`not (${t.isPrivate} and ${t.routing} = 'store')`,
    ),
    check('ticket_categories priority is known', sql`${t.priority} in ('low', 'normal', 'high', 'urgent')`),
    check('ticket_categories hours are between 1 and 400', sql`${t.hours} between 1 and 400`),
  ],
)

export const ticketStatuses = ['open', 'in_progress', 'answered', 'closed'] as const
export const ticketClosings = ['author', 'rated', 'automatic', 'merged'] as const

/** 问题反馈. What is written about it is in ticket_posts; who has it, in ticket_holders. */
export const tickets = pgTable(
  'tickets',
  {
    id: key(),
    /** Human number, e.g. WT-2026-0001. */
    number: text().notNull().unique(),
    categoryId: uuid()
      .notNull()
      .references(() => ticketCategories.id),
    title: text().notNull(),
    status: text({ enum: ticketStatuses }).notNull().default('open'),
    priority: text({ enum: ticketPriorities }).notNull(),
    isPrivate: boolean().notNull(),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    authorEmployeeId: uuid(),
    /** The store that it is about. */
    storeUnitId: uuid().references(() => units.id),
    receivingUnitId: uuid()
      .notNull()
      .references(() => units.id),
    /** The person whom it was routed to by name. */
    namedUserId: uuid().references(() => users.id),
    takenByUserId: uuid().references(() => users.id),
    takenByName: text(),
    /** The day that a customer was promised. */
    promisedOn: day(),
    openedAt: instant().notNull(),
    dueAt: instant().notNull(),
    remindedAt: instant(),
    escalatedAt: instant(),
    firstAnsweredAt: instant(),
    answeredAt: instant(),
    closedAt: instant(),
    closing: text({ enum: ticketClosings }),
    mergedIntoId: uuid().references((): AnyPgColumn => tickets.id),
    rating: integer(),
    ratingWords: text(),
    ratedAt: instant(),
    /** People and units that may read it, and those of them who deal with it; worked out by a trigger, see app.ticket_access(). */
    readers: uuid().array().notNull().default([]),
    handlers: uuid().array().notNull().default([]),
  },
  t => [
    index().on(t.status, t.id),
    index().on(t.receivingUnitId, t.id),
    index().on(t.storeUnitId, t.id),
    index().on(t.authorUserId, t.id),
    index().on(t.categoryId, t.id),
    index().on(t.mergedIntoId),
    index('tickets_due').on(t.dueAt, t.id).where(sql`${t.status} in ('open', 'in_progress')`),
    index('tickets_unanswered').on(t.answeredAt).where(sql`${t.status} = 'answered'`),
    index('tickets_first_answers').on(t.openedAt, t.categoryId).where(sql`${t.firstAnsweredAt} is not null`),
    // for app.text_rights alone: on the plain column row policies would be drawn to it and fetch every ticket of a wide seat
    index('tickets_readers').using('gin', sql`(${t.readers} || '{}'::uuid[])`),
    index('tickets_number_prefix').using('btree', t.number.op('text_pattern_ops')),
    check('tickets status is known', sql`${t.status} in ('open', 'in_progress', 'answered', 'closed')`),
    check('tickets priority is known', sql`${t.priority} in ('low', 'normal', 'high', 'urgent')`),
    check('tickets closing is known', sql`${t.closing} in ('author', 'rated', 'automatic', 'merged')`),
    check(
      'tickets close with a reason',
      sql`(${t.status} = 'closed') = (${t.closedAt} is not null) and (${t.closedAt} is null) = (${t.closing} is null)`,
    ),
    check(
      'tickets are in progress with somebody',
      sql`${t.status} <> 'in_progress' or ${t.takenByUserId} is not null`,
    ),
    check('tickets in wait are with nobody', sql`${t.status} <> 'open' or ${t.takenByUserId} is null`),
    check(
      'tickets that were merged say into which',
      sql`(${t.closing} is not distinct from 'merged') = (${t.mergedIntoId} is not null)`,
    ),
    check('tickets are not merged into themselves', sql`${t.mergedIntoId} <> ${t.id}`),
    check('tickets rating is 1 to 5', sql`${t.rating} between 1 and 5`),
    check('tickets are rated at a time', sql`(${t.rating} is null) = (${t.ratedAt} is null)`),
  ],
)

export const holderOrigins = ['rule', 'substitute', 'named', 'taken', 'escalated', 'author'] as const

/** For whom a ticket waits; written by app.seat_ticket() only. The author has it once it is answered. */
export const ticketHolders = pgTable(
  'ticket_holders',
  {
    id: key(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    userName: text().notNull(),
    /** The role it rests on; null for the author and for people named. */
    role: text(),
    origin: text({ enum: holderOrigins }).notNull(),
    onBehalfOfId: uuid().references(() => users.id),
    createdAt: instant().notNull(),
    dueAt: instant().notNull(),
    closedAt: instant(),
  },
  t => [
    index('ticket_holders_inbox').on(t.userId, t.dueAt, t.id).where(sql`${t.closedAt} is null`),
    index().on(t.ticketId),
    uniqueIndex('ticket_holders_once').on(t.ticketId, t.userId).where(sql`${t.closedAt} is null`),
    check(
      'ticket_holders origin is known',
      sql`${t.origin} in ('rule', 'substitute', 'named', 'taken', 'escalated', 'author')`,
    ),
  ],
)

/** People who follow a ticket because they were mentioned, or because theirs was merged into it. */
export const ticketWatchers = pgTable(
  'ticket_watchers',
  {
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    userName: text().notNull(),
    reason: text({ enum: ['mentioned', 'duplicate'] }).notNull(),
    createdAt: instant().notNull(),
  },
  t => [
    primaryKey({ columns: [t.ticketId, t.userId] }),
    index().on(t.userId, t.ticketId),
    check('ticket_watchers reason is known', sql`${t.reason} in ('mentioned', 'duplicate')`),
  ],
)

export const postKinds = [
  'opened',
  'replied',
  'taken',
  'rerouted',
  'prioritised',
  'answered',
  'closed',
  'reopened',
  'rated',
  'merged',
  'absorbed',
  'escalated',
  'moved',
  'expired',
] as const

/** The thread: what was said and what happened, in order, never changed. */
export const ticketPosts = pgTable(
  'ticket_posts',
  {
    id: key(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    kind: text({ enum: postKinds }).notNull(),
    /** null: the system. */
    authorUserId: uuid().references(() => users.id),
    authorName: text().notNull(),
    authorRole: text().notNull(),
    body: text().notNull().default(''),
    /** Names as they were: where it came from and went, who was mentioned, the other ticket's number. */
    details: jsonb().$type<Record<string, string | string[]>>().notNull().default({}),
    createdAt: instant().notNull(),
  },
  t => [
    index().on(t.ticketId, t.id),
    check(
      'ticket_posts kind is known',
      sql`${t.kind} in ('opened', 'replied', 'taken', 'rerouted', 'prioritised', 'answered', 'closed', 'reopened', 'rated', 'merged', 'absorbed', 'escalated', 'moved', 'expired')`,
    ),
  ],
)

/** What those who deal with a ticket tell each other. A table of its own, because its author never reads it. */
export const ticketNotes = pgTable(
  'ticket_notes',
  {
    id: key(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    authorRole: text().notNull(),
    body: text().notNull(),
    createdAt: instant().notNull(),
  },
  t => [index().on(t.ticketId, t.id)],
)

/** Photos of a post. */
export const ticketAttachments = pgTable(
  'ticket_attachments',
  {
    id: key(),
    ticketId: uuid()
      .notNull()
      .references(() => tickets.id),
    postId: uuid()
      .notNull()
      .references(() => ticketPosts.id),
    ...file(),
  },
  t => [index().on(t.ticketId), isSmall('ticket_attachments', t)],
)
