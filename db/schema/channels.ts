import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, key } from '../columns'
import { users } from './account'
import { notifications } from './system'

export const channelNames = ['in_app', 'email', 'push', 'wecom', 'dingtalk', 'feishu'] as const
export const deliveryStates = ['waiting', 'sending', 'sent', 'skipped', 'dead'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/**
 * How a notification reaches its reader: one row per channel, and per device or robot where a channel has several. Written by the
 * worker; what a request writes is the notification alone. A row waits until it is due (held by quiet hours, for a digest, or after a
 * failure), is sending while a worker holds its lease, and ends sent, skipped (nobody wants it any more) or dead (given up).
 */
export const deliveries = pgTable(
  'deliveries',
  {
    id: key(),
    notificationId: uuid()
      .notNull()
      .references(() => notifications.id),
    /** The reader; nobody where a robot tells a group. */
    userId: uuid().references(() => users.id),
    channel: text({ enum: channelNames }).notNull(),
    /** Which device or robot; null where a person has only one address. */
    targetId: uuid(),
    state: text({ enum: deliveryStates }).notNull().default('waiting'),
    /** Goes out together with whatever else is due for this reader: a digest, or what quiet hours held. */
    isBundled: boolean().notNull().default(false),
    dueAt: instant().notNull(),
    attempts: integer().notNull().default(0),
    /** Whoever claimed it last, and until when; a worker that lost its lease can no longer say how it ended. */
    leaseToken: uuid(),
    leaseUntil: instant(),
    /** Why it failed, was skipped or is dead: a short code (`smtp 550`), never an answer in full and nothing personal. */
    reason: text().notNull().default(''),
    createdAt: instant().notNull().defaultNow(),
    /** When it was sent; for dead and skipped ones, when that was decided. */
    settledAt: instant(),
  },
  t => [
    unique('deliveries_once').on(t.notificationId, t.channel, t.targetId).nullsNotDistinct(),
    index('deliveries_due').on(t.channel, t.dueAt).where(sql`${t.state} in ('waiting', 'sending')`),
    index('deliveries_dead').on(t.channel, t.settledAt).where(sql`${t.state} = 'dead'`),
    index('deliveries_bundles')
      .on(t.userId, t.channel)
      .where(sql`${t.isBundled} and ${t.state} in ('waiting', 'sending')`),
    index('deliveries_groups').on(t.targetId).where(sql`${t.userId} is null`),
    check(
      'deliveries channel is known',
      sql`${t.channel} in ('in_app', 'email', 'push', 'wecom', 'dingtalk', 'feishu')`,
    ),
    check('deliveries state is known', sql`${t.state} in ('waiting', 'sending', 'sent', 'skipped', 'dead')`),
    check('deliveries end at a time', sql`(${t.state} in ('waiting', 'sending')) = (${t.settledAt} is null)`),
    check(
      'deliveries are sending under a lease',
      sql`${t.state} <> 'sending' or ${t.leaseUntil} is not null`,
    ),
  ],
)

export const rhythms = ['at_once', 'daily', 'weekly'] as const
export type Rhythm = (typeof rhythms)[number]

/** What a person wants to be told outside of Outpost, and when. Without a row the defaults of lib/notifications/rules.ts hold. */
export const notificationChoices = pgTable(
  'notification_choices',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id),
    /** Groups of kinds (lib/notifications/rules.ts) that go by e-mail, and that go to the person's devices. */
    emailGroups: text().array().notNull(),
    pushGroups: text().array().notNull(),
    /** Local times 'HH:mm' in the zone of the person's unit, possibly over midnight; both or none. */
    quietFrom: text(),
    quietTo: text(),
    /** E-mail at once, or gathered every day or week at an hour. */
    rhythm: text({ enum: rhythms }).notNull(),
    digestHour: integer().notNull(),
    /** 1 Monday to 7 Sunday. */
    digestWeekday: integer().notNull(),
    changedAt: instant().notNull(),
  },
  t => [
    check('notification_choices rhythm is known', sql`${t.rhythm} in ('at_once', 'daily', 'weekly')`),
    check('notification_choices hours are hours', sql`${t.digestHour} between 0 and 23`),
    check('notification_choices weekdays are weekdays', sql`${t.digestWeekday} between 1 and 7`),
    check(
      'notification_choices quiet hours begin and end',
      sql`(${t.quietFrom} is null) = (${t.quietTo} is null)`,
    ),
  ],
)

/**
 * Where a person's mail goes. `address` is confirmed and is written by app.confirm_mail_address() only; `pendingAddress` gets nothing
 * but the mail that asks to confirm it, whose link is good once, for a day, and only while its id stands here.
 */
export const mailAddresses = pgTable(
  'mail_addresses',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id),
    address: text(),
    confirmedAt: instant(),
    pendingAddress: text(),
    pendingId: uuid(),
    askedAt: instant(),
    /** How the mail that asks went: sent at, or why it could not be. */
    askSentAt: instant(),
    askFault: text().notNull().default(''),
    /** How often on which day, so that nobody floods a stranger's mailbox. */
    askedTimes: integer().notNull().default(0),
    askedOn: date({ mode: 'string' }),
  },
  t => [
    check('mail_addresses are confirmed at a time', sql`(${t.address} is null) = (${t.confirmedAt} is null)`),
    check(
      'mail_addresses are asked about by id',
      sql`(${t.pendingAddress} is null) = (${t.pendingId} is null)`,
    ),
  ],
)
