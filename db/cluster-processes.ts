import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The server on these files, told apart from a stranger that got the dead server's process number. */
export function runningServer(data: string): { pid: number; ready: boolean } | undefined {
  const lines = pidFile(data)
  const pid = Number(lines?.[0])
  if (!pid || !isServerOn(pid, data)) return undefined
  return { pid, ready: isReady(lines) }
}

export function pidFile(data: string): string[] | undefined {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
}

/** The eighth line of postmaster.pid is the server's state. */
export function isReady(lines: string[] | undefined): boolean {
  return lines?.[7]?.trim() === 'ready'
}

export function isServerOn(pid: number, data: string): boolean {
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

/** What a killed server leaves: its sessions, alive for a moment yet, a pid file, and its socket with a pid in the lock beside it. */
export async function clearRemains(area: string): Promise<void> {
  const data = join(area, 'data')
  if (runningServer(data)) return
  if (process.platform === 'linux') {
    const orphans = readdirSync('/proc').filter(name => isServerOn(Number(name), data))
    for (const pid of orphans) signal(Number(pid), 'SIGKILL')
    if (orphans.length > 0) await sleep(200)
  }
  // The server looks after its own pid file, except where the number now belongs to somebody else.
  const pid = Number(pidFile(data)?.[0])
  if (pid && signal(pid, 0)) rmSync(join(data, 'postmaster.pid'))
  for (const name of readdirSync(area)) if (name.startsWith('.s.PGSQL.')) rmSync(join(area, name))
}

/** Fast shutdown (a clean one: nothing to recover), harder if that does not help. */
export async function end(pid: number, isGone: () => boolean): Promise<void> {
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
