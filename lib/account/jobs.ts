import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { users } from '@/db/schema/account'
import { forgetEvents } from '../events/jobs'
import { namePieces } from '../people/rules'
import { syllablesOfPerson } from '../pinyin'

/** Keys of answered submissions and events are of use for a day; sessions that are over, for ninety. */
export async function tidyUp(): Promise<void> {
  await enterService('job', async tx => {
    await forgetEvents(tx)
    await soundNames(tx)
    await tx.execute(sql`delete from request_keys where created_at < now() - interval '1 day'`)
    await tx.execute(sql`delete from sessions where expires_at < now() - interval '90 days'`)
    await tx.execute(sql`delete from sign_in_delays where last_failure_at < now() - interval '1 day'`)
  })
}

/** Accounts that are older than the search by sound and belong to no employee: managers of partners. SQL cannot say how they sound. */
async function soundNames(tx: Tx): Promise<void> {
  const silent = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(eq(users.namePinyin, ''))
    .limit(1000)
  for (const { id, name } of silent) {
    await tx
      .update(users)
      .set(namePieces(name, syllablesOfPerson(name)))
      .where(eq(users.id, id))
  }
}
