import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, key } from '../columns'

/**
 * What was done and nobody has been told yet: one row per trail row and per notification, written by triggers in the transaction that
 * did it and taken away by the dispatcher (app.dispatch_events).
 */
export const outbox = pgTable('outbox', {
  id: key(),
  at: instant().notNull().defaultNow(),
  /** What it is about: the kind of row and its id, e.g. request, ticket, notification, user. */
  subject: text().notNull(),
  subjectId: uuid().notNull(),
  /** The only reader, of what is personal; everybody else is found by app.event_readers. */
  userId: uuid(),
})

/**
 * That something changed, once for each reader, kept for a day: which kind of thing and its id, and nothing of what it says. Ids are
 * given by the dispatcher alone and are committed in their order, so "everything after id" has no gap. Without foreign keys: rows
 * come by the thousand and go tomorrow.
 */
export const events = pgTable(
  'events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    userId: uuid().notNull(),
    topic: text().notNull(),
    subjectId: uuid().notNull(),
  },
  t => [index().on(t.userId, t.id), index().on(t.at)],
)
