import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Client } from 'pg'
import { env, SetupProblem } from '@/env'
import { dayIn, systemClock, zone } from '@/lib/clock'
import { hashPassword } from '@/lib/password'
import { planBulkRuns } from './seeds/bulk'
import { planCareers, planLeavings } from './seeds/careers'
import { planChannels } from './seeds/channels'
import { setUpCompany } from './seeds/company'
import { planAsks, planCompleteness, planFields } from './seeds/completeness'
import { planContracts } from './seeds/contracts'
import { planDocuments } from './seeds/documents'
import { planIdentities } from './seeds/identities'
import { planSchemes } from './seeds/insurance'
import { planLearning } from './seeds/learning'
import { planNotices } from './seeds/notices'
import { planPay } from './seeds/pay'
import { hireWorkers, planChangeOfHome } from './seeds/people'
import { planArrival, planDays, planPresent } from './seeds/present'
import { planReports } from './seeds/reports'
import { planRights } from './seeds/rights'
import { planRobots } from './seeds/robots'
import { planRosters } from './seeds/rosters'
import { Year } from './seeds/stays'
import { planTags } from './seeds/tags'
import { demoPassword, Telling } from './seeds/telling'
import { planThanks } from './seeds/thanks'
import { planTickets } from './seeds/tickets'
import { planTouchpoints } from './seeds/touchpoints'
import { planTransfer } from './seeds/transfers'

/**
 * Tells the demo company into an empty database: twelve months that end today, all in one transaction, so that a telling that was cut
 * off leaves nothing behind. Does nothing where there is a company already.
 */
export async function seed(options: { url: string; log: (line: string) => void }): Promise<void> {
  if (env.production && !env.demo)
    throw new SetupProblem(
      'The demo company is not for a real installation: set OUTPOST_DEMO=1 if it is meant.',
    )
  const client = new RememberingClient({ connectionString: options.url })
  await client.connect()
  try {
    await client.query('begin')
    const tx = drizzle(client, { casing: 'snake_case' })
    const { rowCount } = await client.query('select from units limit 1')
    if (rowCount) return
    const passwordHash = await hashPassword(demoPassword)
    const telling = new Telling(tx, dayIn(zone, systemClock.now()), passwordHash)

    const company = await setUpCompany(telling, passwordHash)
    const workers = await hireWorkers(telling, company)
    const year = new Year(telling, workers)
    planPresent(telling, company, year)
    planLeavings(telling, company, year.free)
    planChangeOfHome(telling, company, year.free)
    for (const course of year.courses) planTransfer(telling, company, course)
    planDays(telling, company, workers)
    planTickets(telling, company)
    planTags(telling, company)
    planNotices(telling, company)
    planThanks(telling, company)
    planTouchpoints(telling, company)
    planChannels(telling, company)
    planRobots(telling, company)
    planReports(telling, company)
    planRosters(telling, company)
    planLearning(telling, company)
    planContracts(telling, company, workers)
    planPay(telling, company)
    planSchemes(telling, company)
    planBulkRuns(telling, company)
    planCareers(telling, company)
    planIdentities(telling, company)
    planDocuments(telling, company)
    planCompleteness(telling, company)
    planRights(telling, company)
    planAsks(telling, company)
    planFields(telling, company)
    planArrival(telling, company, year)
    await telling.tell()
    await deliver(telling)
    await client.query('commit')
    const { rows } = await client.query<{ people: number; requests: number }>(
      'select (select count(*)::int from employees) as people, (select count(*)::int from requests) as requests',
    )
    options.log(`${rows[0]?.people} people and ${rows[0]?.requests} requests`)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

/** Plans each of its few statements once: they are sent tens of thousands of times. */
class RememberingClient extends Client {
  private readonly names = new Map<string, string>()

  // the one of the many forms of `query` that drizzle uses
  override query = ((statement: string | { text: string; name?: string }, values?: unknown[]) => {
    if (typeof statement === 'string') return super.query(statement, values)
    const name = this.names.get(statement.text) ?? `s${this.names.size}`
    this.names.set(statement.text, name)
    return super.query({ ...statement, name }, values)
  }) as Client['query']
}

/** The worker delivered each notification when it was written; its queue is empty. */
async function deliver(telling: Telling): Promise<void> {
  await telling.rows(sql`
    insert into deliveries (notification_id, user_id, channel, state, due_at, created_at, settled_at)
    select id, user_id, 'in_app', 'sent', created_at, created_at, created_at from notifications`)
  await telling.rows(sql`
    select graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where task_identifier in ('plan_deliveries', 'move_tasks', 'end_access', 'deliver_notices', 'ask_address', 'evaluate_reports', 'reckon_insurance', 'issue_insurance', 'renew_files', 'run_bulk', 'settle_course') and run_at <= now()))`)
  await telling.rows(sql`select app.end_access(now())`)
  await telling.rows(sql`select app.renew_touchpoints(null, ${telling.today})`)
  await telling.rows(sql`select app.renew_file_states(null, ${telling.today})`)
  // the first thing for the worker of today: the story ends on the evening before
  await telling.rows(sql`select app.enqueue('evaluate_reports', '{}')`)
  // and what it sends each morning before it comes to know of it: whose stay ends tomorrow hears of it today
  await telling.rows(sql`select graphile_worker.add_job('remind_of_returns')`)
}
