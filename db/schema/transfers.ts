import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { users } from './account'
import { positions, units } from './organisation'
import { type assignments, employees } from './people'
import { requests } from './workflow'

export const transferKinds = ['dispatch', 'move', 'return', 'extend'] as const

/** What a transfer request changes once approved. Two open ones of a person cannot overlap (exclusion constraint). */
export const transfers = pgTable(
  'transfers',
  {
    requestId: uuid()
      .primaryKey()
      .references(() => requests.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    kind: text({ enum: transferKinds }).notNull(),
    fromUnitId: uuid()
      .notNull()
      .references(() => units.id),
    fromPositionId: uuid()
      .notNull()
      .references(() => positions.id),
    toUnitId: uuid()
      .notNull()
      .references(() => units.id),
    toPositionId: uuid()
      .notNull()
      .references(() => positions.id),
    /** The position they return to at home when the stay ends. */
    homePositionId: uuid()
      .notNull()
      .references(() => positions.id),
    effectiveOn: day().notNull(),
    endsOn: day(),
    reason: text().notNull(),
    backDatedReason: text(),
    state: text({ enum: ['open', 'applied', 'closed'] })
      .notNull()
      .default('open'),
    appliedAt: instant(),
    /** The assignments that applying it changed, as they were, so that HR can cancel it before it starts. */
    replaced: jsonb().$type<(typeof assignments.$inferSelect)[]>(),
  },
  t => [
    index().on(t.employeeId),
    index().on(t.effectiveOn),
    index().on(t.toUnitId),
    index().on(t.fromUnitId),
    check('transfers kind is known', sql`${t.kind} in ('dispatch', 'move', 'return', 'extend')`),
    check('transfers state is known', sql`${t.state} in ('open', 'applied', 'closed')`),
    check('transfers end after they start', sql`${t.endsOn} is null or ${t.endsOn} > ${t.effectiveOn}`),
    check('transfers to a store say until when', sql`(${t.kind} = 'return') = (${t.endsOn} is null)`),
  ],
)

export const handOverSides = ['source', 'receiving', 'employee', 'hq'] as const

/** What has to be handed over around a transfer, and who ticked it. */
export const handOverItems = pgTable(
  'hand_over_items',
  {
    id: key(),
    requestId: uuid()
      .notNull()
      .references(() => requests.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    /** Names the text in messages: transfers.handOver.<item>. */
    item: text().notNull(),
    side: text({ enum: handOverSides }).notNull(),
    /** Of the source's and the receiver's: the unit whose lead ticks it. */
    unitId: uuid().references(() => units.id),
    dueOn: day().notNull(),
    doneAt: instant(),
    doneBy: uuid().references(() => users.id),
    doneByName: text(),
  },
  t => [
    unique().on(t.requestId, t.item),
    index().on(t.employeeId),
    index('hand_over_items_open').on(t.unitId, t.dueOn).where(sql`${t.doneAt} is null`),
    check('hand_over_items side is known', sql`${t.side} in ('source', 'receiving', 'employee', 'hq')`),
    check('hand_over_items are done by somebody', sql`(${t.doneAt} is null) = (${t.doneByName} is null)`),
  ],
)
