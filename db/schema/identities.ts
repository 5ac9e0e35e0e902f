import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, day, instant, key } from '../columns'
import { users } from './account'
import { employees } from './people'

export const documentKinds = ['id_card', 'residence_permit', 'foreigner_permit', 'passport'] as const
export const genders = ['female', 'male'] as const

export type DocumentKind = (typeof documentKinds)[number]
export type Gender = (typeof genders)[number]

/** Everything of a file that is shown masked; other domains add theirs here and to the check below. */
export const revealables = [
  'number',
  'birthDate',
  'registeredAddress',
  'currentAddress',
  'bankNumber',
  'document',
  'pay',
  'custom',
  'contributions',
  'register',
  'search',
] as const
export const purposes = [
  'contract',
  'insurance',
  'payroll',
  'verification',
  'request',
  'correction',
  'own',
] as const

export type Revealable = (typeof revealables)[number]
export type Purpose = (typeof purposes)[number]

/** One data key per person, wrapped by a master key that is not in the database (lib/vault.ts). Without it nothing of theirs opens. */
export const fileKeys = pgTable(
  'file_keys',
  {
    employeeId: uuid()
      .primaryKey()
      .references(() => employees.id),
    wrapped: bytes(),
    /** Id of the master key. */
    wrappedBy: text().notNull(),
    createdAt: instant().notNull(),
    destroyedAt: instant(),
  },
  t => [
    index().on(t.wrappedBy),
    index('file_keys_destroyed').on(t.employeeId).where(sql`${t.destroyedAt} is not null`),
    check(
      'file keys are there until destroyed',
      sql`(${t.wrapped} is null) = (${t.destroyedAt} is not null)`,
    ),
  ],
)

/** The identity class of data. What is sealed has no plain hint beside it: masks are worked out after opening. */
export const identities = pgTable(
  'identities',
  {
    employeeId: uuid()
      .primaryKey()
      .references(() => employees.id),
    kind: text({ enum: documentKinds }).notNull(),
    number: bytes().notNull(),
    /** Keyed hash of the number (finderOf), by which the same document is found again. */
    finder: bytes().notNull().unique('identities_finder'),
    gender: text({ enum: genders }).notNull(),
    birthDate: bytes().notNull(),
    /** Keyed hash of month and day (birthdayFinder): who was born on a day of the year is found without opening anything. */
    birthday: bytes(),
    /** Last day on which the document is valid; null when it does not expire or nobody entered it. */
    validUntil: day(),
    registeredAddress: bytes(),
    currentAddress: bytes(),
    changedAt: instant().notNull(),
    revision: integer().notNull().default(1),
  },
  t => [
    index().on(t.validUntil),
    index('identities_birthday').on(t.birthday, t.employeeId).where(sql`${t.birthday} is not null`),
    check(
      'identities kind is known',
      sql`${t.kind} in ('id_card', 'residence_permit', 'foreigner_permit', 'passport')`,
    ),
    check('identities gender is known', sql`${t.gender} in ('female', 'male')`),
    check('identities finder is short', sql`octet_length(${t.finder}) = 16`),
    check('identities birthday is short', sql`octet_length(${t.birthday}) = 16`),
  ],
)

/** Where somebody's pay goes: the pay class of data. */
export const bankAccounts = pgTable('bank_accounts', {
  employeeId: uuid()
    .primaryKey()
    .references(() => employees.id),
  bank: text().notNull(),
  holder: text().notNull(),
  number: bytes().notNull(),
  changedAt: instant().notNull(),
  revision: integer().notNull().default(1),
})

/** Who looked at what of whom, and what for. Written in the transaction that answers the value, and never changed. */
export const reveals = pgTable(
  'reveals',
  {
    id: key(),
    /** Null where somebody was looked for and nobody found. */
    employeeId: uuid().references(() => employees.id),
    /** As they were called then: auditors read who looked, and no employees. */
    employeeNumber: text().notNull(),
    employeeName: text().notNull(),
    what: text({ enum: revealables }).notNull(),
    purpose: text({ enum: purposes }).notNull(),
    note: text().notNull().default(''),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    userName: text().notNull(),
    role: text().notNull(),
    at: instant().notNull(),
  },
  t => [
    index().on(t.employeeId, t.id),
    index().on(t.userId, t.at),
    check(
      'reveals say what',
      sql`${t.what} in ('number', 'birthDate', 'registeredAddress', 'currentAddress', 'bankNumber', 'document', 'pay', 'custom', 'contributions', 'register', 'search')`,
    ),
    check('reveals are of somebody', sql`${t.employeeId} is not null or ${t.what} = 'search'`),
    check(
      'reveals have a purpose',
      sql`${t.purpose} in ('contract', 'insurance', 'payroll', 'verification', 'request', 'correction', 'own')`,
    ),
  ],
)
