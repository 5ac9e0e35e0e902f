import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, day, instant, key } from '../columns'
import { users } from './account'
import { employees } from './people'

export const rightsKinds = ['correct', 'erase'] as const
export const rightsStates = ['open', 'answered', 'withdrawn'] as const
/** What of a file is asked about, and answered, as one. */
export const rightsCategories = [
  'emergency',
  'photo',
  'background',
  'identity',
  'contact',
  'bank',
  'contracts',
  'work',
  'accessLog',
] as const
/** `erased` and `corrected` are done, `kept` and `refused` are not; `due` goes with the person's key. */
export const rightsOutcomes = ['erased', 'kept', 'due', 'corrected', 'refused'] as const
export const rightsGrounds = [
  'unneeded',
  'employed',
  'contracts',
  'roster',
  'wages',
  'accessLog',
  'hold',
  'wrong',
  'right',
] as const

/** 更正、删除请求 (PIPL art. 46, 47). What people write may hold anything, so it is sealed under their key. */
export const rightsRequests = pgTable(
  'rights_requests',
  {
    id: key(),
    number: text().notNull().unique(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    kind: text({ enum: rightsKinds }).notNull(),
    categories: text({ enum: rightsCategories }).array().notNull(),
    reason: bytes().notNull(),
    status: text({ enum: rightsStates }).notNull().default('open'),
    /** Last day on which it is answered in time. */
    dueOn: day().notNull(),
    createdAt: instant().notNull(),
    closedAt: instant(),
    answeredById: uuid().references(() => users.id),
    answeredByName: text(),
    /** HR's words beside the legal answer. */
    note: bytes(),
    /** Of somebody who has left and asked HR: who of HR entered it, and how they made sure of who that is. */
    enteredByName: text(),
    proof: bytes(),
  },
  t => [
    index().on(t.employeeId, t.id),
    index().on(t.userId),
    index('rights_requests_open').on(t.dueOn, t.id).where(sql`${t.status} = 'open'`),
    uniqueIndex('rights_requests_one_open').on(t.employeeId, t.kind).where(sql`${t.status} = 'open'`),
    check('rights_requests kind is known', sql`${t.kind} in ('correct', 'erase')`),
    check('rights_requests status is known', sql`${t.status} in ('open', 'answered', 'withdrawn')`),
    check('rights_requests are about something', sql`cardinality(${t.categories}) > 0`),
    check(
      'rights_requests entered for somebody say how',
      sql`(${t.enteredByName} is null) = (${t.proof} is null)`,
    ),
    check('rights_requests close once', sql`(${t.status} = 'open') = (${t.closedAt} is null)`),
    check(
      'rights_requests are answered by somebody',
      sql`(${t.status} = 'answered') = (${t.answeredById} is not null) and (${t.answeredById} is null) = (${t.answeredByName} is null)`,
    ),
  ],
)

/** The legal answer, category by category, as the law stood on that day. */
export const rightsAnswers = pgTable(
  'rights_answers',
  {
    requestId: uuid()
      .notNull()
      .references(() => rightsRequests.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    category: text({ enum: rightsCategories }).notNull(),
    outcome: text({ enum: rightsOutcomes }).notNull(),
    ground: text({ enum: rightsGrounds }).notNull(),
    /** First day on which it need no longer be kept; null while that is not known yet. */
    keptUntil: day(),
    /** How long the ground has it kept, and where that is written. */
    months: integer(),
    source: text().notNull().default(''),
  },
  t => [
    primaryKey({ columns: [t.requestId, t.category] }),
    index().on(t.employeeId),
    check(
      'rights_answers category is known',
      sql`${t.category} in ('emergency', 'photo', 'background', 'identity', 'contact', 'bank', 'contracts', 'work', 'accessLog')`,
    ),
    check(
      'rights_answers outcome is known',
      sql`${t.outcome} in ('erased', 'kept', 'due', 'corrected', 'refused')`,
    ),
    check(
      'rights_answers ground is known',
      sql`${t.ground} in ('unneeded', 'employed', 'contracts', 'roster', 'wages', 'accessLog', 'hold', 'wrong', 'right')`,
    ),
  ],
)

/** 保全: while a dispute lasts nothing of a person's is erased. */
export const erasureHolds = pgTable(
  'erasure_holds',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    reason: text().notNull(),
    placedById: uuid()
      .notNull()
      .references(() => users.id),
    placedByName: text().notNull(),
    placedAt: instant().notNull(),
    endedAt: instant(),
    endedByName: text(),
  },
  t => [
    index().on(t.placedById),
    uniqueIndex('erasure_holds_one_standing').on(t.employeeId).where(sql`${t.endedAt} is null`),
    check('erasure_holds have a reason', sql`${t.reason} <> ''`),
    check('erasure_holds are ended by somebody', sql`(${t.endedAt} is null) = (${t.endedByName} is null)`),
  ],
)

/** 抹除: whose retention has passed, who proposed to destroy their key and who confirmed it. The row stays as proof. */
export const erasures = pgTable(
  'erasures',
  {
    id: key(),
    /** Order number, e.g. MC-2026-0001. */
    number: text().notNull().unique(),
    employeeId: uuid()
      .notNull()
      .unique('erasures_once')
      .references(() => employees.id),
    /** First day on which nothing has to be kept any more. */
    dueOn: day().notNull(),
    listedAt: instant().notNull(),
    proposedById: uuid().references(() => users.id),
    proposedByName: text(),
    proposedAt: instant(),
    confirmedById: uuid().references(() => users.id),
    confirmedByName: text(),
    confirmedAt: instant(),
  },
  t => [
    index().on(t.proposedById),
    index().on(t.confirmedById),
    check(
      'erasures are proposed by somebody',
      sql`(${t.proposedAt} is null) = (${t.proposedById} is null) and (${t.proposedAt} is null) = (${t.proposedByName} is null)`,
    ),
    check(
      'erasures are confirmed by somebody else',
      sql`(${t.confirmedAt} is null) = (${t.confirmedById} is null) and (${t.confirmedAt} is null) = (${t.confirmedByName} is null)
        and (${t.confirmedById} is null or ${t.confirmedById} <> ${t.proposedById})`,
    ),
    check(
      'erasures are proposed before they are confirmed',
      sql`${t.confirmedAt} is null or ${t.proposedAt} is not null`,
    ),
  ],
)
