import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, key } from '../columns'
import { users } from './account'

/** One row per command: who did what to whom, written in the command's own transaction, never changed. */
export const trail = pgTable(
  'trail',
  {
    id: key(),
    at: instant().notNull(),
    actorUserId: uuid().references(() => users.id),
    actorName: text().notNull(),
    actorRole: text().notNull(),
    action: text().notNull(),
    entityId: uuid().notNull(),
    employeeId: uuid(),
    unitId: uuid(),
    requestId: uuid(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  t => [
    index().on(t.entityId, t.id),
    // most rows name no unit and no request, and every command writes one
    index().on(t.employeeId, t.id).where(sql`${t.employeeId} is not null`),
    index().on(t.unitId, t.id).where(sql`${t.unitId} is not null`),
    index().on(t.requestId, t.id).where(sql`${t.requestId} is not null`),
    index().on(t.at),
    index().on(t.actorUserId, t.at),
    index().on(t.action, t.at),
  ],
)

export const notifications = pgTable(
  'notifications',
  {
    id: key(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    /** Names the text in messages: notifications.<kind>. */
    kind: text().notNull(),
    values: jsonb().$type<Record<string, string | string[]>>().notNull().default({}),
    /** Path without the portal, e.g. requests/<number>; the reader's portal is put in front. */
    path: text().notNull(),
    createdAt: instant().notNull(),
    readAt: instant(),
  },
  t => [
    index().on(t.userId, t.id),
    index('notifications_unread').on(t.userId).where(sql`${t.readAt} is null`),
  ],
)

/** What a request with this key answered, so that sending it again does nothing twice. */
export const requestKeys = pgTable(
  'request_keys',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    key: uuid().notNull(),
    /** Hex SHA-256 of the command's name and input. */
    inputHash: text().notNull(),
    answer: jsonb().$type<unknown>(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [primaryKey({ columns: [t.userId, t.key] }), index().on(t.createdAt)],
)

export const numberCounters = pgTable(
  'number_counters',
  {
    prefix: text().notNull(),
    year: integer().notNull(),
    last: integer().notNull(),
  },
  t => [primaryKey({ columns: [t.prefix, t.year] })],
)

export const workerHeartbeats = pgTable('worker_heartbeats', {
  id: text().primaryKey(),
  at: instant().notNull(),
})
