import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Cluster, startCluster, stopCluster } from '../db/cluster'
import { migrate } from '../db/migrate'
import { env, SetupProblem } from '../env'
import { build, isBuilt } from './bundle'
import { clusterFolder, openDatabase } from './database'
import { firstAccount, printSignIn, seedDemo } from './demo'
import { checkFileKeys } from './file-keys'
import { checkPort, endProcess, forgetRun, isAlive, known, readRun, writeRun } from './processes'
import { complain, say, sinceStart, step } from './progress'
import { listenHost, localAddress, serverSettings, webArguments, workerArguments } from './serve'
import { checkSettings } from './settings'
import { type Kept, keepRunning } from './supervisor'

// `npm run dev` is the same with Next's development server in place of a build
const isDevelopment = process.argv.includes('--dev')
const runFile = (): string => join(env.dataFolder, 'run.json')
const running: { web?: Kept; worker?: Kept; cluster?: Cluster; opening?: Promise<unknown> } = {}
const work = new AbortController()
let isOurs = false
let stopping: Promise<void> | undefined

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(name, () => {
    // npm passes the signal on that the terminal has sent already: the second one is not impatience
    if (!stopping) say('\nStopping …')
    void end(0)
  })
process.on('uncaughtException', fail)
process.on('unhandledRejection', fail)
// the terminal may be gone before us
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)

main().catch(fail)

async function main(): Promise<void> {
  const at = { port: env.port, host: listenHost() }
  await endPreviousRun()
  await checkPort(at.port, at.host, port => `PORT=${port} ${isDevelopment ? 'npm run dev' : 'npm start'}`)
  note()
  isOurs = true
  checkSettings()

  const url = await openOnce()
  await Promise.all([prepareDatabase(url), prepareBuild()])
  const settings = { ...serverSettings(url), ...(isDevelopment ? { NODE_ENV: 'development' } : {}) }
  running.web = keepRunning({
    name: 'web server',
    arguments: webArguments(at, isDevelopment ? 'dev' : 'start'),
    environment: settings,
    onStart: note,
  })
  if (env.worker === 'separate')
    running.worker = keepRunning({
      name: 'worker',
      arguments: workerArguments,
      environment: settings,
      onStart: note,
    })
  note()
  if (running.cluster) void keepDatabase(running.cluster)
  await step('Web and worker', () => becameHealthy(localAddress(at), running.web))

  say(`\nReady after ${sinceStart()}: ${env.publicUrl}`)
  if (env.demo) {
    printSignIn()
    say(
      env.host
        ? `Anybody who reaches ${env.host} can use the demo accounts: their password is known.`
        : 'With demo accounts only this machine can connect (127.0.0.1); HOST=0.0.0.0 opens it to others.',
    )
  }
  say('Ctrl-C stops everything.')
}

function note(): void {
  if (stopping) return
  writeRun(runFile(), {
    supervisor: known(process.pid),
    children: [running.web?.current(), running.worker?.current()].filter(one => one !== undefined),
    address: env.publicUrl,
  })
}

/** After `kill -9` the web server, the worker and the database may still be there. */
async function endPreviousRun(): Promise<void> {
  const previous = readRun(runFile())
  if (!previous) return
  if (isAlive(previous.supervisor))
    throw new SetupProblem(
      `Outpost already runs from this folder at ${previous.address} (process ${previous.supervisor.pid}): use it, or stop it first.`,
    )
  const left = previous.children.filter(isAlive)
  const database = env.databaseUrl ? Promise.resolve(false) : stopCluster(clusterFolder())
  await Promise.all([...left.map(child => endProcess(child)), database])
  say(
    left.length > 0 || (await database)
      ? 'The last run was cut off: ended what was left of it'
      : 'The last run was cut off',
  )
}

async function openOnce(): Promise<string> {
  const opening = step('Database', async () => {
    const { url, cluster } = await openDatabase(line => say(`  ${line}`))
    running.cluster = cluster
    return url
  })
  running.opening = opening.catch(() => undefined)
  return await opening
}

async function prepareDatabase(url: string): Promise<void> {
  await step('Tables and policies', () => migrate({ url, secret: env.secret }))
  await checkFileKeys(url)
  if (env.demo) await seedDemo(url)
  else await firstAccount(url)
}

async function prepareBuild(): Promise<void> {
  if (isDevelopment || isBuilt()) return
  say('  Building for production; about a minute, only after changes')
  await step('Production build', () => build({ signal: work.signal }))
}

async function becameHealthy(address: string, web: Kept | undefined): Promise<void> {
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    const status = await fetch(`${address}/api/health`).then(
      answer => answer.status,
      () => undefined,
    )
    if (status === 200) return
    if (web?.isDown())
      throw new SetupProblem(`The web server cannot start: ${web.lastWords().trim() || 'it said nothing'}`)
    await sleep(40)
  }
  throw new SetupProblem(`${address}/api/health did not answer 200 within a minute: see the lines above.`)
}

/** A database that ends by itself is started again, on the same files and port. */
async function keepDatabase(first: Cluster): Promise<void> {
  let cluster = first
  for (let pause = 500; ; pause = Math.min(pause * 2, 30_000)) {
    const since = Date.now()
    await cluster.exited
    if (stopping) return
    if (Date.now() - since > 60_000) pause = 500
    say(`The database ended; starting it again in ${pause / 1000} s`)
    await sleep(pause)
    if (stopping) return
    const next = await startCluster({ dir: clusterFolder(), log: say })
    if (next.url !== cluster.url)
      throw new SetupProblem(
        `The database could not have its port ${cluster.port} back: start Outpost again.`,
      )
    cluster = next
    running.cluster = next
  }
}

function fail(error: unknown): void {
  if (stopping) return
  complain(error)
  void end(1)
}

/** First those who use the database, then the database. */
function end(code: number): Promise<void> {
  stopping ??= (async () => {
    const since = Date.now()
    work.abort()
    await Promise.all([running.web?.stop(), running.worker?.stop()])
    // it may just be starting
    await running.opening
    await running.cluster?.stop()
    if (isOurs) forgetRun(runFile())
    if (code === 0) say(`Stopped in ${((Date.now() - since) / 1000).toFixed(1)} s`)
    process.exit(code)
  })()
  return stopping
}
