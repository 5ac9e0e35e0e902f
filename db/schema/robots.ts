import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, key } from '../columns'
import { units } from './organisation'

export const robotVendors = ['wecom', 'dingtalk', 'feishu'] as const
export const robotTopics = ['tickets', 'notices', 'overdue', 'arrivals'] as const

/** 群机器人: a unit's group chat elsewhere, told what concerns the unit. How to reach it is in robot_secrets, which no portal can read. */
export const robots = pgTable(
  'robots',
  {
    id: key(),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    vendor: text({ enum: robotVendors }).notNull(),
    /** What the people of the unit call the group. */
    name: text().notNull(),
    topics: text().array().$type<(typeof robotTopics)[number][]>().notNull(),
    isOn: boolean().notNull().default(true),
    /** Its vendor said that it will take nothing any more, and why: `93000 invalid webhook url`. */
    brokenAt: instant(),
    brokenReason: text().notNull().default(''),
    /** The last test message: when it was asked for, and what the vendor answered when. */
    testAskedAt: instant(),
    testedAt: instant(),
    testAnswer: text().notNull().default(''),
    isTestGood: boolean().notNull().default(false),
    /** Not before then does its vendor take another message. */
    readyAt: instant(),
    lastSentAt: instant(),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [
    unique('robots_name').on(t.unitId, t.name),
    index().on(t.unitId),
    check('robots vendor is known', sql`${t.vendor} in ('wecom', 'dingtalk', 'feishu')`),
    check(
      'robots topics are known',
      sql`${t.topics} <@ '{tickets,notices,overdue,arrivals}'::text[] and cardinality(${t.topics}) > 0`,
    ),
    check('robots are broken for a reason', sql`(${t.brokenAt} is null) = (${t.brokenReason} = '')`),
  ],
)

/** The token in a robot's address and its signing secret, sealed (lib/seal.ts): written by whoever keeps the robot, read by the worker. */
export const robotSecrets = pgTable('robot_secrets', {
  robotId: uuid()
    .primaryKey()
    .references(() => robots.id, { onDelete: 'cascade' }),
  sealed: bytes().notNull(),
  changedAt: instant().notNull(),
})
