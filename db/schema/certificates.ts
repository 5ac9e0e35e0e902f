import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { day, instant, key } from '../columns'
import { employees } from './people'

export const certificateKinds = ['education', 'health', 'skill', 'licence', 'other'] as const

/** Diplomas, 健康证, skills and licences. One that is renewed stays beside the new one. No numbers of identity documents. */
export const certificates = pgTable(
  'certificates',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    kind: text({ enum: certificateKinds }).notNull(),
    name: text().notNull(),
    number: text().notNull().default(''),
    issuedBy: text().notNull(),
    issuedOn: day().notNull(),
    /** The last day on which it is good, as it is printed on it. */
    expiresOn: day(),
    renewsId: uuid()
      .unique()
      .references((): AnyPgColumn => certificates.id, { onDelete: 'set null' }),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [
    index().on(t.employeeId, t.issuedOn),
    index('certificates_expiring').on(t.expiresOn).where(sql`${t.expiresOn} is not null`),
    check(
      'certificates kind is known',
      sql`${t.kind} in ('education', 'health', 'skill', 'licence', 'other')`,
    ),
    check('certificates expire after they are issued', sql`${t.expiresOn} >= ${t.issuedOn}`),
  ],
)

/** 工作经历 before us, [startsOn, endsOn): what counts towards the years of work that annual leave goes by. */
export const earlierJobs = pgTable(
  'earlier_jobs',
  {
    id: key(),
    employeeId: uuid()
      .notNull()
      .references(() => employees.id),
    company: text().notNull(),
    position: text().notNull(),
    startsOn: day().notNull(),
    endsOn: day().notNull(),
    revision: integer().notNull().default(1),
    createdAt: instant().notNull(),
  },
  t => [
    index().on(t.employeeId, t.startsOn),
    check('earlier_jobs end after they start', sql`${t.endsOn} > ${t.startsOn}`),
  ],
)
