import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { type Cluster, startCluster } from '@/db/cluster'
import { migrate } from '@/db/migrate'
import { childEnvironment, env, setDatabase } from '@/env'
import { addDays } from '@/lib/clock'
import { isTransient } from '@/lib/failure'
import { approveRequest, withdrawRequest } from '@/lib/requests/commands'
import { cancelTransfer, requestTransfer } from '@/lib/transfers/commands'
import { heartbeat } from '@/lib/worker'
import { startMailSink } from './mail-sink'
import { type Login, type SeatName, type World, world } from './world'

/** What must hold whatever was killed: each line is a number of rows that contradict one another. */
const contradictions = `select
  (select count(*)::int from requests r join transfers t on t.request_id = r.id
    where (r.status = 'approved') <> (t.state = 'applied')) as "approved but not applied",
  (select count(*)::int from transfers t where t.state = 'applied' and not exists (
    select from trail l where l.request_id = t.request_id and l.action = 'transfer.approved')) as "applied without a trail",
  (select count(*)::int from transfers t where t.state = 'applied' and not exists (
    select from hand_over_items h where h.request_id = t.request_id)) as "applied without a hand-over list",
  (select count(*)::int from requests r where (r.status = 'in_progress') <> (1 = (
    select count(*) from request_stages s where s.request_id = r.id and s.left_at is null))) as "in progress in no one stage",
  (select count(*)::int from tasks t join requests r on r.id = t.request_id
    where t.closed_at is null and r.status <> 'in_progress') as "a task of a finished request",
  (select count(*)::int from (select task_id from decisions where task_id is not null and verb in ('approve', 'reject')
    group by task_id having count(*) > 1) twice) as "decided twice",
  (select count(*)::int from assignments a where a.is_primary and a.ends_on is not null and not exists (
    select from assignments n where n.employee_id = a.employee_id and n.is_primary and n.starts_on = a.ends_on)) as "a day without a place",
  (select count(*)::int from notifications n where n.kind <> 'x' and not exists (
    select from outbox o where o.subject_id = n.id) and not exists (
    select from graphile_worker._private_jobs j where (j.payload -> 'ids')::jsonb ? n.id::text) and not exists (
    select from deliveries d where d.notification_id = n.id)) as "told nobody"`

async function expectNoContradiction(w: World): Promise<void> {
  const [row] = await w.sql<Record<string, number>>(contradictions)
  expect(Object.entries(row ?? {}).filter(([, n]) => n !== 0)).toEqual([])
}

const signers: [Login, SeatName][] = [
  ['hejun', 'hq'],
  ['zhaomingyuan', 'store/tianyao'],
  ['zhoulan', 'hq'],
  ['sunli', 'hq'],
]

const ask = (w: World): Promise<{ number: string }> =>
  w.as('liwanqing', 'me', (tx, actor) =>
    requestTransfer(tx, actor, {
      employee: w.employees.liwanqing.number,
      kind: 'dispatch',
      toUnitId: w.units.tianyao,
      effectiveOn: addDays(w.today, 10),
      endsOn: addDays(w.today, 100),
      reason: '派驻',
      consentBase: 'yes',
    }),
  )

/** Each round begins a server or a worker anew, which takes seconds where others are busy too. */
const longest = 120_000 + env.faults * 15_000

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

describe('a database that is killed', () => {
  let cluster: Cluster
  const parent = mkdtempSync(join(tmpdir(), 'outpost-faults-'))
  // as root the server runs as somebody else, who must get there
  chmodSync(parent, 0o755)
  const dir = join(parent, 'postgres')
  const before = { url: env.requiredDatabaseUrl, secret: env.secret }
  const start = (): Promise<Cluster> => startCluster({ dir, log: () => undefined })

  beforeAll(async () => {
    cluster = await start()
    setDatabase(cluster.url, before.secret)
    await migrate({ url: cluster.url, secret: before.secret })
  }, 120_000)
  afterAll(async () => {
    await closePools()
    await cluster.stop()
    rmSync(parent, { recursive: true, force: true })
    setDatabase(before.url, before.secret)
  }, 60_000)

  it(
    'loses no decision that was acknowledged and leaves none half done',
    async () => {
      let w = await world()
      const { today } = w
      for (let round = 0; round < env.faults; round++) {
        const { number } = await ask(w)
        const acknowledged: Login[] = []
        const decide = async (): Promise<void> => {
          for (const [login, seat] of signers) {
            await w.as(login, seat, (tx, actor) => approveRequest(tx, actor, { number }))
            acknowledged.push(login)
          }
        }
        const deciding = decide().then(
          () => undefined,
          (error: unknown) => error,
        )
        await pause(Math.random() * 120)
        process.kill(cluster.pid, 'SIGKILL')
        const stopped = await deciding
        if (stopped !== undefined && !isTransient(stopped)) throw stopped
        await w.close().catch(() => undefined)
        await closePools()
        cluster = await start()
        setDatabase(cluster.url, before.secret)
        w = await rejoin(w)
        await expectNoContradiction(w)
        const decided = await w.sql<{ login: Login }>(
          `select u.login from decisions d join users u on u.id = d.actor_user_id join requests r on r.id = d.request_id
         where r.number = $1 and d.verb = 'approve'`,
          [number],
        )
        expect(decided.map(row => row.login)).toEqual(expect.arrayContaining(acknowledged))
        const [request] = await w.sql<{ status: string }>('select status from requests where number = $1', [
          number,
        ])
        if (request?.status === 'approved') {
          await w.as('zhoulan', 'hq', (tx, actor) => cancelTransfer(tx, actor, { number, reason: '重来' }))
        } else {
          await w.as('liwanqing', 'me', (tx, actor) => withdrawRequest(tx, actor, { number }))
        }
        await expectNoContradiction(w)
      }
      expect(w.today).toBe(today)
      await w.close()
    },
    longest,
  )

  /** The same company after the restart: its people and tokens are the same, its connection is new. */
  async function rejoin(w: World): Promise<World> {
    const { Client } = await import('pg')
    const owner = new Client({ connectionString: cluster.url })
    owner.on('error', () => undefined)
    await owner.connect()
    return {
      ...w,
      sql: async <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
        (await owner.query<T>(text, values)).rows,
      close: () => owner.end(),
    }
  }
})

describe('a worker that is killed', () => {
  const children: ChildProcess[] = []
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await closePools()
  })

  function startWorker(settings: Record<string, string> = {}): ChildProcess {
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', 'scripts/worker.ts'],
      {
        env: childEnvironment({
          DATABASE_URL: env.requiredDatabaseUrl,
          OUTPOST_SECRET: env.secret,
          NODE_ENV: 'production',
          ...settings,
        }),
        stdio: 'ignore',
      },
    )
    children.push(child)
    return child
  }

  it(
    'delivers every notification, and tells its reader, and neither twice',
    async () => {
      const w = await world()
      const people = Object.values(w.users)
      for (let round = 0; round < env.faults; round++) {
        await w.sql(
          `with told as (
           insert into notifications (user_id, kind, path, created_at) select u, 'taskAssigned', 'x', now() from unnest($1::uuid[]) u, generate_series(1, 20) returning id, user_id
         ) insert into outbox (subject, subject_id, user_id) select 'notification', id, user_id from told`,
          [people],
        )
        const worker = startWorker()
        await pause(600 + Math.random() * 900)
        worker.kill('SIGKILL')
      }
      // Half a minute later nobody has heard of them; whoever beats next takes their jobs back.
      await w.sql(`update worker_heartbeats set at = at - interval '1 minute'`)
      await w.sql(
        `update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute' where locked_at is not null`,
      )
      await heartbeat([])
      const last = startWorker()
      const left = async (): Promise<number> =>
        (
          await w.sql<{ n: number }>(
            'select ((select count(*) from graphile_worker._private_jobs) + (select count(*) from outbox))::int as n',
          )
        )[0]?.n ?? 0
      for (let tries = 0; tries < 1200 && (await left()) > 0; tries++) await pause(100)
      expect(await left()).toBe(0)
      last.kill('SIGTERM')
      const [count] = await w.sql<{ told: number; delivered: number }>(
        `select (select count(*)::int from notifications) as told, (select count(*)::int from deliveries where channel = 'in_app') as delivered`,
      )
      expect(count?.told).toBe(people.length * 20 * env.faults)
      expect(count?.delivered).toBe(count?.told)
      const [events] = await w.sql<{ n: number; about: number }>(
        'select count(*)::int as n, count(distinct subject_id)::int as about from events',
      )
      expect(events).toEqual({ n: count?.told, about: count?.told })
      await w.close()
    },
    longest,
  )

  it(
    'sends every mail; what it was killed over may come twice, under the same name, and nothing comes by halves',
    async () => {
      const w = await world()
      const sink = await startMailSink()
      const settings = { SMTP_URL: sink.url, MAIL_FROM: 'hr@outpost.example' }
      await w.sql(
        `insert into mail_addresses (user_id, address, confirmed_at) select id, login || '@example.com', now() from users`,
      )
      await w.sql(
        `with told as (
         insert into notifications (user_id, kind, path, "values", created_at)
         select u.id, 'taskOverdue', 'requests/DG-2026-0001', '{"subject":"x"}', now() from users u, generate_series(1, 10) returning id, user_id
       ) insert into outbox (subject, subject_id, user_id) select 'notification', id, user_id from told`,
      )
      const [{ n: told } = { n: 0 }] = await w.sql<{ n: number }>(
        'select count(*)::int as n from notifications',
      )
      for (let round = 0; round < env.faults; round++) {
        const worker = startWorker(settings)
        // a mail that is taken, and the worker gone before it hears of it
        const before = sink.mails.length
        for (let tries = 0; tries < 400 && sink.mails.length === before; tries++) await pause(20)
        await pause(Math.random() * 60)
        worker.kill('SIGKILL')
        // minutes later its leases are over
        await w.sql(`update deliveries set lease_until = now() where state = 'sending'`)
        await w.sql(`update worker_heartbeats set at = at - interval '1 minute'`)
        await w.sql(
          `update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute' where locked_at is not null`,
        )
        await heartbeat([])
      }
      const last = startWorker(settings)
      const sent = async (): Promise<number> =>
        (
          await w.sql<{ n: number }>(
            `select count(*)::int as n from deliveries where channel = 'email' and state = 'sent'`,
          )
        )[0]?.n ?? 0
      for (let tries = 0; tries < 1200 && (await sent()) < told; tries++) await pause(100)
      last.kill('SIGTERM')
      const names = sink.mails.map(mail => mail.headers.get('message-id'))
      expect(await sent()).toBe(told)
      expect(new Set(names).size).toBe(told)
      // each kill can repeat what was being sent side by side, and no more
      expect(names.length - told).toBeLessThanOrEqual(env.faults * 4)
      expect(sink.mails.every(mail => mail.text.includes('/open/requests/DG-2026-0001'))).toBe(true)
      await sink.close()
      await w.close()
    },
    longest,
  )

  it(
    'is stood in for by another when it is only stopped, and neither tells twice',
    async () => {
      const w = await world()
      const people = Object.values(w.users)
      const left = async (): Promise<number> =>
        (await w.sql<{ n: number }>('select count(*)::int as n from outbox'))[0]?.n ?? 0
      const tell = (): Promise<unknown> =>
        w.sql(
          `insert into outbox (subject, subject_id, user_id) select 'notification', uuidv7(), u from unnest($1::uuid[]) u, generate_series(1, 20)`,
          [people],
        )
      const workers = [startWorker(), startWorker()]
      await tell()
      while ((await left()) > 0) await pause(50)
      for (let round = 0; round < env.faults; round++) {
        const worker = workers[round % 2]
        const telling = tell()
        await pause(Math.random() * 200)
        worker?.kill('SIGSTOP')
        await telling
        await tell()
        const since = Date.now()
        while ((await left()) > 0) {
          expect(Date.now() - since).toBeLessThan(5000)
          await pause(20)
        }
        worker?.kill('SIGCONT')
      }
      for (const worker of workers) worker.kill('SIGTERM')
      const [events] = await w.sql<{ n: number; about: number }>(
        'select count(*)::int as n, count(distinct subject_id)::int as about from events',
      )
      const due = people.length * 20 * (1 + 2 * env.faults)
      expect(events).toEqual({ n: due, about: due })
      await w.close()
    },
    longest,
  )
})
