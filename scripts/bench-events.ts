import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { closePools, enter, type Tx } from '../db/client'
import { refillOpenRequests } from '../db/seeds/crowd'
import { env, SetupProblem, setDatabase } from '../env'
import { type Actor, actorOf, type Portal } from '../lib/actor'
import { newId } from '../lib/id'
import { notify } from '../lib/notify'
import { commentRequest } from '../lib/requests/commands'
import { hashToken } from '../lib/session-token'
import { record } from '../lib/trail'
import { becomesHealthy, cpuOf, memoryOf } from './bench-server'
import type { Arrivals, Opening } from './bench-streams'
import { isBuilt } from './bundle'
import { openDatabase } from './database'
import { freePort } from './processes'
import { complain, say } from './progress'
import { openCrowd } from './scale-database'
import { serverSettings, webArguments, workerArguments } from './serve'
import { keepRunning } from './supervisor'

// npm run bench-events: open pages hear of commits. One web server, one worker, streams from a process of their own on this machine.
//   --streams=2000  --rate=200 (events per second)  --seconds=20  --rounds=3

const streams = option('streams', 2000)
const rate = option('rate', 200)
const seconds = option('seconds', 20)
const rounds = option('rounds', 3)
const employees = 1000
const writers = 8

const close: (() => Promise<unknown> | undefined)[] = []
try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  complain(error)
  process.exitCode = 1
} finally {
  for (const one of close.reverse()) await one()
}

async function main(): Promise<boolean> {
  if (!isBuilt()) throw new SetupProblem('There is no build of these sources: run `npm run build` first.')
  const { url, cluster } = await openDatabase(say)
  close.push(() => cluster?.stop())
  const target = await openCrowd(url, employees)
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  close.push(() => client.end())
  close.push(() => tidy(client))
  await refillOpenRequests(client)
  await client.query('delete from outbox')
  const company = await openSessions(client)
  setDatabase(target, env.secret)
  close.push(closePools)

  const web = await startServers(target)
  const before = memoryOf(web.pid())
  const listener = fork(join('scripts', 'bench-streams.ts'), {
    execArgv: ['--conditions=react-server', '--import', 'tsx'],
  })
  close.push(async () => listener.kill())
  await openStreams(listener, web.port, company.people)
  await sleep(3000)
  const after = memoryOf(web.pid())
  const each = (one: number | undefined, other: number | undefined): string =>
    (((other ?? 0) - (one ?? 0)) / streams).toFixed(1)
  say(
    `${streams} streams: RSS ${each(before?.rss, after?.rss)} KB, PSS ${each(before?.pss, after?.pss)} KB each`,
  )

  const cpu = cpuOf(web.pid()) ?? 0
  const latency = await measureLatency(listener, company)
  const used = ((cpuOf(web.pid()) ?? 0) - cpu) / (seconds * 10)
  say(
    `${rate} events/s wanted, ${latency.written}/s written, for ${seconds} s: ${latency.arrivals} of ${latency.due} notifications arrived, and ${latency.others} events of requests`,
  )
  say(`  commit → arrival: p50 ${latency.p50} ms, p95 ${latency.p95} ms, max ${latency.max} ms`)
  say(`  web server ${used.toFixed(0)} % of one core`)

  const ratio = await measureThroughput(client, company)
  say(
    `Comments per second with events ${ratio.withEvents.toFixed(0)}, without ${ratio.without.toFixed(0)}: ${ratio.ratio.toFixed(2)}×`,
  )
  const isMet = latency.p95 <= 1000 && latency.arrivals === latency.due && ratio.ratio >= 0.6
  say(
    `p95 at most 1,000 ms, nothing lost or told twice, at least 0.6× of the throughput: ${isMet ? 'met' : 'not met'}`,
  )
  return isMet
}

type Person = { userId: string; token: string; seat: string }
type Company = { people: Person[]; hr: Person; requests: { id: string; number: string }[] }

/** A session for everybody with a seat, over whom the streams are spread, and the requests that are open. */
async function openSessions(client: pg.Client): Promise<Company> {
  const { rows } = await client.query<{ id: string; login: string; seat: string }>(
    `select distinct on (u.id) u.id, u.login, case g.role when 'manager' then '/store/' || n.code else case when g.id is null then '/me' else '/hq' end end as seat
     from users u left join role_grants g on g.user_id = u.id and g.ends_on is null left join units n on n.id = g.unit_id
     left join employees e on e.user_id = u.id and e.left_on is null
     where u.disabled_at is null and (e.id is not null or g.id is not null) order by u.id, g.id`,
  )
  const people = rows.map(row => ({ userId: row.id, token: `bench-${row.id}`, seat: row.seat }))
  const { rows: requests } = await client.query<{ id: string; number: string }>(
    `select id, number from requests where number like 'DG-2026-9_____' order by number`,
  )
  const hr = people.find((_, index) => rows[index]?.login === 'zhoulan')
  if (!hr || requests.length === 0 || people.length * 3 < streams)
    throw new SetupProblem(`${people.length} people have three streams each at most.`)
  await client.query(`delete from sessions where user_agent = 'bench streams'`)
  await client.query(
    `insert into sessions (token_hash, user_id, user_agent, idle_expires_at, expires_at)
     select h, u, 'bench streams', now() + interval '1 hour', now() + interval '1 hour' from unnest($1::text[], $2::uuid[]) s (h, u)`,
    [people.map(one => hashToken(one.token)), people.map(one => one.userId)],
  )
  return { people, hr, requests }
}

async function startServers(target: string): Promise<{ port: number; pid: () => number }> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const environment = {
    ...serverSettings(target),
    OUTPOST_URL: address,
    NEXTAUTH_URL: address,
    PORT: String(port),
    LOG_LEVEL: 'warn',
  }
  const onStart = (): void => undefined
  const server = keepRunning({
    name: 'web server',
    arguments: webArguments({ port, host: '127.0.0.1' }),
    environment,
    onStart,
  })
  close.push(() => server.stop())
  const worker = keepRunning({ name: 'worker', arguments: workerArguments, environment, onStart })
  close.push(() => worker.stop())
  await becomesHealthy(address)
  await sleep(2000)
  return { port, pid: () => server.current()?.pid ?? 0 }
}

async function openStreams(listener: ChildProcess, port: number, people: Person[]): Promise<void> {
  const wanted = Array.from({ length: streams }, (_, index) => people[index % people.length] as Person)
  const begun = performance.now()
  const seats = wanted.map(one => ({ seat: one.seat, cookie: `outpost-session=${one.token}` }))
  listener.send({ kind: 'open', port, seats, atOnce: 20 } satisfies Opening)
  for (;;) {
    await sleep(500)
    const { open, failed } = await hear(listener)
    if (failed > 0) throw new SetupProblem(`${failed} streams did not open.`)
    if (open === streams) break
  }
  say(`${streams} streams opened in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
}

function hear(listener: ChildProcess): Promise<Arrivals> {
  return new Promise(done => {
    listener.once('message', (message: Arrivals) => done(message))
    listener.send({ kind: 'tell' })
  })
}

async function enterAs<T>(
  person: Person,
  portal: Portal,
  work: (tx: Tx, actor: Actor) => Promise<T>,
): Promise<T> {
  return enter(portal, { tokenHash: hashToken(person.token) }, 'write', (tx, seat) =>
    work(tx, actorOf(seat, portal, new Date())),
  )
}

/**
 * Small commands at a steady rate, each in the trail of a request, which its parties hear of, and told to one person: timed from its
 * commit to every stream of that person.
 */
async function measureLatency(
  listener: ChildProcess,
  { people, requests }: Company,
): Promise<{
  arrivals: number
  due: number
  others: number
  p50: number
  p95: number
  max: number
  written: number
}> {
  const committed = new Map<string, number>()
  const streamsOf = (index: number): number =>
    Math.floor(streams / people.length) + (index < streams % people.length ? 1 : 0)
  const employeesOf = people.filter(one => one.seat === '/me')
  let due = 0
  const one = async (n: number): Promise<void> => {
    const author = employeesOf[(n * 7919) % employeesOf.length] as Person
    const reader = (n * 31 + 1) % people.length
    await enterAs(author, 'me', async (tx, actor) => {
      const { id: requestId } = requests[n % requests.length] as Company['requests'][number]
      await record(tx, actor, 'request.commented', { entityId: requestId, requestId })
      const values = { actor: 'x', subject: 'x', text: 'x' }
      await notify(
        tx,
        { userId: null, now: actor.now },
        [people[reader]?.userId],
        'requestCommented',
        values,
        `bench/${n}`,
      )
    })
    committed.set(`bench/${n}`, performance.timeOrigin + performance.now())
    due += streamsOf(reader)
  }
  await hear(listener)
  const begun = performance.now()
  const running = new Set<Promise<void>>()
  for (let n = 0; n < rate * seconds; n++) {
    const wait = begun + (n * 1000) / rate - performance.now()
    if (wait > 1) await sleep(wait)
    const work = one(n).finally(() => running.delete(work))
    running.add(work)
    if (running.size > 100) await Promise.race(running)
  }
  await Promise.all(running)
  const took = (performance.now() - begun) / 1000
  await sleep(3000)
  const { arrivals, others } = await hear(listener)
  // streams name the notification, the clock knows its path
  const owner = new pg.Client({ connectionString: env.requiredDatabaseUrl })
  await owner.connect()
  const { rows } = await owner.query<{ id: string; path: string }>(
    `select id, path from notifications where path like 'bench/%'`,
  )
  await owner.end()
  const pathOf = new Map(rows.map(row => [row.id, row.path]))
  const times = arrivals
    .map(([id, at]) => at - (committed.get(pathOf.get(id) ?? '') ?? Number.NaN))
    .filter(time => !Number.isNaN(time))
    .sort((a, b) => a - b)
  const part = (share: number): number =>
    Math.round(times[Math.floor((times.length - 1) * share)] ?? Number.NaN)
  return {
    arrivals: times.length,
    due,
    others,
    p50: part(0.5),
    p95: part(0.95),
    max: part(1),
    written: Math.round((rate * seconds) / took),
  }
}

/** A real command as fast as it goes, with and without the triggers that tell of it, in turns. */
async function measureThroughput(
  client: pg.Client,
  { hr, requests }: Company,
): Promise<{ withEvents: number; without: number; ratio: number }> {
  const round = async (time: number): Promise<number> => {
    const ends = performance.now() + time
    let done = 0
    const writer = async (n: number): Promise<void> => {
      for (let k = n; performance.now() < ends; k += writers) {
        const number = requests[k % requests.length]?.number ?? ''
        await enterAs(hr, 'hq', (tx, actor) =>
          commentRequest(tx, actor, { number, body: newId(actor.now), files: [] }),
        )
        done++
      }
    }
    await Promise.all(Array.from({ length: writers }, (_, n) => writer(n)))
    return (done * 1000) / time
  }
  await round(2000)
  const [withEvents, without]: [number[], number[]] = [[], []]
  for (let n = 0; n < rounds; n++) {
    await tell(client, 'enable')
    await calm(client)
    withEvents.push(await round(5000))
    await tell(client, 'disable')
    await calm(client)
    without.push(await round(5000))
  }
  const ratios = withEvents.map((one, n) => one / (without[n] ?? Number.NaN))
  return { withEvents: median(withEvents), without: median(without), ratio: median(ratios) }
}

/** The database is the one of the other measurements: it stays as it was. */
async function tidy(client: pg.Client): Promise<void> {
  await tell(client, 'enable')
  const open = `(select id from requests where number like 'DG-2026-9_____')`
  const told = `(select id from notifications where path like 'requests/DG-2026-9_____' or path like 'bench/%')`
  await client.query(`delete from comments where request_id in ${open}`)
  await client.query(`delete from deliveries where notification_id in ${told}`)
  await client.query(`delete from notifications where id in ${told}`)
  await client.query(`delete from trail where action = 'request.commented' and request_id in ${open}`)
  await client.query(`delete from sessions where user_agent = 'bench streams'`)
  await client.query('delete from outbox')
  await client.query('delete from events')
}

async function tell(client: pg.Client, state: 'enable' | 'disable'): Promise<void> {
  await client.query(`alter table trail ${state} trigger trail_note`)
  await client.query(`alter table notifications ${state} trigger notifications_note`)
}

/** Waits until what a round left behind is dispatched and delivered: the next one would pay for it. */
async function calm(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ n: number }>(
      `select ((select count(*) from outbox) + (select count(*) from graphile_worker._private_jobs where attempts = 0))::int as n`,
    )
    if (rows[0]?.n === 0) return
    await sleep(200)
  }
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

function option(name: string, usual: number): number {
  const given = process.argv.find(one => one.startsWith(`--${name}=`))?.slice(name.length + 3)
  const value = Number(given ?? usual)
  if (!(value > 0)) throw new SetupProblem(`--${name} is a number above 0.`)
  return value
}
