import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { day } from '../columns'
import { employees } from './people'

/** That a milestone was told of on its morning, so that it is told once. The milestones themselves are worked out from dates. */
export const milestoneTellings = pgTable(
  'milestone_tellings',
  {
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    kind: text({ enum: ['storeDays', 'storeYears', 'hireYears'] }).notNull(),
    onDay: day().notNull(),
  },
  t => [primaryKey({ columns: [t.employeeId, t.kind, t.onDay] }), index().on(t.onDay)],
)
