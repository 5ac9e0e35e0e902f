import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { users } from './account'
import { units } from './organisation'
import { employees } from './people'

export const touchpointWays = ['call', 'visit', 'video', 'message'] as const
/** What a talk was about; the one list of it. Its words are in messages under touchpoints.topics. */
export const touchpointTopics = [
  'settling',
  'work',
  'team',
  'wellbeing',
  'life',
  'growth',
  'return',
  'other',
] as const

/** 总部联系: that headquarters talked with somebody in a store, and what of it is for them to read. */
export const touchpoints = pgTable(
  'touchpoints',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    /** Both sides of the person as they were on the day. */
    storeUnitId: uuid()
      .notNull()
      .references(() => units.id),
    homeUnitId: uuid()
      .notNull()
      .references(() => units.id),
    authorUserId: uuid()
      .notNull()
      .references(() => users.id),
    authorName: text().notNull(),
    happenedOn: day().notNull(),
    way: text({ enum: touchpointWays }).notNull(),
    words: text().notNull().default(''),
    createdAt: instant().notNull(),
  },
  t => [
    index().on(t.employeeId, t.happenedOn),
    check('touchpoints way is known', sql`${t.way} in ('call', 'visit', 'video', 'message')`),
  ],
)

/** What stays between headquarters and HR of a talk: a table of its own, because neither the person nor the store reads it. */
export const touchpointNotes = pgTable(
  'touchpoint_notes',
  {
    touchpointId: uuid()
      .primaryKey()
      .references(() => touchpoints.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    topic: text({ enum: touchpointTopics }).notNull(),
    body: text().notNull().default(''),
    followUpOn: day(),
    followedUpAt: instant(),
    followedUpByName: text(),
  },
  t => [
    index('touchpoint_notes_open')
      .on(t.employeeId, t.followUpOn)
      .where(sql`${t.followUpOn} is not null and ${t.followedUpAt} is null`),
    check(
      'touchpoint_notes topic is known',
      sql`${t.topic} in ('settling', 'work', 'team', 'wellbeing', 'life', 'growth', 'return', 'other')`,
    ),
    check(
      'touchpoint_notes are followed up by somebody',
      sql`(${t.followedUpAt} is null) = (${t.followedUpByName} is null) and (${t.followedUpAt} is null or ${t.followUpOn} is not null)`,
    ),
  ],
)

/** How often the people of a home unit, and of those below it without one of their own, are talked with. */
export const touchpointRhythms = pgTable(
  'touchpoint_rhythms',
  {
    unitId: uuid()
      .primaryKey()
      .references(() => units.id),
    days: integer().notNull(),
    changedAt: instant().notNull(),
  },
  t => [check('touchpoint_rhythms are some weeks', sql`${t.days} between 7 and 180`)],
)

/** Who in a store is owed a talk by when; worked out by app.renew_touchpoints() and nobody's to write. Names as they are now. */
export const touchpointDues = pgTable(
  'touchpoint_dues',
  {
    employeeId: uuid()
      .primaryKey()
      .references(() => employees.id),
    employeeNumber: text().notNull().unique(),
    employeeName: text().notNull(),
    /** The person's own account, to be told. */
    userId: uuid().references(() => users.id),
    unitId: uuid()
      .notNull()
      .references(() => units.id),
    homeUnitId: uuid()
      .notNull()
      .references(() => units.id),
    contactUserId: uuid().references(() => users.id),
    contactName: text().notNull(),
    hiredOn: day().notNull(),
    arrivedOn: day().notNull(),
    lastOn: day(),
    dueOn: day().notNull(),
    followUpOn: day(),
    /** The days that the contact was told of: a due day, the same once it was long past, a day to follow up. */
    remindedOn: day(),
    chasedOn: day(),
    followUpToldOn: day(),
  },
  t => [
    index().on(t.dueOn, t.employeeId),
    index().on(t.contactUserId, t.dueOn),
    index('touchpoint_dues_follow_up').on(t.followUpOn).where(sql`${t.followUpOn} is not null`),
  ],
)
