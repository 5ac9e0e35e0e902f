import { sql } from 'drizzle-orm'
import { customType, date, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Primary key: UUIDv7, so that keys grow with time and keyset paging follows insertion order. */
export const key = () => uuid().primaryKey().default(sql`uuidv7()`)

/** A moment, UTC. Named …At. */
export const instant = () => timestamp({ withTimezone: true })

/** A local day, 'YYYY-MM-DD'. Named …On. Ranges are half-open: startsOn is in, endsOn is out. */
export const day = () => date({ mode: 'string' })

export const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
