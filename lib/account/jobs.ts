import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService } from '@/db/client'
import { forgetEvents } from '../events/jobs'

/** Keys of answered submissions and events are of use for a day; sessions that are over, for ninety. */
export async function tidyUp(): Promise<void> {
  await enterService('job', async tx => {
    await forgetEvents(tx)
    await tx.execute(sql`delete from request_keys where created_at < now() - interval '1 day'`)
    await tx.execute(sql`delete from sessions where expires_at < now() - interval '90 days'`)
    await tx.execute(sql`delete from sign_in_delays where last_failure_at < now() - interval '1 day'`)
  })
}
