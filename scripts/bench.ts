import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closePools } from '../db/client'
import { lastRequest, refillOpenRequests } from '../db/seeds/crowd'
import { env, SetupProblem, setDatabase } from '../env'
import { writeCursor } from '../lib/paging'
import type { BareOrder, Statement } from './bench-bare'
import type { Order, Report, Target } from './bench-load'
import { findScans, type Scan, seats, statementsOf } from './bench-plans'
import { becomesHealthy, cpuOf, memoryOf, openSession } from './bench-server'
import { currentBuild } from './built'
import { isBuilt } from './bundle'
import { openDatabase } from './database'
import { freePort } from './processes'
import { complain, say, sinceStart } from './progress'
import { openCrowd } from './scale-database'
import { serverSettings, webArguments } from './serve'
import { type Kept, keepRunning } from './supervisor'

// npm run bench: the built product against two floors, at two sizes, interleaved in one run; every answer is checked.
//   --rounds=3  --seconds=2  --employees=1000,100000

const rounds = option('rounds', 3)
const seconds = option('seconds', 2)
const sizes = (text('employees') ?? '1000,100000').split(',').map(Number)
const connections = [1, 8]
/** Milliseconds above which a read is named, because a page waits for it. */
const slowRead = 300

type Workload = { name: string; kind: 'page' | 'json' | 'write' | 'floor' | 'bare'; targets: Target[] }
type Place = {
  employees: number
  url: string
  client: pg.Client
  web: { server: Kept; port: number; started: number }
  bare: { child: ChildProcess; port: number }
  workloads: Workload[]
  /** How many of the requests to decide were decided. */
  decided: number
}
type Measurement = {
  workload: string
  employees: number
  connections: number
  round: number
  requests: number
  perSecond: number
  p50: number
  p95: number
  /** Processor time of the server's processes per request; the database is not in it. */
  cpu: number | undefined
  kilobytes: number
}

const close: (() => Promise<unknown> | undefined)[] = []
let stopping = false
for (const name of ['SIGINT', 'SIGTERM'] as const)
  process.on(name, () => {
    stopping = true
  })

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
  const places: Place[] = []
  const scans: Scan[] = []
  for (const employees of sizes) {
    const { place, found } = await openPlace(url, employees)
    places.push(place)
    scans.push(...found)
  }
  const load = forkScript('bench-load.ts')
  close.push(async () => load.kill())

  for (const place of places)
    for (const workload of place.workloads.filter(one => one.kind !== 'write'))
      await ask(load, place, workload, 2, Math.min(1, seconds))
  const before = loadavg()[0] ?? 0
  const measurements: Measurement[] = []
  for (let round = 1; round <= rounds && !stopping; round++) {
    for (const count of connections) {
      for (const name of (places[0]?.workloads ?? []).map(workload => workload.name)) {
        for (const place of places) {
          const workload = place.workloads.find(one => one.name === name)
          if (workload) measurements.push({ round, ...(await ask(load, place, workload, count, seconds)) })
        }
      }
    }
    say(`  Round ${round} of ${rounds} after ${sinceStart()}`)
  }
  const memory = places.map(place => ({
    employees: place.employees,
    started: place.web.started,
    ...memoryOf(place.web.server.current()?.pid ?? 0),
  }))
  report(measurements, memory, scans, [before, loadavg()[0] ?? 0])
  return scans.length === 0 && !stopping
}

async function openPlace(url: string, employees: number): Promise<{ place: Place; found: Scan[] }> {
  const target = await openCrowd(url, employees)
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  close.push(() => client.end())
  await refillOpenRequests(client)
  await client.query('analyze')
  const tokens: Record<string, string> = {}
  for (const { login } of seats) tokens[login] = await openSession(client, login)

  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const server = keepRunning({
    name: `web server of ${employees}`,
    arguments: webArguments({ port, host: '127.0.0.1' }),
    environment: {
      ...serverSettings(target),
      OUTPOST_BENCH: '1',
      OUTPOST_URL: address,
      NEXTAUTH_URL: address,
      PORT: String(port),
      LOG_LEVEL: 'warn',
    },
    onStart: () => undefined,
  })
  close.push(() => server.stop())
  const started = Math.round(await becomesHealthy(address))
  say(`  Start to first answer, ${employees} employees: ${started} ms`)

  const secret = env.secret
  setDatabase(target, secret)
  const { plans, scans, took } = await findScans(client, tokens)
  say(
    `  ${plans} plans at ${employees} employees, ${scans.length} of them read a large table from end to end`,
  )
  for (const scan of scans) say(`    ${scan.login}: ${scan.what} reads all of ${scan.table}`)
  for (const { login, what, ms } of took.filter(one => one.ms > slowRead))
    say(`    ${login}: ${what} takes ${Math.round(ms)} ms the first time`)
  const terms = await findTerms(client)
  const statements = await statementsOf(tokens.zhoulan ?? '', terms)
  await closePools()
  setDatabase(url, secret)

  const bare = await openBare(target, { list: statements.list, ...statements.search })
  const workloads = await workloadsOf(client, tokens, terms, address)
  return {
    place: { employees, url: target, client, web: { server, port, started }, bare, workloads, decided: 0 },
    found: scans,
  }
}

/** Pairs of characters that end some names, as people type them. */
async function findTerms(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ term: string }>(`
    select distinct right(name, 2) as term from employees where left_on is null and length(name) = 3 and number < 'E00400' order by 1 limit 40`)
  return rows.map(row => row.term)
}

async function openBare(
  url: string,
  statements: Record<string, Statement>,
): Promise<{ child: ChildProcess; port: number }> {
  const child = forkScript('bench-bare.ts')
  close.push(async () => child.kill())
  const answer = new Promise<number>((done, failed) => {
    child.once('message', (message: { port: number }) => done(message.port))
    child.once('exit', () => failed(new Error('The bare handler ended')))
  })
  child.send({ url, statements } satisfies BareOrder)
  return { child, port: await answer }
}

async function workloadsOf(
  client: pg.Client,
  tokens: Record<string, string>,
  terms: string[],
  address: string,
): Promise<Workload[]> {
  const as = (login: string): Record<string, string> => ({ cookie: `outpost-session=${tokens[login]}` })
  const people = await rowsOf<{ number: string; name: string }>(
    client,
    `select number, name from employees where left_on is null order by number`,
  )
  const { page, after } = farPage(people)
  const [firstOne, lastOne] = [people[0], people[49]]
  const [farFirst, farLast] = [page[0], page.at(-1)]
  const team = await rowsOf<{ name: string }>(
    client,
    `select e.name from assignments a join employees e on e.id = a.employee_id join units u on u.id = a.unit_id
      where u.code = 'tianyao' and a.starts_on <= current_date and a.ends_on > current_date order by e.number limit 5`,
  )
  const open = await rowsOf<{ number: string }>(
    client,
    `select number from requests where number like 'DG-2026-9_____' and number <> '${lastRequest}' order by number`,
  )
  const hr = as('zhoulan')
  const list = (path: string, contains: string[]): Target => ({ path, headers: hr, contains })
  return [
    { name: 'empty page (floor)', kind: 'floor', targets: [{ path: '/gallery/floor', contains: ['empty'] }] },
    {
      name: '50 rows, one query (floor)',
      kind: 'floor',
      targets: [{ path: '/gallery/floor/rows', contains: ['E00001', 'E00050'] }],
    },
    { name: 'bare handler: list', kind: 'bare', targets: [{ path: '/list', contains: ['E00001'] }] },
    {
      name: 'bare handler: search',
      kind: 'bare',
      targets: terms.map(term => ({ path: `/${encodeURIComponent(term)}`, contains: [term] })),
    },
    {
      name: 'employee list, first page',
      kind: 'page',
      targets: [list('/hq/people', [firstOne?.number ?? '', lastOne?.name ?? ''])],
    },
    {
      name: 'employee list, far page',
      kind: 'page',
      targets: [list(`/hq/people?after=${after}`, [farFirst?.number ?? '', farLast?.name ?? ''])],
    },
    {
      name: 'search, two characters',
      kind: 'json',
      targets: terms.map(term => list(`/hq/search?q=${encodeURIComponent(term)}`, [term])),
    },
    {
      name: '360 page',
      kind: 'page',
      targets: people.slice(300, 340).map(one => list(`/hq/people/${one.number}`, [one.number, one.name])),
    },
    {
      name: 'store team page',
      kind: 'page',
      targets: [
        { path: '/store/tianyao/team', headers: as('zhaomingyuan'), contains: team.map(one => one.name) },
      ],
    },
    { name: 'inbox', kind: 'page', targets: [list('/hq/inbox', [open[0]?.number ?? 'no open request'])] },
    {
      name: 'approve a transfer',
      kind: 'write',
      // from the end of the inbox, so that its first page stays as it is
      targets: open.toReversed().map(({ number }) => approval(number, hr, address)),
    },
  ]
}

/** The thousandth page, or where there are fewer, the last full one. */
function farPage<T extends { number: string }>(people: T[]): { page: T[]; after: string } {
  const index = Math.min(999, Math.floor(people.length / 50) - 1) * 50
  const before = people[index - 1]?.number ?? ''
  return { page: people.slice(index, index + 50), after: writeCursor([before, before]) }
}

/** The server action itself, sent as the form in the browser sends it. */
function approval(number: string, headers: Record<string, string>, address: string): Target {
  const boundary = '----outpost-bench'
  // the list of arguments comes after the form that it speaks of
  const fields = [
    ['_1_number', number],
    ['_1_requestKey', randomUUID()],
    ['0', '[null,"$K1"]'],
  ] as const
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return {
    path: `/hq/requests/${number}`,
    method: 'POST',
    headers: {
      ...headers,
      accept: 'text/x-component',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'next-action': actionId('lib/requests/actions.ts', 'approveRequest'),
      origin: address,
      'sec-fetch-site': 'same-origin',
    },
    body: `${parts.join('')}--${boundary}--\r\n`,
    contains: ['"ok":true'],
  }
}

/** By what name the build knows a server action. */
function actionId(file: string, name: string): string {
  const manifest = JSON.parse(
    readFileSync(join(currentBuild() ?? '', 'server', 'server-reference-manifest.json'), 'utf8'),
  ) as { node: Record<string, { filename?: string; exportedName?: string }> }
  const found = Object.entries(manifest.node).find(
    ([, action]) => action.filename?.endsWith(file) && action.exportedName === name,
  )
  if (!found) throw new Error(`The build does not know ${name} of ${file}`)
  return found[0]
}

async function ask(
  load: ChildProcess,
  place: Place,
  workload: Workload,
  count: number,
  time: number,
): Promise<Omit<Measurement, 'round'>> {
  const isBare = workload.kind === 'bare'
  const isWrite = workload.kind === 'write'
  const pid = isBare ? place.bare.child.pid : place.web.server.current()?.pid
  const most = isWrite ? (count === 1 ? 15 : 40) : 5000
  const order: Order = {
    port: isBare ? place.bare.port : place.web.port,
    targets: isWrite ? workload.targets.slice(place.decided) : workload.targets,
    connections: count,
    seconds: time,
    most,
    once: isWrite,
  }
  const cpuBefore = pid === undefined ? undefined : cpuOf(pid)
  const result = await new Promise<Report>((done, failed) => {
    load.once('message', (message: Report) => done(message))
    load.once('exit', () => failed(new Error('The load generator ended')))
    load.send(order)
  })
  load.removeAllListeners('exit')
  const cpuAfter = pid === undefined ? undefined : cpuOf(pid)
  if (isWrite) place.decided += result.requests
  if (result.errors.length > 0 || result.requests === 0)
    throw new SetupProblem(
      `${workload.name}, ${place.employees} employees: ${result.errors[0] ?? 'no answer'}`,
    )
  const at = (part: number): number => result.times[Math.floor((result.times.length - 1) * part)] ?? 0
  return {
    workload: workload.name,
    employees: place.employees,
    connections: count,
    requests: result.requests,
    perSecond: result.requests / result.seconds,
    p50: at(0.5),
    p95: at(0.95),
    cpu:
      cpuBefore === undefined || cpuAfter === undefined
        ? undefined
        : (cpuAfter - cpuBefore) / result.requests,
    kilobytes: result.bytes / result.requests / 1024,
  }
}

type Memory = { employees: number; started: number; rss?: number; pss?: number }

function report(all: Measurement[], memory: Memory[], scans: Scan[], load: number[]): void {
  const of = (workload: string, employees: number, count: number): Measurement[] =>
    all.filter(one => one.workload === workload && one.employees === employees && one.connections === count)
  const workloads = [...new Set(all.map(one => one.workload))]
  say('\nMedian of the rounds. CPU is that of the web server, without the database.\n')
  say('| workload | employees | c | req/s | p50 ms | p95 ms | CPU ms | KB |')
  say('|---|---:|---:|---:|---:|---:|---:|---:|')
  for (const workload of workloads)
    for (const employees of sizes)
      for (const count of connections) {
        const rows = of(workload, employees, count)
        if (rows.length === 0) continue
        const figures = [
          median(rows.map(row => row.perSecond)).toFixed(1),
          median(rows.map(row => row.p50)).toFixed(1),
          median(rows.map(row => row.p95)).toFixed(1),
          median(rows.map(row => row.cpu ?? Number.NaN)).toFixed(1),
          median(rows.map(row => row.kilobytes)).toFixed(1),
        ]
        say(`| ${workload} | ${employees} | ${count} | ${figures.join(' | ')} |`)
      }
  say('')
  for (const { employees, started, rss = 0, pss = 0 } of memory)
    say(
      `Web server of ${employees}: first answer after ${started} ms, RSS ${Math.round(rss / 1024)} MB, PSS ${Math.round(pss / 1024)} MB`,
    )
  const targets = verdicts(of)
  say('\nTargets, as ratios of p50 within one round (median of the rounds, c=1 and c=8):\n')
  for (const { what, ratios, most } of targets) {
    const isMet = ratios.every(ratio => ratio <= most)
    say(
      `  ${what.padEnd(58)} ${ratios.map(ratio => `${ratio.toFixed(2)}×`).join('  ')}   at most ${most}×   ${isMet ? 'met' : 'not met'}`,
    )
  }
  say(`  ${'No sequential scan of a large table'.padEnd(58)} ${scans.length === 0 ? 'met' : 'not met'}`)
  say(`\nLoad of the machine before and after: ${load.map(one => one.toFixed(1)).join(', ')}`)
  mkdirSync('bench-results', { recursive: true })
  const file = join('bench-results', `${new Date().toISOString().slice(0, 16).replaceAll(':', '')}.json`)
  writeFileSync(
    file,
    `${JSON.stringify({ node: process.version, rounds, seconds, load, memory, targets, scans, measurements: all }, null, 1)}\n`,
  )
  say(`Written to ${file}`)
}

type Verdict = { what: string; ratios: number[]; most: number }

function verdicts(of: (workload: string, employees: number, count: number) => Measurement[]): Verdict[] {
  /** Compared round by round, so that a slow minute of the machine slows both. */
  const ratio = (one: Measurement[], other: Measurement[]): number =>
    median(one.map((row, round) => row.p50 / (other[round]?.p50 ?? Number.NaN)))
  const against = (what: string, floor: string, most: number): Verdict[] =>
    sizes.map(employees => ({
      what: `${what} / ${floor}, ${employees}`,
      ratios: connections.map(count => ratio(of(what, employees, count), of(floor, employees, count))),
      most,
    }))
  const [small, large] = [Math.min(...sizes), Math.max(...sizes)]
  const growth = (what: string, most = 1.2): Verdict => ({
    what: `${what}, ${large} / ${small}`,
    ratios: connections.map(count => ratio(of(what, large, count), of(what, small, count))),
    most,
  })
  const rows = '50 rows, one query (floor)'
  return [
    ...against('employee list, first page', rows, 1.5),
    ...against('employee list, far page', rows, 1.5),
    ...against('360 page', rows, 2),
    ...against('store team page', rows, 2),
    ...against('inbox', rows, 2),
    ...against('search, two characters', 'bare handler: search', 3),
    ...(small === large
      ? []
      : [
          growth('employee list, first page'),
          growth('employee list, far page'),
          // ten are found among many, and one among few
          growth('search, two characters', 1.3),
          growth('360 page'),
        ]),
  ]
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const [low = Number.NaN, high = Number.NaN] =
    sorted.length % 2 ? [sorted[middle], sorted[middle]] : [sorted[middle - 1], sorted[middle]]
  return (low + high) / 2
}

async function rowsOf<T extends pg.QueryResultRow>(client: pg.Client, statement: string): Promise<T[]> {
  return (await client.query<T>(statement)).rows
}

function forkScript(name: string): ChildProcess {
  return fork(join('scripts', name), { execArgv: ['--conditions=react-server', '--import', 'tsx'] })
}

function option(name: string, usual: number): number {
  const value = Number(text(name) ?? usual)
  if (!(value > 0)) throw new SetupProblem(`--${name} is a number above 0.`)
  return value
}

function text(name: string): string | undefined {
  return process.argv.find(one => one.startsWith(`--${name}=`))?.slice(name.length + 3)
}
