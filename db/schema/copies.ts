import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant, key } from '../columns'
import { users } from './account'
import { employees } from './people'

export const copyStates = ['waiting', 'running', 'done', 'failed', 'expired'] as const

/**
 * 资料副本: everything that we keep of a person, made for them alone (PIPL art. 45) and kept for a week. All files are sealed under the
 * person's key, because nothing else is as complete.
 */
export const ownCopies = pgTable(
  'own_copies',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    locale: text({ enum: ['zh-CN', 'en'] }).notNull(),
    status: text({ enum: copyStates }).notNull().default('waiting'),
    /** Why it failed: a key of messages, copies.reason. */
    reason: text().notNull().default(''),
    /** How often somebody began to make it: whoever began before writes nothing more. */
    run: integer().notNull().default(0),
    /** The session in which the worker reads as the person, while it does. */
    sessionId: uuid(),
    json: bytes(),
    pdf: bytes(),
    /** Of the plain files. */
    jsonSize: integer().notNull().default(0),
    pdfSize: integer().notNull().default(0),
    /** Of the archive with the scans besides: bytes of it, scans in it, and scans for which it had no room. */
    zipSize: integer().notNull().default(0),
    scans: integer().notNull().default(0),
    leftOut: integer().notNull().default(0),
    createdAt: instant().notNull(),
    finishedAt: instant(),
    expiresAt: instant().notNull(),
    /** Who of HR asked for somebody who has left, and how they made sure of who that is; nobody where the person asked. */
    askedById: uuid().references(() => users.id),
    askedByName: text(),
    proof: bytes(),
    /** When HR took each file out, which is once. */
    pdfTakenAt: instant(),
    jsonTakenAt: instant(),
    zipTakenAt: instant(),
  },
  t => [
    index().on(t.employeeId, t.id),
    index().on(t.userId),
    index('own_copies_asked_by').on(t.askedById).where(sql`${t.askedById} is not null`),
    uniqueIndex('own_copies_one_at_a_time')
      .on(t.employeeId)
      .where(sql`${t.status} in ('waiting', 'running')`),
    check(
      'own_copies status is known',
      sql`${t.status} in ('waiting', 'running', 'done', 'failed', 'expired')`,
    ),
    check(
      'own_copies are asked for by somebody',
      sql`(${t.askedById} is null) = (${t.askedByName} is null) and (${t.askedById} is null) = (${t.proof} is null)`,
    ),
    check('own_copies fail for a reason', sql`(${t.status} = 'failed') = (${t.reason} <> '')`),
    check(
      'own_copies are there while done',
      sql`(${t.status} = 'done') = (${t.json} is not null) and (${t.json} is null) = (${t.pdf} is null)`,
    ),
  ],
)

/** The archive of a copy, in pieces outside the database (lib/storage.ts), each sealed on its own so that nobody ever holds all of it. */
export const ownCopyPieces = pgTable(
  'own_copy_pieces',
  {
    copyId: uuid()
      .notNull()
      .references(() => ownCopies.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    storageKey: text().notNull().unique(),
    /** Of the plain piece. */
    size: integer().notNull(),
  },
  t => [primaryKey({ columns: [t.copyId, t.position] }), index().on(t.employeeId)],
)
