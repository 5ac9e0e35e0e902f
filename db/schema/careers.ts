import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, day, instant, key } from '../columns'
import { users } from './account'
import { contracts } from './contracts'
import { units } from './organisation'
import { employees } from './people'
import { requests } from './workflow'

/** What a request about a career is: open, written by its approval, or stopped. */
const state = () =>
  text({ enum: ['open', 'applied', 'closed'] })
    .notNull()
    .default('open')

export const confirmationOutcomes = ['confirm', 'prolong', 'decline'] as const

/** 转正: what is to become of a probation. One is open at a time for a contract. */
export const confirmations = pgTable(
  'confirmations',
  {
    requestId: uuid()
      .primaryKey()
      .references(() => requests.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    outcome: text({ enum: confirmationOutcomes }).notNull(),
    /** The first day after probation, as it was when this was asked. */
    probationEndsOn: day().notNull(),
    /** The first day after probation, as it is to be. */
    effectiveOn: day().notNull(),
    assessment: text().notNull(),
    state: state(),
    appliedAt: instant(),
  },
  t => [
    index().on(t.employeeId),
    uniqueIndex('confirmations_one_open').on(t.contractId).where(sql`${t.state} = 'open'`),
    check('confirmations outcome is known', sql`${t.outcome} in ('confirm', 'prolong', 'decline')`),
    check('confirmations state is known', sql`${t.state} in ('open', 'applied', 'closed')`),
    check(
      'confirmations move the end as they say',
      sql`case ${t.outcome} when 'confirm' then ${t.effectiveOn} <= ${t.probationEndsOn} when 'prolong' then ${t.effectiveOn} > ${t.probationEndsOn} else ${t.effectiveOn} = ${t.probationEndsOn} end`,
    ),
  ],
)

/** 续签: the contract that is to follow one which ends. One is open at a time for a contract. */
export const renewals = pgTable(
  'renewals',
  {
    requestId: uuid()
      .primaryKey()
      .references(() => requests.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    kind: text({ enum: ['fixed_term', 'open_ended'] }).notNull(),
    startsOn: day().notNull(),
    endsOn: day(),
    position: text().notNull(),
    place: text().notNull(),
    note: text().notNull(),
    /** A fixed term that the person asks for where an open-ended contract is due (Labour Contract Law art. 14), and when they said so. */
    isFixedByWish: boolean().notNull().default(false),
    wishedAt: instant(),
    state: state(),
    appliedAt: instant(),
  },
  t => [
    index().on(t.employeeId),
    uniqueIndex('renewals_one_open').on(t.contractId).where(sql`${t.state} = 'open'`),
    check('renewals kind is known', sql`${t.kind} in ('fixed_term', 'open_ended')`),
    check('renewals state is known', sql`${t.state} in ('open', 'applied', 'closed')`),
    check('renewals have the end of their kind', sql`(${t.kind} = 'fixed_term') = (${t.endsOn} is not null)`),
    check('renewals end after they start', sql`${t.endsOn} > ${t.startsOn}`),
    check('renewals wish is for a fixed term', sql`not ${t.isFixedByWish} or ${t.kind} = 'fixed_term'`),
    check('renewals wish was said at a time', sql`${t.isFixedByWish} = (${t.wishedAt} is not null)`),
  ],
)

export const leavingClasses = ['voluntary', 'involuntary', 'other'] as const
export const noticeRules = ['employee', 'employer', 'none'] as const

/** Why people leave, in both languages. Migrations fill it; HR adds to it, renames and retires, and what a leaving names never goes. */
export const leavingReasons = pgTable(
  'leaving_reasons',
  {
    id: key(),
    code: text().notNull().unique(),
    class: text({ enum: leavingClasses }).notNull(),
    name: text().notNull(),
    nameEn: text().notNull(),
    /** Who has to say it ahead: see `notice.…` in law_limits. */
    notice: text({ enum: noticeRules }).notNull(),
    /** Where the law names it; shown on the certificate's side of things, empty where it does not. */
    source: text().notNull().default(''),
    position: integer().notNull(),
    revision: integer().notNull().default(1),
    retiredOn: day(),
  },
  t => [
    uniqueIndex('leaving_reasons_name').on(t.name).where(sql`${t.retiredOn} is null`),
    uniqueIndex('leaving_reasons_name_en').on(sql`lower(${t.nameEn})`).where(sql`${t.retiredOn} is null`),
    check('leaving_reasons class is known', sql`${t.class} in ('voluntary', 'involuntary', 'other')`),
    check('leaving_reasons notice is known', sql`${t.notice} in ('employee', 'employer', 'none')`),
  ],
)

/** What a leaving replaced, as it was, so that HR can take it back before the day. */
export type Replaced = { assignments: unknown[]; grants: unknown[]; contracts: unknown[] }

/** 离职: who leaves, why and when. Nothing of it is a store's to read: that somebody leaves and when stands in employees. */
export const leavings = pgTable(
  'leavings',
  {
    requestId: uuid()
      .primaryKey()
      .references(() => requests.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    reasonId: uuid()
      .notNull()
      .references(() => leavingReasons.id),
    note: text().notNull().default(''),
    /** The day on which it was said. */
    noticeOn: day().notNull(),
    /** The first day on which they are no longer ours. */
    leftOn: day().notNull(),
    /** Why earlier than the law gives notice; empty where it is in time. */
    shortReason: text().notNull().default(''),
    /** Why it was entered when the last day of work was over; empty where it was not. */
    backDatedReason: text().notNull().default(''),
    /** When the account ends, where that is before the day is over. */
    accessEndsAt: instant(),
    state: state(),
    appliedAt: instant(),
    replaced: jsonb().$type<Replaced>(),
  },
  t => [
    index().on(t.employeeId),
    index().on(t.leftOn),
    index().on(t.reasonId),
    uniqueIndex('leavings_one_open').on(t.employeeId).where(sql`${t.state} = 'open'`),
    check('leavings state is known', sql`${t.state} in ('open', 'applied', 'closed')`),
  ],
)

export const leavingSides = ['source', 'employee', 'hr'] as const

/** What is to be done around a leaving, and who ticked it. */
export const leavingItems = pgTable(
  'leaving_items',
  {
    id: key(),
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    /** Names the text in messages: leavings.items.<item>. */
    item: text().notNull(),
    side: text({ enum: leavingSides }).notNull(),
    /** Of the source's: the unit where the person works, whose lead ticks it. */
    unitId: uuid().references(() => units.id),
    dueOn: day().notNull(),
    doneAt: instant(),
    doneBy: uuid().references(() => users.id),
    doneByName: text(),
    /** Days before its last one of which HR was reminded; 0 when it was late. */
    remindedStep: integer(),
  },
  t => [
    unique().on(t.requestId, t.item),
    index().on(t.employeeId),
    index('leaving_items_open').on(t.dueOn).where(sql`${t.doneAt} is null`),
    index('leaving_items_of_unit').on(t.unitId, t.dueOn).where(sql`${t.doneAt} is null`),
    check('leaving_items side is known', sql`${t.side} in ('source', 'employee', 'hr')`),
    check('leaving_items are done by somebody', sql`(${t.doneAt} is null) = (${t.doneByName} is null)`),
  ],
)

/** What was said in the talk before leaving: a class of its own, for HR alone, and sealed. */
export const leavingInterviews = pgTable('leaving_interviews', {
  requestId: uuid()
    .primaryKey()
    .references(() => requests.id),
  employeeId: uuid()
    .notNull()
    .references(() => employees.id),
  heldOn: day().notNull(),
  note: bytes().notNull(),
  authorUserId: uuid()
    .notNull()
    .references(() => users.id),
  authorName: text().notNull(),
  changedAt: instant().notNull(),
  revision: integer().notNull().default(1),
})

/** Earlier stretches with us of somebody who came back: they count for seniority as work does. */
export const servicePeriods = pgTable(
  'service_periods',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    startsOn: day().notNull(),
    endsOn: day().notNull(),
    createdAt: instant().notNull(),
  },
  t => [
    unique().on(t.employeeId, t.startsOn),
    check('service_periods end after they start', sql`${t.endsOn} >= ${t.startsOn}`),
  ],
)
