import { type SQLWrapper, sql } from 'drizzle-orm'
import {
  type CheckBuilder,
  check,
  customType,
  date,
  integer,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core'

/** Primary key: UUIDv7, so that keys grow with time and keyset paging follows insertion order. */
export const key = () => uuid().primaryKey().default(sql`uuidv7()`)

/** A moment, UTC. Named …At. */
export const instant = () => timestamp({ withTimezone: true })

/** A local day, 'YYYY-MM-DD'. Named …On. Ranges are half-open: startsOn is in, endsOn is out. */
export const day = () => date({ mode: 'string' })

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A small file, in the database so that it commits and is guarded with what it belongs to; `isSmall` goes with it. */
export const file = () => ({
  name: text().notNull(),
  contentType: text().notNull(),
  size: integer().notNull(),
  content: bytes().notNull(),
  createdAt: instant().notNull(),
})

export function isSmall(table: string, columns: { size: SQLWrapper; content: SQLWrapper }): CheckBuilder {
  return check(
    `${table} are at most 5 MB`,
    sql`${columns.size} between 1 and 5242880 and octet_length(${columns.content}) = ${columns.size}`,
  )
}
