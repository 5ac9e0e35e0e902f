import 'server-only'
import { EventEmitter } from 'node:events'
import { sql } from 'drizzle-orm'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { Pool } from 'pg'
import { enterService, loginAddress } from '@/db/client'
import { tidyUp } from './account/jobs'
import { chaseAsksJob } from './asks/jobs'
import { expireBulkJob, runBulkJob } from './bulk/jobs'
import { renewFilesJob } from './completeness/jobs'
import { remindOfTermsJob } from './contracts/jobs'
import { expireCopiesJob, makeCopyJob } from './copies/jobs'
import { settleCourseJob } from './courses/jobs'
import { startSenders } from './deliveries/jobs'
import { removeOrphansJob } from './documents/jobs'
import { startDispatcher } from './events/jobs'
import { expireExportsJob, makeExportJob } from './exports/jobs'
import { noteBirthdaysJob } from './identities/jobs'
import { issueInsuranceJob, reckonInsuranceJob, remindOfMonthsJob } from './insurance/jobs'
import { remindOfCoursesJob } from './learning/jobs'
import { endAccessJob, remindOfLeavingsJob } from './leavings/jobs'
import { describeError, log } from './log'
import { closeMail } from './mail'
import { tellOfMilestonesJob } from './milestones/jobs'
import { deliverNoticesJob, remindOfNoticesJob } from './notices/jobs'
import { askAddressJob, planDeliveriesJob } from './notifications/jobs'
import { applyUnitVersionsJob } from './organisation/jobs'
import { chaseReportsJob, evaluateReportsJob } from './reports/jobs'
import { listErasableJob } from './rights/jobs'
import { tellOfArrivalsJob, testRobotJob } from './robots/jobs'
import { chaseLateTasksJob, moveTasksJob } from './tasks/jobs'
import { chaseTicketsJob } from './tickets/jobs'
import { keepInTouchJob } from './touchpoints/jobs'
import { remindOfReturnsJob } from './transfers/jobs'

const tasks: TaskList = {
  plan_deliveries: planDeliveriesJob,
  ask_address: askAddressJob,
  move_tasks: moveTasksJob,
  chase_late_tasks: chaseLateTasksJob,
  test_robot: testRobotJob,
  tell_of_arrivals: tellOfArrivalsJob,
  chase_tickets: chaseTicketsJob,
  remind_of_returns: remindOfReturnsJob,
  remind_of_terms: remindOfTermsJob,
  remind_of_months: remindOfMonthsJob,
  remind_of_courses: remindOfCoursesJob,
  end_access: endAccessJob,
  remind_of_leavings: remindOfLeavingsJob,
  apply_unit_versions: applyUnitVersionsJob,
  tidy_up: tidyUp,
  keep_in_touch: keepInTouchJob,
  tell_of_milestones: tellOfMilestonesJob,
  deliver_notices: deliverNoticesJob,
  remind_of_notices: remindOfNoticesJob,
  chase_reports: chaseReportsJob,
  evaluate_reports: evaluateReportsJob,
  remove_orphans: removeOrphansJob,
  make_export: makeExportJob,
  expire_exports: expireExportsJob,
  renew_files: renewFilesJob,
  note_birthdays: noteBirthdaysJob,
  run_bulk: runBulkJob,
  settle_course: settleCourseJob,
  expire_bulk: expireBulkJob,
  make_copy: makeCopyJob,
  expire_copies: expireCopiesJob,
  list_erasable: listErasableJob,
  chase_asks: chaseAsksJob,
  reckon_insurance: reckonInsuranceJob,
  issue_insurance: issueInsuranceJob,
}

/** Times are UTC: planned changes of units begin at midnight in Shanghai, reminders go out at 09:00, who arrives tomorrow at 17:00. What a night missed is done when the worker is back. */
const crontab = `
*/10 * * * * chase_late_tasks
*/10 * * * * chase_tickets
*/5 * * * * chase_reports
5 * * * * move_tasks
0 1 * * * remind_of_returns ?fill=1d
10 1 * * * remind_of_terms ?fill=1d
20 1 * * * remind_of_months ?fill=1d
15 1 * * * chase_asks ?fill=12h
15 1 * * * remind_of_leavings ?fill=1d
25 1 * * * remind_of_courses ?fill=1d
*/30 * * * * end_access
0 9 * * * tell_of_arrivals ?fill=8h
0 16 * * * apply_unit_versions ?fill=1w
30 19 * * * tidy_up
40 19 * * * expire_exports ?fill=1d
45 19 * * * expire_copies ?fill=1d
35 19 * * * list_erasable ?fill=1d
50 19 * * * remove_orphans ?fill=1d
10 16 * * * renew_files ?fill=1d
15 19 * * * note_birthdays ?fill=1d
45 19 * * * expire_bulk ?fill=1d
20 16 * * * deliver_notices ?fill=1d
0 1 * * * remind_of_notices ?fill=1d
50 0 * * * keep_in_touch ?fill=1d
0 1 * * * tell_of_milestones ?fill=12h
`

/**
 * Of what graphile-worker says, only that something went wrong: that each job began and ended is of use to nobody. Not in its own words,
 * which repeat those of the error and with them what people typed.
 */
export const quiet = new Logger(scope => (level, message, meta) => {
  // an enum that is gone once compiled
  const grade: string = level
  if (grade !== 'error' && grade !== 'warning') return
  const { error } = (meta ?? {}) as { error?: unknown }
  const about = {
    task: scope.taskIdentifier,
    job: scope.jobId,
    ...(error !== undefined && describeError(error)),
  }
  log[grade === 'error' ? 'error' : 'warn'](about, error === undefined ? message : 'background work failed')
})

const heartbeatSeconds = 10
/** A worker that has not been heard of for this long is dead: killed, or cut off. */
const deadAfterSeconds = 30

/** Runs background work as the job login until stopped. Several may run side by side. */
export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const pool = new Pool({ ...loginAddress('job'), max: 6 })
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  const ids = new Set<string>()
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => ids.add(worker.workerId))
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    crontab,
    events,
    concurrency: 3,
    noHandleSignals: true,
    logger: quiet,
    pollInterval: 1000,
  })
  // A beat that fails is followed by the next; the health page shows when they stop.
  const beat = () => heartbeat([...ids]).catch(() => undefined)
  await beat()
  const timer = setInterval(() => void beat(), heartbeatSeconds * 1000)
  const dispatcher = startDispatcher(async most => {
    const { rows } = await pool.query<{ n: number }>({
      name: 'dispatch',
      text: 'select app.dispatch_events($1) as n',
      values: [most],
    })
    return rows[0]?.n ?? 0
  })
  const senders = startSenders()
  return {
    async stop() {
      clearInterval(timer)
      await senders.stop()
      closeMail()
      await dispatcher.stop()
      await runner.stop().catch(() => undefined)
      await pool.end()
    },
  }
}

/**
 * Says that these workers live, and takes the jobs of dead ones back: graphile-worker itself would wait four hours for them.
 * A worker that was only paused may then do a job a second time, so every job does nothing twice.
 */
export async function heartbeat(workerIds: string[]): Promise<void> {
  await enterService('job', async tx => {
    for (const id of ['worker', ...workerIds]) {
      await tx.execute(
        sql`insert into worker_heartbeats (id, at) values (${id}, now()) on conflict (id) do update set at = now()`,
      )
    }
    await tx.execute(sql`
      select graphile_worker.force_unlock_workers(array(
        select distinct j.locked_by from graphile_worker._private_jobs j
        where j.locked_at < now() - make_interval(secs => ${deadAfterSeconds})
          and not exists (select from worker_heartbeats h
            where h.id = j.locked_by and h.at > now() - make_interval(secs => ${deadAfterSeconds}))))`)
    await tx.execute(sql`delete from worker_heartbeats where at < now() - interval '1 day'`)
  })
}
