import 'server-only'
import { sql } from 'drizzle-orm'
import { run, type TaskList } from 'graphile-worker'
import { Pool } from 'pg'
import { enterService, loginAddress } from '@/db/client'
import { deliverNotification } from './notifications/jobs'
import { remindOfReturnsJob } from './transfers/jobs'
import { chaseLateTasksJob, moveTasksJob, tidyUp } from './workflow/jobs'

const tasks: TaskList = {
  deliver_notification: deliverNotification,
  move_tasks: moveTasksJob,
  chase_late_tasks: chaseLateTasksJob,
  remind_of_returns: remindOfReturnsJob,
  tidy_up: tidyUp,
}

/** Times are UTC: reminders go out at 09:00 in Shanghai. What a night missed is done when the worker is back. */
const crontab = `
*/10 * * * * chase_late_tasks
5 * * * * move_tasks
0 1 * * * remind_of_returns ?fill=1d
30 19 * * * tidy_up
`

const heartbeatSeconds = 10

/** Runs background work as the job login until stopped. Several may run side by side. */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const pool = new Pool({ ...loginAddress('job'), max: 5 })
  pool.on('error', () => undefined)
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    crontab,
    concurrency: 3,
    noHandleSignals: true,
    pollInterval: 1000,
  })
  const beat = () => heartbeat().catch(() => undefined)
  await beat()
  const timer = setInterval(() => void beat(), heartbeatSeconds * 1000)
  return {
    async stop() {
      clearInterval(timer)
      await runner.stop().catch(() => undefined)
      await pool.end()
    },
  }
}

async function heartbeat(): Promise<void> {
  await enterService('job', tx =>
    tx.execute(
      sql`insert into worker_heartbeats (id, at) values ('worker', now()) on conflict (id) do update set at = now()`,
    ),
  )
}
