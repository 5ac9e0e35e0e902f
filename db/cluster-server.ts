import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { socketFile } from './cluster-files'
import { isReady, pidFile } from './cluster-processes'
import { type Account, type Native, serverEnvironment } from './cluster-programs'

type Server = { child: ChildProcess; pid: number; exited: Promise<void>; said: () => string }

export function spawnServer(options: {
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
    unix_socket_directories: socketFile(area, port) ? area : '',
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
export async function becameReady(
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
