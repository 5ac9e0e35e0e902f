import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService } from '@/db/client'
import { dayIn, systemClock } from '../clock'
import { chaseLateTasks, moveTasks } from './commands'

/** Gives tasks away that their holder may not decide any more; all of them, or those of one person. */
export async function moveTasksJob(payload: unknown): Promise<void> {
  const userId =
    payload && typeof payload === 'object' && 'userId' in payload && typeof payload.userId === 'string'
      ? payload.userId
      : undefined
  const now = systemClock.now()
  await enterService('job', tx => moveTasks(tx, now, dayIn('Asia/Shanghai', now), userId))
}

export async function chaseLateTasksJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => chaseLateTasks(tx, now, dayIn('Asia/Shanghai', now)))
}

/** Keys of answered submissions are of use for a day; sessions that are over, for ninety. */
export async function tidyUp(): Promise<void> {
  await enterService('job', async tx => {
    await tx.execute(sql`delete from request_keys where created_at < now() - interval '1 day'`)
    await tx.execute(sql`delete from sessions where expires_at < now() - interval '90 days'`)
    await tx.execute(sql`delete from sign_in_delays where last_failure_at < now() - interval '1 day'`)
  })
}
