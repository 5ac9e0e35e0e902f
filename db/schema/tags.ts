import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { employees } from './people'

/** 标签: what HR marks people with beside unit and position, so that a notice can reach all trainers, or all first-aiders. */
export const tags = pgTable(
  'tags',
  {
    id: key(),
    name: text().notNull(),
    retiredOn: day(),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [uniqueIndex('tags_name').on(t.name).where(sql`${t.retiredOn} is null`)],
)

/** Who has a tag, and who gave it. */
export const employeeTags = pgTable(
  'employee_tags',
  {
    id: key(),
    tagId: uuid()
      .notNull()
      .references(() => tags.id),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    givenByName: text().notNull(),
    givenAt: instant().notNull(),
  },
  t => [unique('employee_tags_once').on(t.tagId, t.employeeId), index().on(t.employeeId)],
)
