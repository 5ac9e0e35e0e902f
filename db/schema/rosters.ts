import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  pgTable,
  text,
  time,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { units } from './organisation'
import { employees } from './people'
import { requests } from './workflow'

/** 班次: when one works in a store, in its own time. Ending at or before it starts means on the next day. */
export const shifts = pgTable(
  'shifts',
  {
    id: key(),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    name: text().notNull(),
    startsAt: time({ precision: 0 }).notNull(),
    endsAt: time({ precision: 0 }).notNull(),
    breakMinutes: integer().notNull(),
    /** The first day for which nobody is rostered on it any more. */
    endedOn: day(),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [
    uniqueIndex('shifts_name').on(t.unitId, t.name).where(sql`${t.endedOn} is null`),
    check('shifts take some time', sql`${t.startsAt} <> ${t.endsAt}`),
    check('shifts have a break shorter than a day', sql`${t.breakMinutes} between 0 and 480`),
  ],
)

export const rosterStatuses = ['planned', 'released'] as const

/**
 * 排班: who works when. The span is that of the shift when it was entered, so that a shift may change without changing what is rostered.
 * Nobody is rostered twice at a time, in whatever stores (exclusion constraint in the migration). Released: the person is no longer
 * there on the day, and the shift is free until another entry fills it.
 */
export const rosterEntries = pgTable(
  'roster_entries',
  {
    id: key(),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    /** As it was entered: the store reads its roster also when it does not see the person any more. */
    employeeName: text().notNull(),
    shiftId: uuid()
      .notNull()
      .references(() => shifts.id),
    /** The local day on which it starts. */
    onDay: day().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    breakMinutes: integer().notNull(),
    status: text({ enum: rosterStatuses }).notNull().default('planned'),
    releasedAt: instant(),
    /** The transfer or leaving by which the person is not there; null while planned. */
    releasedById: uuid().references(() => requests.id),
    filledById: uuid().references((): AnyPgColumn => rosterEntries.id, { onDelete: 'set null' }),
    /** Null is a draft that only the store sees. */
    publishedAt: instant(),
    createdAt: instant().notNull(),
  },
  t => [
    uniqueIndex('roster_entries_once')
      .on(t.unitId, t.onDay, t.employeeId, t.shiftId)
      .where(sql`${t.status} = 'planned'`),
    index('roster_entries_in_units').on(t.unitId, t.onDay),
    index('roster_entries_of_people').on(t.employeeId, t.onDay),
    index('roster_entries_released').on(t.releasedById).where(sql`${t.releasedById} is not null`),
    uniqueIndex('roster_entries_fill_once').on(t.filledById).where(sql`${t.filledById} is not null`),
    check('roster_entries status is known', sql`${t.status} in ('planned', 'released')`),
    check('roster_entries end after they start', sql`${t.endsAt} > ${t.startsAt}`),
    check(
      'roster_entries are released by something',
      sql`(${t.status} = 'released') = (${t.releasedAt} is not null) and (${t.status} = 'released') = (${t.releasedById} is not null)
        and (${t.filledById} is null or ${t.status} = 'released')`,
    ),
  ],
)
