import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { users } from './account'
import { employees } from './people'

/**
 * What HR asks of people for their files, one row an item (lib/completeness/rules.ts says which there are). Answered when the person sent it,
 * closed by app.close_file_asks() once it is in the file and verified.
 */
export const fileAsks = pgTable(
  'file_asks',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    item: text().notNull(),
    reason: text().notNull().default(''),
    /** The last day on which it is in time. */
    dueOn: day().notNull(),
    askedById: uuid()
      .notNull()
      .references(() => users.id),
    askedByName: text().notNull(),
    askedAt: instant().notNull(),
    answeredAt: instant(),
    closedAt: instant(),
    withdrawnAt: instant(),
    /** The days on which the person was reminded of it, before and after it was due, and whoever asked told that it is late. */
    remindedOn: day(),
    chasedOn: day(),
    escalatedOn: day(),
  },
  t => [
    index().on(t.employeeId, t.id),
    index('file_asks_open').on(t.dueOn, t.id).where(sql`${t.closedAt} is null and ${t.withdrawnAt} is null`),
    index().on(t.askedById),
    unique('file_asks_once').on(t.employeeId, t.item, t.closedAt, t.withdrawnAt).nullsNotDistinct(),
    check('file_asks end once', sql`${t.closedAt} is null or ${t.withdrawnAt} is null`),
  ],
)
