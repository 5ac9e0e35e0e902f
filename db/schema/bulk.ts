import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { users } from './account'
import { roleGrants } from './organisation'
import { employees } from './people'

export const bulkKinds = ['contact', 'home', 'enrol', 'message'] as const
export const bulkStates = ['waiting', 'running', 'done', 'failed'] as const
export const bulkOutcomes = ['waiting', 'changed', 'same', 'refused'] as const
/** Why somebody is left as they are: the one list of it. Its words are in messages under bulk.reasons. */
export const bulkReasons = [
  'notYours',
  'left',
  'openTransfer',
  'noAccount',
  'targetGone',
  'enrolled',
  'notThere',
  'noPay',
  'other',
] as const

/** 批量操作: one change for many people, done in the background under the rights of whoever asked for it. */
export const bulkRuns = pgTable(
  'bulk_runs',
  {
    id: key(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    /** The grant in whose seat it was asked for: it is done under it, and stops when it ends. */
    grantId: uuid()
      .notNull()
      .references(() => roleGrants.id),
    kind: text({ enum: bulkKinds }).notNull(),
    /** The account of a contact, the unit of a new home, or a scheme of insurance. */
    targetId: uuid(),
    /** What it is called, or what a message says. */
    words: text().notNull(),
    /** The first month in the scheme, and whether it is of the housing fund too. */
    startsOn: day(),
    hasFund: boolean().notNull().default(false),
    status: text({ enum: bulkStates }).notNull().default('waiting'),
    total: integer().notNull(),
    done: integer().notNull().default(0),
    changed: integer().notNull().default(0),
    /** The session in which the worker acts as the person, while it does. */
    sessionId: uuid(),
    createdAt: instant().notNull(),
    finishedAt: instant(),
  },
  t => [
    index().on(t.userId, t.createdAt),
    uniqueIndex('bulk_runs_one_at_a_time').on(t.userId).where(sql`${t.status} in ('waiting', 'running')`),
    check('bulk_runs kind is known', sql`${t.kind} in ('contact', 'home', 'enrol', 'message')`),
    check('bulk_runs status is known', sql`${t.status} in ('waiting', 'running', 'done', 'failed')`),
    check('bulk_runs enrol from a month on', sql`(${t.kind} = 'enrol') = (${t.startsOn} is not null)`),
    check('bulk_runs aim at something', sql`(${t.kind} = 'message') = (${t.targetId} is null)`),
  ],
)

/** What became of each person. */
export const bulkRows = pgTable(
  'bulk_rows',
  {
    runId: uuid()
      .notNull()
      .references(() => bulkRuns.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    employeeNumber: text().notNull(),
    employeeName: text().notNull(),
    outcome: text({ enum: bulkOutcomes }).notNull().default('waiting'),
    reason: text().notNull().default(''),
  },
  t => [
    primaryKey({ columns: [t.runId, t.position] }),
    index('bulk_rows_waiting').on(t.runId, t.position).where(sql`${t.outcome} = 'waiting'`),
    index().on(t.employeeId),
    check('bulk_rows outcome is known', sql`${t.outcome} in ('waiting', 'changed', 'same', 'refused')`),
    check('bulk_rows are refused for a reason', sql`(${t.outcome} = 'refused') = (${t.reason} <> '')`),
  ],
)
