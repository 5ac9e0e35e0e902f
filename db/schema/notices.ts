import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { day, file, instant, isSmall, key } from '../columns'
import { users } from './account'
import { units } from './organisation'
import { employees } from './people'

export const noticeStatuses = ['draft', 'issued', 'withdrawn'] as const

/**
 * 通知公告: whom it is for and from when to when. What it says is in notice_versions, who has it in notice_receipts. Scheduled, published
 * and expired are what its dates say, so no job can be late with them.
 */
export const notices = pgTable(
  'notices',
  {
    id: key(),
    /** Human number, e.g. TZ-2026-0001. */
    number: text().notNull().unique(),
    status: text({ enum: noticeStatuses }).notNull().default('draft'),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    authorRole: text().notNull(),
    /** The unit of the seat it was written in. */
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    /** The audience: within a kind any of them, across kinds all; an empty kind asks nothing. Units with everything below them. */
    unitIds: uuid().array().notNull().default([]),
    positionIds: uuid().array().notNull().default([]),
    families: text().array().notNull().default([]),
    tagIds: uuid().array().notNull().default([]),
    /** At most so many days since they came to their present store. */
    arrivalDays: integer(),
    /** Also the store managers of those units. */
    includesManagers: boolean().notNull().default(false),
    isMustRead: boolean().notNull().default(false),
    /** Days from delivery until it is to be signed. */
    dueDays: integer(),
    publishAt: instant(),
    expiresAt: instant(),
    withdrawnAt: instant(),
    withdrawnReason: text().notNull().default(''),
    /** The version in force, and the latest one that asked everybody to read again. */
    version: integer().notNull().default(1),
    askedVersion: integer().notNull().default(1),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [
    index().on(t.authorUserId, t.id),
    index('notices_issued').on(t.publishAt).where(sql`${t.status} = 'issued'`),
    check('notices status is known', sql`${t.status} in ('draft', 'issued', 'withdrawn')`),
    check('notices are issued for a time', sql`${t.status} <> 'issued' or ${t.publishAt} is not null`),
    check('notices expire after they are published', sql`${t.expiresAt} > ${t.publishAt}`),
    check(
      'notices are withdrawn at a time',
      sql`(${t.status} = 'withdrawn') = (${t.withdrawnAt} is not null)`,
    ),
    check('notices to sign are due', sql`${t.isMustRead} = (${t.dueDays} is not null)`),
    check('notices are due within 1 to 90 days', sql`${t.dueDays} between 1 and 90`),
    check('notices arrival is within 1 to 365 days', sql`${t.arrivalDays} between 1 and 365`),
    check('notices asked for a version that exists', sql`${t.askedVersion} between 1 and ${t.version}`),
  ],
)

/** What a notice says. A published version is never edited. */
export const noticeVersions = pgTable(
  'notice_versions',
  {
    id: key(),
    noticeId: uuid()
      .notNull()
      .references(() => notices.id),
    version: integer().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    question: text(),
    choices: text().array().notNull().default([]),
    /** Whether what changed is to be read and signed again. */
    asksAgain: boolean().notNull().default(true),
    changeNote: text().notNull().default(''),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    createdAt: instant().notNull(),
  },
  t => [
    unique('notice_versions_once').on(t.noticeId, t.version),
    check(
      'notice_versions ask with two to four choices',
      sql`case when ${t.question} is null then cardinality(${t.choices}) = 0 else cardinality(${t.choices}) between 2 and 4 end`,
    ),
  ],
)

/** Which choice is right: a table of its own, because readers never see it. */
export const noticeKeys = pgTable(
  'notice_keys',
  {
    versionId: uuid()
      .primaryKey()
      .references(() => noticeVersions.id),
    noticeId: uuid()
      .notNull()
      .references(() => notices.id),
    rightChoice: integer().notNull(),
  },
  t => [
    index().on(t.noticeId),
    check('notice_keys choice is one of four', sql`${t.rightChoice} between 0 and 3`),
  ],
)

/** Files of a version. */
export const noticeFiles = pgTable(
  'notice_files',
  {
    id: key(),
    noticeId: uuid()
      .notNull()
      .references(() => notices.id),
    versionId: uuid()
      .notNull()
      .references(() => noticeVersions.id),
    ...file(),
  },
  t => [index().on(t.noticeId), index().on(t.versionId), isSmall('notice_files', t)],
)

/** One reader and one version that asked them: delivered, read, signed. Written by app.…notice() functions only. */
export const noticeReceipts = pgTable(
  'notice_receipts',
  {
    id: key(),
    noticeId: uuid()
      .notNull()
      .references(() => notices.id),
    version: integer().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    employeeId: uuid().references(() => employees.id),
    /** The employee or, without one, the user: what row policies compare. */
    subjectId: uuid().notNull(),
    /** As they were when it was delivered. */
    name: text().notNull(),
    number: text(),
    unitName: text().notNull().default(''),
    deliveredAt: instant().notNull(),
    dueOn: day(),
    readAt: instant(),
    readVersion: integer(),
    signedAt: instant(),
    signedVersion: integer(),
    /** Answers given to the question, and the one that was right. */
    attempts: integer().notNull().default(0),
    answer: text(),
    /** Since when they are no longer among those it is for, unless they had signed. */
    releasedAt: instant(),
    remindedAt: instant(),
    dueRemindedAt: instant(),
    /** When they were last told. */
    toldAt: instant(),
  },
  t => [
    unique('notice_receipts_once').on(t.noticeId, t.version, t.userId),
    index('notice_receipts_reader').on(t.userId, t.noticeId, t.version),
    index('notice_receipts_subject').on(t.subjectId, t.noticeId),
    index('notice_receipts_waiting')
      .on(t.userId, t.noticeId)
      .where(
        sql`${t.releasedAt} is null and case when ${t.dueOn} is null then ${t.readAt} else ${t.signedAt} end is null`,
      ),
    index('notice_receipts_untold')
      .on(t.noticeId, t.id)
      .where(sql`${t.toldAt} is null or ${t.toldAt} < ${t.remindedAt}`),
    index('notice_receipts_due')
      .on(t.dueOn)
      .where(sql`${t.signedAt} is null and ${t.dueRemindedAt} is null and ${t.releasedAt} is null`),
    check(
      'notice_receipts were read before they were signed',
      sql`${t.signedAt} is null or ${t.readAt} is not null`,
    ),
    check(
      'notice_receipts are signed for a version',
      sql`(${t.signedAt} is null) = (${t.signedVersion} is null)`,
    ),
  ],
)
