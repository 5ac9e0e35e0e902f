import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { SetupProblem } from '../env'
import {
  type Access,
  addressOf,
  checkVersion,
  initialise,
  prepareArea,
  readAccess,
  realOr,
  serverAccount,
  writeAccess,
} from './cluster-files'
import { explain } from './cluster-problems'
import { clearRemains, end, isServerOn, runningServer } from './cluster-processes'
import { type Account, type Native, usableNative } from './cluster-programs'
import { becameReady, spawnServer } from './cluster-server'

export type Cluster = {
  /** Owner's address of the database `outpost`. */
  url: string
  port: number
  /** False when a server that ran already is used; `stop` leaves such a server alone. */
  started: boolean
  pid: number
  /** Settles when the server process is gone, for whatever reason. Never, if it was not started here. */
  exited: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL whose files live in `dir`, making them first where there are none. A server
 * that still runs on them is used as it is; one that was killed is recovered.
 * Throws a `SetupProblem` with one line that says what to do.
 */
export async function startCluster(options: {
  dir: string
  log: (line: string) => void
  /** False for tests: no flush to disk, so a power cut may lose everything. */
  durable?: boolean
}): Promise<Cluster> {
  const { log, durable = true } = options
  const wanted = resolve(options.dir)
  try {
    mkdirSync(dirname(wanted), { recursive: true })
    const account = serverAccount(wanted)
    const area = prepareArea(wanted, account, log)
    const native = usableNative(area, account)
    const data = join(area, 'data')
    if (existsSync(join(data, 'PG_VERSION'))) checkVersion(data)
    else initialise({ native, area, account, durable, log })
    const access = readAccess(area)

    const running = runningServer(data)
    if (running) {
      const reused = await reuse(running.pid, area, access)
      if (reused) return reused
    }
    return await launch({ native, area, data, account, access, durable, log })
  } catch (error) {
    throw explain(error, wanted)
  }
}

/** Ends a server that a killed process left behind. Answers whether there was one. */
export async function stopCluster(dir: string): Promise<boolean> {
  const data = join(realOr(resolve(dir)), 'data')
  const running = runningServer(data)
  if (!running) return false
  // not by signal 0: where nobody collects orphans, a dead one still answers to it
  await end(running.pid, () => !isServerOn(running.pid, data))
  return true
}

/** Address of the server on `dir`, if one runs there. */
export function runningUrl(dir: string): string | undefined {
  const area = realOr(resolve(dir))
  if (!runningServer(join(area, 'data'))) return undefined
  const access = readAccess(area)
  return addressOf(area, access, 'outpost')
}

/** Makes the database where it is missing and answers its address. */
export async function ensureDatabase(url: string, name: string): Promise<string> {
  const target = new URL(url)
  target.pathname = `/${name}`
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } catch (error) {
    // 42P04: another process made it a moment ago
    if (!(error instanceof pg.DatabaseError && error.code === '42P04')) throw error
  } finally {
    await client.end()
  }
  return target.href
}

async function reuse(pid: number, area: string, access: Access): Promise<Cluster | undefined> {
  // it may just be starting, or on its way out
  for (let tries = 0; tries < 600; tries += 1) {
    const running = runningServer(join(area, 'data'))
    if (!running) return undefined
    if (running.ready) {
      const url = await ensureDatabase(addressOf(area, access, 'postgres'), 'outpost')
      return {
        url,
        port: access.port,
        pid,
        started: false,
        exited: new Promise(() => undefined),
        stop: async () => undefined,
      }
    }
    await sleep(50)
  }
  throw new SetupProblem(`The database server (process ${pid}) does not answer: end it and start again.`)
}

async function launch(options: {
  native: Native
  area: string
  data: string
  account: Account | undefined
  access: Access
  durable: boolean
  log: (line: string) => void
}): Promise<Cluster> {
  const { area, data, log } = options
  let { access } = options
  const patience = Date.now() + 20_000
  for (;;) {
    await clearRemains(area)
    const port = await freePort(access.port)
    if (port !== access.port) {
      access = { ...access, port }
      writeAccess(area, access)
    }
    const server = spawnServer({ ...options, port })
    const failure = await becameReady(server, data, log)
    if (!failure) {
      const url = await ensureDatabase(addressOf(area, access, 'postgres'), 'outpost')
      const { child, pid, exited } = server
      return { url, port, pid, started: true, exited, stop: () => stopChild(child, pid) }
    }
    if (Date.now() > patience) throw new Error(failure)
    if (/Address already in use|could not bind/.test(failure)) access = { ...access, port: 0 }
    else if (/shared memory block|lock file/.test(failure)) await sleep(500)
    else throw new Error(failure)
  }
}

/** The wanted port if it is free, else any other. */
async function freePort(wanted: number): Promise<number> {
  return await new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', () => (wanted ? done(freePort(0)) : failed(new Error('no free port'))))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(address && typeof address === 'object' ? address.port : wanted))
    })
  })
}

async function stopChild(child: ChildProcess, pid: number): Promise<void> {
  await end(pid, () => child.exitCode !== null || child.signalCode !== null)
}
