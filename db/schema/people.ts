import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { users } from './account'
import { partners, positions, units } from './organisation'

export const employmentForms = ['full_time', 'part_time', 'dispatched', 'rehired', 'intern'] as const

/** A person with one lasting number; never re-created by a move. Only the identity card and work class of data live here. */
export const employees = pgTable(
  'employees',
  {
    id: key(),
    number: text().notNull().unique(),
    userId: uuid()
      .unique()
      .references(() => users.id),
    name: text().notNull(),
    /** Full pinyin without tones or spaces, surname readings respected: "zengxiaoyu". */
    namePinyin: text().notNull(),
    /** First letters: "zxy". */
    nameInitials: text().notNull(),
    /** Two-character pieces of the name, for search by one or two characters through the GIN index. */
    nameGrams: text().array().notNull(),
    homeUnitId: uuid()
      .notNull()
      .references(() => units.id),
    hqContactUserId: uuid().references(() => users.id),
    hqContactName: text().notNull().default(''),
    hiredOn: day().notNull(),
    /** 用工形式, as the staff register names it; null while nobody has said. */
    employmentForm: text({ enum: employmentForms }),
    /** The first day on which they are no longer ours. */
    leftOn: day(),
    /** When their account ends, where that is before the day is over. */
    accessEndsAt: instant(),
    /** Grows with every change of the card, so that a form filled in on an older state is told. */
    revision: integer().notNull().default(1),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    index().on(t.homeUnitId, t.number),
    index().on(t.namePinyin, t.number),
    index('employees_hired').on(t.hiredOn, t.number, t.id),
    index().on(t.hqContactUserId),
    index('employees_present').on(t.number).where(sql`${t.leftOn} is null`),
    index('employees_access_ends').on(t.accessEndsAt).where(sql`${t.accessEndsAt} is not null`),
    index('employees_days').on(t.id, t.hiredOn, t.leftOn),
    index('employees_left').on(t.leftOn, t.id).where(sql`${t.leftOn} is not null`),
    index('employees_grams').using('gin', t.nameGrams),
    index('employees_pinyin').using('btree', t.namePinyin.op('text_pattern_ops')),
    index('employees_initials').using('btree', t.nameInitials.op('text_pattern_ops')),
    index('employees_number_prefix').using('btree', t.number.op('text_pattern_ops')),
    check(
      'employees employment form is known',
      sql`${t.employmentForm} in ('full_time', 'part_time', 'dispatched', 'rehired', 'intern')`,
    ),
    check('employees leave after they are hired', sql`${t.leftOn} is null or ${t.leftOn} >= ${t.hiredOn}`),
  ],
)

/**
 * How many more people were with us on a day of the month than in the month before, kept by a trigger: a month's people are the sum of all
 * months up to it.
 */
export const staffMonths = pgTable('staff_months', {
  month: day().primaryKey(),
  change: integer().notNull(),
})

/** Contact class of data, a table of its own because fewer roles may see it. */
export const employeeContacts = pgTable(
  'employee_contacts',
  {
    employeeId: uuid()
      .primaryKey()
      .references(() => employees.id),
    phone: text().notNull().default(''),
    email: text().notNull().default(''),
    emergencyName: text().notNull().default(''),
    emergencyPhone: text().notNull().default(''),
    emergencyRelation: text().notNull().default(''),
  },
  // 手机尾号, by which HR finds people
  t => [index('employee_contacts_phone_tail').on(sql`right(${t.phone}, 4)`)],
)

/**
 * Who holds which position where, [startsOn, endsOn). Primary ones of one person cannot overlap (exclusion constraint).
 * homeUnitId is the home unit at that time, so that old rows stay with the department they belonged to.
 */
export const assignments = pgTable(
  'assignments',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    homeUnitId: uuid()
      .notNull()
      .references(() => units.id),
    positionId: uuid()
      .notNull()
      .references(() => positions.id),
    isPrimary: boolean().notNull().default(true),
    startsOn: day().notNull(),
    endsOn: day(),
    /** The approved request that wrote this row; null for a hire. */
    requestId: uuid(),
    createdAt: instant().notNull().defaultNow(),
  },
  t => [
    // what a seat sees is worked out in every statement, from these two alone
    index('assignments_of_people').on(t.employeeId, t.startsOn, t.unitId, t.id),
    index('assignments_in_units').on(t.unitId, t.startsOn, t.endsOn, t.employeeId),
    index().on(t.homeUnitId, t.startsOn),
    index().on(t.positionId, t.startsOn),
    index().on(t.requestId),
    index('assignments_planned_start').on(t.startsOn),
    /** Everybody in a store, read without the table: the workbench counts them. */
    index('assignments_away')
      .on(t.endsOn, t.startsOn, t.unitId)
      .where(sql`${t.isPrimary} and ${t.unitId} <> ${t.homeUnitId}`),
    index('assignments_planned_end').on(t.endsOn),
    check('assignments end after they start', sql`${t.endsOn} is null or ${t.endsOn} > ${t.startsOn}`),
  ],
)

/** Separate consent to give a store's partner one's data (PIPL art. 23); withdrawn by a date, never deleted. */
export const consents = pgTable(
  'consents',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    partnerId: uuid()
      .notNull()
      .references(() => partners.id),
    requestId: uuid().notNull(),
    includesPerformance: boolean().notNull(),
    includesTraining: boolean().notNull(),
    noticeVersion: text().notNull(),
    givenAt: instant().notNull(),
    withdrawnAt: instant(),
  },
  t => [
    index().on(t.employeeId),
    // as those of assignments: which people consent to a store is read from it alone
    index('consents_to_units').on(t.unitId, t.employeeId, t.withdrawnAt),
    uniqueIndex('consents_one_standing_per_request').on(t.requestId).where(sql`${t.withdrawnAt} is null`),
  ],
)

/** A reminder that went out for a planned return, so that it goes out once. */
export const returnReminders = pgTable(
  'return_reminders',
  {
    id: key(),
    assignmentId: uuid()
      .notNull()
      .references(() => assignments.id, { onDelete: 'cascade' }),
    endsOn: day().notNull(),
    daysBefore: text({ enum: ['30', '7', '1'] }).notNull(),
    sentAt: instant().notNull(),
  },
  t => [uniqueIndex('return_reminders_once').on(t.assignmentId, t.endsOn, t.daysBefore)],
)
