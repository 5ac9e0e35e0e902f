import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { bytes, day, instant, key } from '../columns'
import { contracts } from './contracts'
import { employees } from './people'

/**
 * 约定工资: what a contract agrees on from a day, sealed under its person's key. Apart from contracts, because more roles read those.
 * Nothing is overwritten: other pay is a row with a later day, an entry put right one more version of its day.
 */
export const contractPays = pgTable(
  'contract_pays',
  {
    id: key(),
    contractId: uuid()
      .notNull()
      .references(() => contracts.id),
    /** Whose contract it is. */
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    startsOn: day().notNull(),
    version: integer().notNull().default(1),
    /** Base, allowances and pay in probation, in fen (lib/pay/rules.ts). */
    sealed: bytes().notNull(),
    /** Why it was put right. */
    reason: text().notNull().default(''),
    enteredByName: text().notNull(),
    enteredAt: instant().notNull(),
  },
  t => [
    unique('contract_pays_once').on(t.contractId, t.startsOn, t.version),
    index().on(t.employeeId),
    check('contract pays are put right for a reason', sql`(${t.version} > 1) = (${t.reason} <> '')`),
  ],
)
