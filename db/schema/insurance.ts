import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { bytes, day, instant, key } from '../columns'
import { users } from './account'
import { employees } from './people'
import { requests } from './workflow'

export const insuranceItems = ['pension', 'medical', 'unemployment', 'injury', 'maternity', 'fund'] as const
/** 户籍类型; `any` where a city makes no difference. */
export const residences = ['any', 'local_urban', 'local_rural', 'other_urban', 'other_rural'] as const

export type InsuranceItem = (typeof insuranceItems)[number]
export type Residence = (typeof residences)[number]

/** A month by its first day. */
const month = day

/** 参保方案: what is due in a city, for people of one kind of residence where that matters. */
export const insuranceSchemes = pgTable(
  'insurance_schemes',
  {
    id: key(),
    city: text().notNull(),
    residence: text({ enum: residences }).notNull(),
    createdAt: instant().notNull(),
  },
  t => [
    unique('insurance_schemes_place').on(t.city, t.residence),
    check(
      'insurance schemes residence is known',
      sql`${t.residence} in ('any', 'local_urban', 'local_rural', 'other_urban', 'other_rural')`,
    ),
  ],
)

/**
 * What one item costs from a month on: shares of the base in basis points, fixed amounts, and the base's limits, in fen. Nothing is
 * overwritten: a new rate is a row with a later month, an entry put right one more version of its month.
 */
export const insuranceRates = pgTable(
  'insurance_rates',
  {
    id: key(),
    schemeId: uuid()
      .notNull()
      .references(() => insuranceSchemes.id),
    item: text({ enum: insuranceItems }).notNull(),
    startsOn: month().notNull(),
    version: integer().notNull().default(1),
    companyRate: integer().notNull(),
    personRate: integer().notNull(),
    companyFixed: integer().notNull().default(0),
    personFixed: integer().notNull().default(0),
    floor: integer(),
    ceiling: integer(),
    /** The smallest amount that is paid, in fen: some cities pay the fund in whole yuan. */
    roundTo: integer().notNull().default(1),
    /** Where it stands. */
    source: text().notNull(),
    reason: text().notNull().default(''),
    enteredByName: text().notNull(),
    enteredAt: instant().notNull(),
  },
  t => [
    unique('insurance_rates_once').on(t.schemeId, t.item, t.startsOn, t.version),
    check(
      'insurance rates item is known',
      sql`${t.item} in ('pension', 'medical', 'unemployment', 'injury', 'maternity', 'fund')`,
    ),
    check('insurance rates begin with a month', sql`extract(day from ${t.startsOn}) = 1`),
    check(
      'insurance rates are shares',
      sql`${t.companyRate} between 0 and 10000 and ${t.personRate} between 0 and 10000`,
    ),
    check(
      'insurance rates fixed amounts are none or some',
      sql`${t.companyFixed} >= 0 and ${t.personFixed} >= 0`,
    ),
    check(
      'insurance rates limits are in order',
      sql`${t.floor} >= 0 and (${t.ceiling} is null or ${t.floor} <= ${t.ceiling})`,
    ),
    check('insurance rates are rounded to what is paid', sql`${t.roundTo} in (1, 10, 100)`),
    check('insurance rates are put right for a reason', sql`(${t.version} > 1) = (${t.reason} <> '')`),
  ],
)

/** 最低工资: what a city's full month pays at least, in fen, kept like rates. */
export const minimumWages = pgTable(
  'minimum_wages',
  {
    id: key(),
    city: text().notNull(),
    startsOn: day().notNull(),
    version: integer().notNull().default(1),
    monthly: integer().notNull(),
    source: text().notNull(),
    reason: text().notNull().default(''),
    enteredByName: text().notNull(),
    enteredAt: instant().notNull(),
  },
  t => [
    unique('minimum_wages_once').on(t.city, t.startsOn, t.version),
    check('minimum wages are some', sql`${t.monthly} > 0`),
    check('minimum wages are put right for a reason', sql`(${t.version} > 1) = (${t.reason} <> '')`),
  ],
)

/**
 * 参保: a person in a scheme for whole months, [startsOn, endsOn). Another base or scheme is a new row; one that was entered wrongly ends
 * where it begins and holds for no month. Two of one person never hold in the same month (exclusion constraint in the migration).
 */
export const insuranceEnrolments = pgTable(
  'insurance_enrolments',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    schemeId: uuid()
      .notNull()
      .references(() => insuranceSchemes.id),
    startsOn: month().notNull(),
    endsOn: month(),
    /** The leaving that ended it, and when it would have ended otherwise: it is taken back with the leaving. */
    leavingRequestId: uuid().references(() => requests.id),
    endsOnBefore: month(),
    /** Bases and the number of the fund's account (lib/enrolments/rules.ts), sealed under the person's key. */
    sealed: bytes().notNull(),
    enteredByName: text().notNull(),
    enteredAt: instant().notNull(),
    revision: integer().notNull().default(1),
  },
  t => [
    // everybody's months are read from these alone
    index('insurance_enrolments_months').on(t.employeeId, t.startsOn, t.endsOn),
    index('insurance_enrolments_scheme').on(t.schemeId, t.startsOn, t.endsOn),
    index('insurance_enrolments_of_leaving')
      .on(t.leavingRequestId)
      .where(sql`${t.leavingRequestId} is not null`),
    check(
      'insurance enrolments are of whole months',
      sql`extract(day from ${t.startsOn}) = 1 and (${t.endsOn} is null or extract(day from ${t.endsOn}) = 1)`,
    ),
    check('insurance enrolments do not end before they begin', sql`${t.endsOn} >= ${t.startsOn}`),
  ],
)

/**
 * Months, by their first days, in which somebody was with us and in no scheme: never yet, no more, or not until later; and those for which
 * somebody is enrolled who is gone. Worked out by app.renew_terms() and nobody's to write.
 */
export const insuranceGaps = pgTable(
  'insurance_gaps',
  {
    employeeId: uuid()
      .notNull()
      .references(() => employees.id, { onDelete: 'cascade' }),
    gap: text({ enum: ['never', 'ended', 'later', 'gone'] }).notNull(),
    startsOn: day().notNull(),
    endsOn: day(),
  },
  t => [
    primaryKey({ columns: [t.employeeId, t.startsOn] }),
    index('insurance_gaps_months').using('gist', sql`daterange(${t.startsOn}, ${t.endsOn})`),
    check('insurance gaps are of a kind', sql`${t.gap} in ('never', 'ended', 'later', 'gone')`),
    check('insurance gaps end after they begin', sql`${t.endsOn} > ${t.startsOn}`),
  ],
)

export const insuranceRunStates = [
  'waiting',
  'running',
  'draft',
  'issuing',
  'issued',
  'discarded',
  'failed',
] as const
export type InsuranceRunState = (typeof insuranceRunStates)[number]

/**
 * 月度核算: one reckoning of a month for everybody, made in the background. HR looks at its sums before people see their part; a later one
 * of the same month makes new versions for those only whose amounts differ.
 */
export const insuranceRuns = pgTable(
  'insurance_runs',
  {
    id: key(),
    month: month().notNull(),
    /** Why the month is reckoned again; empty for its first time. */
    reason: text().notNull().default(''),
    status: text({ enum: insuranceRunStates }).notNull().default('waiting'),
    /** How often somebody began to make it: whoever began before writes nothing more. */
    attempt: integer().notNull().default(0),
    peopleDone: integer().notNull().default(0),
    peopleTotal: integer(),
    /** How many people have something new in it. */
    changed: integer().notNull().default(0),
    /** How many people have a part in the month as issued so far, counted when it was. */
    people: integer(),
    /** Sums by item: of few people they would tell pay, so they are sealed (lib/seal.ts). */
    totals: bytes(),
    askedByUserId: uuid()
      .notNull()
      .references(() => users.id),
    askedByName: text().notNull(),
    askedAt: instant().notNull(),
    issuedByName: text().notNull().default(''),
    issuedAt: instant(),
  },
  t => [
    index().on(t.month, t.askedAt),
    uniqueIndex('insurance_runs_one_at_a_time')
      .on(t.month)
      .where(sql`${t.status} in ('waiting', 'running', 'draft', 'issuing')`),
    check('insurance runs are of a month', sql`extract(day from ${t.month}) = 1`),
    check(
      'insurance runs status is known',
      sql`${t.status} in ('waiting', 'running', 'draft', 'issuing', 'issued', 'discarded', 'failed')`,
    ),
    check(
      'insurance runs are issued by somebody',
      sql`(${t.status} in ('issuing', 'issued')) = (${t.issuedAt} is not null)`,
    ),
  ],
)

/** 月度明细: what one person and the company pay for a month. A correction is a further version; nobody sees one before it is issued. */
export const insuranceRecords = pgTable(
  'insurance_records',
  {
    id: key(),
    runId: uuid()
      .notNull()
      .references(() => insuranceRuns.id),
    month: month().notNull(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    version: integer().notNull(),
    /** Where, as it was called then. */
    city: text().notNull(),
    residence: text({ enum: residences }).notNull(),
    /** Bases, shares and amounts, sealed under the person's key; null where nothing is due any more. */
    sealed: bytes(),
    /** Keyed hash of what is sealed, by which a run that changes nothing is found to. */
    fingerprint: bytes(),
    /** Why it replaces the version before it. */
    reason: text().notNull().default(''),
    issuedAt: instant(),
  },
  t => [
    unique('insurance_records_once').on(t.employeeId, t.month, t.version),
    index('insurance_records_month').on(t.month, t.employeeId, t.version),
    index().on(t.runId, t.issuedAt),
    check(
      'insurance records replace one for a reason',
      sql`${t.version} >= 1 and (${t.version} > 1) = (${t.reason} <> '')`,
    ),
    check(
      'insurance records that are withdrawn correct one',
      sql`(${t.sealed} is null) = (${t.fingerprint} is null) and (${t.sealed} is not null or ${t.version} > 1)`,
    ),
  ],
)
