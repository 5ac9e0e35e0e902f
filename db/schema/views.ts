import { boolean, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, key } from '../columns'
import { users } from './account'

export const densities = ['default', 'compact'] as const

/** 视图: filters, order and columns of the employee list under a name. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: key(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    /** As the list's address has them. */
    params: jsonb().$type<Record<string, string | string[]>>().notNull(),
    /** Seen by everybody in HR. */
    isShared: boolean().notNull().default(false),
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  t => [unique('saved_views_name').on(t.userId, t.name)],
)

/** How somebody likes the employee list: how dense, and what it starts with. */
export const listHabits = pgTable('list_habits', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id),
  density: text({ enum: densities }).notNull().default('default'),
  startViewId: uuid().references(() => savedViews.id, { onDelete: 'set null' }),
})
