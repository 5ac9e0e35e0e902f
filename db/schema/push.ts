import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, key } from '../columns'
import { sessions, users } from './account'

/**
 * A browser that shows its person's notifications while no page is open (Web Push). Rows come from app.keep_device() only: a browser has
 * one subscription, and whoever signs in there last has it. It goes when its session is ended, and when the push service knows it no more.
 */
export const devices = pgTable(
  'devices',
  {
    id: key(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    /** In which it was switched on; null when that session is long over and forgotten. */
    sessionId: uuid().references(() => sessions.id, { onDelete: 'set null' }),
    /** Where its push service takes messages: whoever knows it could send there, so it is never shown. */
    endpoint: text().notNull(),
    /** The browser's public key and the secret it shares with us (RFC 8291), base64url. */
    p256dh: text().notNull(),
    auth: text().notNull(),
    /** The key of ours that it accepts messages from; another one means that it has to subscribe again. */
    senderKey: text().notNull(),
    userAgent: text().notNull(),
    createdAt: instant().notNull(),
    /** When the push service last took a message for it. */
    lastSentAt: instant(),
  },
  t => [unique('devices_endpoint').on(t.endpoint), index().on(t.userId), index().on(t.sessionId)],
)
