import { sql } from 'drizzle-orm'
import {
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
import { bytes, instant, key } from '../columns'
import { users } from './account'
import { purposes } from './identities'
import { roleGrants } from './organisation'

export const exportStates = ['waiting', 'running', 'done', 'failed', 'expired'] as const
/** Which list it is. */
export const exportKinds = ['people', 'register', 'insurance'] as const
export const exportFormats = ['xlsx', 'csv'] as const

/** 导出: a list as somebody asked for it, made in the background under their own rights and kept for a week. */
export const exports = pgTable(
  'exports',
  {
    id: key(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    /** The grant in whose seat it was asked for: it is read under it, and given to nobody who no longer holds it. */
    grantId: uuid()
      .notNull()
      .references(() => roleGrants.id),
    kind: text({ enum: exportKinds }).notNull().default('people'),
    format: text({ enum: exportFormats }).notNull(),
    locale: text({ enum: ['zh-CN', 'en'] }).notNull(),
    /** Filters, order and columns, as the list's address has them. */
    params: jsonb().$type<Record<string, string | string[]>>().notNull(),
    /** What it is for that what is sealed stands in it in the clear; null where it is masked. */
    purpose: text({ enum: purposes }),
    note: text().notNull().default(''),
    fileName: text().notNull(),
    status: text({ enum: exportStates }).notNull().default('waiting'),
    /** Why it failed: a key of messages, exports.reason. */
    reason: text().notNull().default(''),
    rowsDone: integer().notNull().default(0),
    rowsTotal: integer(),
    size: integer().notNull().default(0),
    /** How often somebody began to make it: whoever began before writes nothing more. */
    run: integer().notNull().default(0),
    /** The session in which the worker reads as the person, while it does. */
    sessionId: uuid(),
    createdAt: instant().notNull(),
    finishedAt: instant(),
    expiresAt: instant().notNull(),
  },
  t => [
    index().on(t.userId, t.createdAt),
    uniqueIndex('exports_one_at_a_time').on(t.userId).where(sql`${t.status} in ('waiting', 'running')`),
    check('exports status is known', sql`${t.status} in ('waiting', 'running', 'done', 'failed', 'expired')`),
    check('exports kind is known', sql`${t.kind} in ('people', 'register', 'insurance')`),
    check(
      'exports purpose is known',
      sql`${t.purpose} in ('contract', 'insurance', 'payroll', 'verification', 'request', 'correction')`,
    ),
    check(
      'exports of people hold nothing that is sealed',
      sql`${t.kind} <> 'people' or ${t.purpose} is null`,
    ),
    check('exports format is known', sql`${t.format} in ('xlsx', 'csv')`),
    check('exports fail for a reason', sql`(${t.status} = 'failed') = (${t.reason} <> '')`),
  ],
)

/** The file in pieces, sealed (lib/seal.ts), each of one run: a run that was cut off leaves pieces that belong to no file. */
export const exportPieces = pgTable(
  'export_pieces',
  {
    exportId: uuid()
      .notNull()
      .references(() => exports.id, { onDelete: 'cascade' }),
    run: integer().notNull(),
    position: integer().notNull(),
    content: bytes().notNull(),
  },
  t => [primaryKey({ columns: [t.exportId, t.run, t.position] })],
)
