import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SetupProblem } from '../env'

/** A process that can be told apart from a later one with the same number. */
export type Known = { pid: number; birth: string }

/** What runs from this folder, kept in a file so that the next start can put an interrupted one away. */
export type Run = { supervisor: Known; children: Known[]; address: string }

export function known(pid: number): Known {
  return { pid, birth: birthOf(pid) ?? '' }
}

export function isAlive(process: Known): boolean {
  return process.birth !== '' && birthOf(process.pid) === process.birth
}

/** When a process began, in its machine's own words; undefined when it is gone or only waits to be collected. */
function birthOf(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') {
      const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' })
      const line = stdout?.trim()
      return line && !line.startsWith('Z') ? line.replace(/^\S+\s+/, '') : undefined
    }
    // fields after the name, which may itself hold blanks and brackets: 3 is the state, 22 the start in ticks
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')
    if (!fields || fields[0] === 'Z') return undefined
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return `${boot}/${fields[19]}`
  } catch {
    return undefined
  }
}

/** Asks a process to end, and ends it when it does not. */
export async function endProcess(process: Known, patience = 8000): Promise<void> {
  for (const name of ['SIGTERM', 'SIGKILL'] as const) {
    if (!isAlive(process)) return
    kill(process.pid, name)
    const until = Date.now() + patience
    while (isAlive(process) && Date.now() < until) await sleep(20)
  }
}

function kill(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // it ended between the look and the signal
  }
}

export function readRun(file: string): Run | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Run
  } catch {
    return undefined
  }
}

export function writeRun(file: string, run: Run): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, `${JSON.stringify(run)}\n`)
  renameSync(`${file}.new`, file)
}

export function forgetRun(file: string): void {
  rmSync(file, { force: true })
}

/** Throws in one line when nothing can listen there; `elsewhere` is what to run for another port. */
export async function checkPort(
  port: number,
  host: string,
  elsewhere: (port: number) => string,
): Promise<void> {
  const code = await new Promise<string | undefined>(done => {
    const probe = createServer()
    probe.once('error', error => done('code' in error ? String(error.code) : error.message))
    probe.listen(port, host, () => probe.close(() => done(undefined)))
  })
  if (code === 'EADDRINUSE')
    throw new SetupProblem(
      `Port ${port} is taken by another program: end it, or choose another port, e.g. ${elsewhere(port + 1)}.`,
    )
  if (code === 'EACCES')
    throw new SetupProblem(
      `Port ${port} needs more rights: choose one from 1024 up, e.g. ${elsewhere(3000)}.`,
    )
  if (code) throw new SetupProblem(`Cannot listen on ${host} port ${port} (${code}): check HOST and PORT.`)
}

/** A port nobody listens on just now. */
export const freePort = (): Promise<number> => opened(0)

/**
 * One that stays free until it is wanted, with others at such distances: below those that the system gives to connections by itself,
 * of which any may be taken by then.
 */
export async function quietPort(...beside: number[]): Promise<number> {
  const port = 20_000 + randomInt(10_000)
  try {
    await Promise.all([0, ...beside].map(distance => opened(port + distance)))
    return port
  } catch {
    return quietPort(...beside)
  }
}

function opened(port: number): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : failed()))
    })
  })
}
