import 'server-only'
import { enterService } from '@/db/client'
import { dayIn, systemClock, zone } from '../clock'
import { chaseLateTasks, moveTasks } from './commands'

/** Gives tasks away that their holder may not decide any more; all of them, or those of one person. */
export async function moveTasksJob(payload: unknown): Promise<void> {
  const userId =
    payload && typeof payload === 'object' && 'userId' in payload && typeof payload.userId === 'string'
      ? payload.userId
      : undefined
  const now = systemClock.now()
  await enterService('job', tx => moveTasks(tx, now, dayIn(zone, now), userId))
}

export async function chaseLateTasksJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => chaseLateTasks(tx, now, dayIn(zone, now)))
}
