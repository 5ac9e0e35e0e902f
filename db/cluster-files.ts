import { execFileSync, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { SetupProblem } from '../env'
import { causeIn, noSpace } from './cluster-problems'
import { type Account, type Native, serverEnvironment } from './cluster-programs'

const major = 18
const superuser = 'outpost'
const spaceNeeded = 300 * 1024 * 1024

export type Access = { port: number; password: string }

/**
 * PostgreSQL refuses to run as root. Whoever owns the files runs it; for new files that is `postgres`, an
 * account made for us, or at worst `nobody`.
 */
export function serverAccount(wanted: string): Account | undefined {
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
export function prepareArea(
  wanted: string,
  account: Account | undefined,
  log: (line: string) => void,
): string {
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

export function checkVersion(data: string): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim()
  if (found !== String(major))
    throw new SetupProblem(
      `${data} was made by PostgreSQL ${found}, this is ${major}: restore a backup into a new folder.`,
    )
}

export function initialise(options: {
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

export function readAccess(area: string): Access {
  try {
    return JSON.parse(readFileSync(join(area, 'access.json'), 'utf8')) as Access
  } catch {
    throw new SetupProblem(`${join(area, 'access.json')} is missing or damaged: restore it from a backup.`)
  }
}

export function writeAccess(area: string, access: Access): void {
  const file = join(area, 'access.json')
  writeFileSync(`${file}.new`, `${JSON.stringify(access)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

/** Where the server's socket is, beside its files: it carries a fifth more statements than the network does, on two processors. */
export function socketFile(area: string, port: number): string | undefined {
  const file = join(area, `.s.PGSQL.${port}`)
  // as long as every system allows, and no list for PostgreSQL; Node cannot connect to one on Windows
  const isGood = Buffer.byteLength(file) < 100 && !/[",]/.test(area) && process.platform !== 'win32'
  return isGood ? file : undefined
}

/** The address of a database of the server on `area`; where it has a socket, of that. */
export function addressOf(area: string, { port, password }: Access, database: string): string {
  const network = `postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`
  const socket = socketFile(area, port)
  return socket && existsSync(socket) ? `${network}?host=${encodeURIComponent(area)}` : network
}

export function realOr(path: string): string {
  return existsSync(path) ? realpathSync(path) : path
}
