import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, key } from '../columns'
import { users } from './account'
import { units } from './organisation'
import { employees } from './people'

/** What art. 8 of the Implementing Regulations wants on the register besides the name, in its order. */
export const registerColumns = [
  'gender',
  'identityNumber',
  'registeredAddress',
  'currentAddress',
  'phone',
  'employmentForm',
  'hiredOn',
  'contract',
] as const

/** What a file can be asked to hold; app.renew_file_states() knows of each whether it is there. Words are in messages. */
export const fileItems = [
  'name',
  ...registerColumns,
  'email',
  'emergencyContact',
  'bankAccount',
  'education',
  'health',
  'idFront',
  'idBack',
  'photo',
  'diplomaScan',
  'contractScan',
  'healthScan',
] as const
export const fileRuleLevels = ['legal', 'company'] as const
export const filePlacements = ['any', 'store', 'home'] as const

/**
 * What has to be in a file: the legal minimum of the staff register (职工名册, art. 8 of the Implementing Regulations), which a migration
 * enters and nobody takes away, and what the company wants besides, of everybody or of some.
 */
export const fileRules = pgTable(
  'file_rules',
  {
    id: key(),
    item: text({ enum: fileItems }).notNull(),
    level: text({ enum: fileRuleLevels }).notNull(),
    /** Of whom: everybody, those in stores, those at headquarters. */
    placement: text({ enum: filePlacements }).notNull().default('any'),
    /** Of these positions' family only (positions.family); empty for all. */
    family: text().notNull().default(''),
    /** Where the item stands in lists; the legal ones come first. */
    position: integer().notNull(),
    /** The store is told that it is missing, because it may not let somebody work without it. */
    isForStore: boolean().notNull().default(false),
    changedAt: instant().notNull().defaultNow(),
  },
  t => [
    unique('file_rules_once').on(t.item, t.placement, t.family),
    check(
      'file_rules item is known',
      sql`${t.item} in ('name', 'gender', 'identityNumber', 'registeredAddress', 'currentAddress', 'phone', 'employmentForm', 'hiredOn', 'contract', 'email', 'emergencyContact', 'bankAccount', 'education', 'health', 'idFront', 'idBack', 'photo', 'diplomaScan', 'contractScan', 'healthScan')`,
    ),
    check('file_rules level is known', sql`${t.level} in ('legal', 'company')`),
    check('file_rules placement is known', sql`${t.placement} in ('any', 'store', 'home')`),
    check(
      'file_rules of the law hold for everybody',
      sql`${t.level} <> 'legal' or (${t.placement} = 'any' and ${t.family} = '')`,
    ),
    check('file_rules tell stores of certificates only', sql`not ${t.isForStore} or ${t.item} = 'health'`),
  ],
)

/** How complete the file of everybody who is with us is; worked out by app.renew_file_states() and nobody's to write. */
export const fileStates = pgTable(
  'file_states',
  {
    employeeId: uuid()
      .primaryKey()
      .references(() => employees.id),
    employeeNumber: text().notNull(),
    employeeName: text().notNull(),
    /** The person's own account, to be asked. */
    userId: uuid().references(() => users.id),
    /** Where they work, and where they belong. */
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    homeUnitId: uuid()
      .notNull()
      .references(() => units.id),
    legalTotal: integer().notNull(),
    legalHave: integer().notNull(),
    total: integer().notNull(),
    have: integer().notNull(),
    /** Orders files, the worst first: by the legal minimum, then by all of it, both in basis points (rankOf in lib/completeness/rules.ts). */
    rank: integer().notNull(),
    /** All that is missing, the legal minimum first; of it what is of the work class, and what a store is told. */
    missing: text().array().notNull(),
    missingWork: text().array().notNull(),
    missingStore: text().array().notNull(),
  },
  t => [
    index('file_states_worst').on(t.rank, t.employeeId),
    index('file_states_unit').on(t.unitId, t.rank, t.employeeId),
    index('file_states_home').on(t.homeUnitId, t.rank, t.employeeId),
    index('file_states_missing').using('gin', t.missing),
    index().on(t.userId),
    check(
      'file_states have no more than all',
      sql`${t.legalHave} <= ${t.legalTotal} and ${t.have} <= ${t.total} and ${t.legalTotal} <= ${t.total}`,
    ),
  ],
)

/** How many files there are, and how far they are. */
const fileCounts = () => ({
  people: integer().notNull(),
  /** Whose legal minimum is short, and who has that but not all. */
  legalShort: integer().notNull(),
  short: integer().notNull(),
  legalTotal: integer().notNull(),
  legalHave: integer().notNull(),
  total: integer().notNull(),
  have: integer().notNull(),
})

/** The same counted for those of a home unit who work in a unit, kept by a trigger: nobody counts a hundred thousand files. */
export const fileUnitStates = pgTable(
  'file_unit_states',
  {
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    homeUnitId: uuid()
      .notNull()
      .references(() => units.id),
    ...fileCounts(),
  },
  t => [primaryKey({ columns: [t.unitId, t.homeUnitId] }), index().on(t.homeUnitId)],
)

/** All of a unit together, wherever they belong: the whole company is a row a unit. */
export const fileUnitTotals = pgTable('file_unit_totals', {
  unitId: uuid()
    .primaryKey()
    .references(() => units.id),
  ...fileCounts(),
})
