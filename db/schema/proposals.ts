import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { bytes, instant } from '../columns'
import { employees } from './people'
import { requests } from './workflow'

export const proposalKinds = ['name', 'contact', 'address', 'document', 'bank'] as const
export const proposalStates = ['open', 'applied', 'closed'] as const

/**
 * 改资料: what somebody proposes for their own file, verified and applied by HR. Whatever it is, it is sealed under the person's key as one
 * text; which fields it is about stands beside it.
 */
export const proposals = pgTable(
  'proposals',
  {
    requestId: uuid()
      .primaryKey()
      .references(() => requests.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    kind: text({ enum: proposalKinds }).notNull(),
    fields: text().array().notNull(),
    proposed: bytes().notNull(),
    /** What it replaced, once it is applied: to compare afterwards. */
    replaced: bytes(),
    state: text({ enum: proposalStates }).notNull().default('open'),
    changedAt: instant().notNull(),
  },
  t => [
    index().on(t.employeeId, t.requestId),
    uniqueIndex('proposals_one_open').on(t.employeeId, t.kind).where(sql`${t.state} = 'open'`),
    check('proposals kind is known', sql`${t.kind} in ('name', 'contact', 'address', 'document', 'bank')`),
    check('proposals state is known', sql`${t.state} in ('open', 'applied', 'closed')`),
    check('proposals change something', sql`cardinality(${t.fields}) > 0`),
  ],
)
