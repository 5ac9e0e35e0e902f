import 'server-only'
import { enterService } from '@/db/client'
import { dayIn, systemClock, zone } from '../clock'
import { moveTickets } from '../tickets/jobs'
import { chaseLateTasks, moveTasks } from './commands'

/** Gives tasks and tickets to whom they belong today; all of them, or after what happened to one person. */
export async function moveTasksJob(payload: unknown): Promise<void> {
  const userId =
    payload && typeof payload === 'object' && 'userId' in payload && typeof payload.userId === 'string'
      ? payload.userId
      : undefined
  const now = systemClock.now()
  await enterService('job', tx => moveTasks(tx, now, dayIn(zone, now), userId))
  await enterService('job', tx => moveTickets(tx, now))
}

export async function chaseLateTasksJob(): Promise<void> {
  const now = systemClock.now()
  await enterService('job', tx => chaseLateTasks(tx, now, dayIn(zone, now)))
}
