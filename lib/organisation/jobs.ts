import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService } from '@/db/client'

/** Lets planned names and places of units hold from their first day; what holds already is left alone. */
export async function applyUnitVersionsJob(): Promise<void> {
  await enterService('job', tx => tx.execute(sql`select app.apply_unit_versions()`))
}
