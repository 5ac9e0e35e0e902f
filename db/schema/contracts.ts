import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
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
import { units } from './organisation'
import { employees } from './people'

export const contractKinds = ['fixed_term', 'open_ended', 'task_based'] as const

/**
 * 劳动合同: one row per contract, and a renewal is a row of its own. In force on [startsOn, endsOn), or to endedEarlyOn; two of one person
 * cannot overlap (exclusion constraint in the migration). No pay here: it is sealed data. A store's manager is granted the term's columns.
 */
export const contracts = pgTable(
  'contracts',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    kind: text({ enum: contractKinds }).notNull(),
    signedOn: day().notNull(),
    startsOn: day().notNull(),
    endsOn: day(),
    /** The first day after probation. */
    probationEndsOn: day(),
    /** What probationEndsOn was before it was extended, which happens once at most. */
    probationExtendedFrom: day(),
    /** 转正: the first day as a confirmed employee, once that was decided. */
    confirmedOn: day(),
    position: text().notNull(),
    /** 工作地点, as the contract says it (Labour Contract Law art. 17). */
    place: text().notNull(),
    /** A fixed term that the person asked for in writing where an open-ended contract was due (art. 14). */
    isFixedByWish: boolean().notNull().default(false),
    /** The first day on which it no longer holds, when that came before its end. */
    endedEarlyOn: day(),
    endedEarlyReason: text().notNull().default(''),
    renewsId: uuid()
      .unique()
      .references((): AnyPgColumn => contracts.id),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [
    index().on(t.employeeId, t.startsOn),
    index('contracts_ending').on(t.endsOn).where(sql`${t.endsOn} is not null and ${t.endedEarlyOn} is null`),
    index('contracts_probation')
      .on(t.probationEndsOn)
      .where(sql`${t.probationEndsOn} is not null and ${t.endedEarlyOn} is null`),
    check('contracts kind is known', sql`${t.kind} in ('fixed_term', 'open_ended', 'task_based')`),
    check(
      'contracts have the end of their kind',
      sql`case ${t.kind} when 'fixed_term' then ${t.endsOn} is not null when 'open_ended' then ${t.endsOn} is null else true end`,
    ),
    check('contracts end after they start', sql`${t.endsOn} > ${t.startsOn}`),
    check(
      'contracts probation is part of the term',
      sql`${t.probationEndsOn} > ${t.startsOn} and (${t.endsOn} is null or ${t.probationEndsOn} <= ${t.endsOn})`,
    ),
    check(
      'contracts confirm a probation',
      sql`(${t.confirmedOn} is null or ${t.confirmedOn} = ${t.probationEndsOn}) and (${t.probationExtendedFrom} is null or ${t.probationExtendedFrom} < ${t.probationEndsOn})`,
    ),
    check(
      'contracts task based ones have no probation',
      sql`${t.kind} <> 'task_based' or ${t.probationEndsOn} is null`,
    ),
    check(
      'contracts end early before their end',
      sql`${t.endedEarlyOn} > ${t.startsOn} and (${t.endsOn} is null or ${t.endedEarlyOn} < ${t.endsOn})`,
    ),
    check(
      'contracts end early for a reason',
      sql`(${t.endedEarlyOn} is null) = (${t.endedEarlyReason} = '')`,
    ),
    check('contracts wish is for a fixed term', sql`not ${t.isFixedByWish} or ${t.kind} = 'fixed_term'`),
  ],
)

/**
 * What of contracts, certificates and insurance needs somebody, or will on a day that is known already: shown from `fromOn` on and until
 * the day `untilOn`, however time passes. Worked out by app.renew_terms() whenever somebody is written about, and nobody's to write.
 */
export const termMatters = pgTable(
  'term_matters',
  {
    matter: text({
      enum: ['unwritten', 'uninsured', 'secondTerm', 'probation', 'ending', 'certificate'],
    }).notNull(),
    /** An employee, a contract or a certificate. */
    subjectId: uuid().notNull(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id, { onDelete: 'cascade' }),
    homeUnitId: uuid()
      .notNull()
      .references(() => units.id),
    about: text().notNull(),
    fromOn: day().notNull(),
    untilOn: day(),
    dueOn: day().notNull(),
  },
  t => [
    primaryKey({ columns: [t.subjectId, t.matter, t.fromOn] }),
    // a company's matters are counted from this alone
    index('term_matters_due').on(t.matter, t.dueOn, t.fromOn, t.untilOn),
    index().on(t.homeUnitId, t.matter, t.dueOn),
    index().on(t.employeeId),
    check(
      'term_matters matter is known',
      sql`${t.matter} in ('unwritten', 'uninsured', 'secondTerm', 'probation', 'ending', 'certificate')`,
    ),
    check('term_matters end after they begin', sql`${t.untilOn} > ${t.fromOn}`),
  ],
)

export const termReminderSubjects = [
  'unwritten',
  'uninsured',
  'ending',
  'secondTerm',
  'probation',
  'certificate',
  'insuranceMonth',
] as const

/**
 * A reminder of a term that went out, so that each step of it goes out once. The subject is an employee, a contract or a certificate; a
 * month of insurance is of everybody, and told apart by its day alone.
 */
export const termReminders = pgTable(
  'term_reminders',
  {
    id: key(),
    subject: text({ enum: termReminderSubjects }).notNull(),
    subjectId: uuid().notNull(),
    dueOn: day().notNull(),
    step: integer().notNull(),
    sentAt: instant().notNull(),
  },
  t => [
    uniqueIndex('term_reminders_once').on(t.subjectId, t.subject, t.dueOn, t.step),
    check(
      'term_reminders subject is known',
      sql`${t.subject} in ('unwritten', 'uninsured', 'ending', 'secondTerm', 'probation', 'certificate', 'insuranceMonth')`,
    ),
  ],
)
