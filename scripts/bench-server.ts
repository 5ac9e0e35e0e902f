import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { SetupProblem } from '../env'
import { hashToken } from '../lib/session-token'

/** Opens a session for somebody without their password; answers the token for the cookie. */
export async function openSession(client: pg.Client, login: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const { rowCount } = await client.query(
    `insert into sessions (token_hash, user_id, user_agent, idle_expires_at, expires_at)
      select $1, id, 'bench', now() + interval '12 hours', now() + interval '12 hours' from users where login = $2`,
    [hashToken(token), login],
  )
  if (rowCount !== 1) throw new SetupProblem(`There is no account ${login} in this database: fill it again.`)
  return token
}

/** Waits until the server answers; returns how long it took, in milliseconds. */
export async function becomesHealthy(address: string, patience = 60_000): Promise<number> {
  const begun = performance.now()
  while (performance.now() - begun < patience) {
    const isThere = await fetch(`${address}/login`).then(
      answer => answer.status === 200,
      () => false,
    )
    if (isThere) return performance.now() - begun
    await sleep(20)
  }
  throw new SetupProblem(`${address} did not answer within ${patience / 1000} s.`)
}

const ticksPerSecond = 100

/** Processor time that a process and its children have used, in milliseconds; undefined where /proc is missing. */
export function cpuOf(pid: number): number | undefined {
  try {
    const ticks = familyOf(pid).reduce((sum, one) => {
      const fields = statOf(one)
      return sum + Number(fields[11]) + Number(fields[12])
    }, 0)
    return (ticks * 1000) / ticksPerSecond
  } catch {
    return undefined
  }
}

/** Memory of a process and its children, in kilobytes: what it holds, and its share of that. */
export function memoryOf(pid: number): { rss: number; pss: number } | undefined {
  try {
    const sum = { rss: 0, pss: 0 }
    for (const one of familyOf(pid)) {
      const text = readFileSync(`/proc/${one}/smaps_rollup`, 'utf8')
      sum.rss += Number(/^Rss:\s+(\d+)/m.exec(text)?.[1] ?? 0)
      sum.pss += Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0)
    }
    return sum
  } catch {
    return undefined
  }
}

function familyOf(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      parents.set(Number(name), Number(statOf(Number(name))[1]))
    } catch {
      // it ended meanwhile
    }
  }
  const family = [pid]
  for (const one of family) for (const [child, parent] of parents) if (parent === one) family.push(child)
  return family
}

/** The fields of /proc/<pid>/stat after the name, which may contain spaces: state, parent, … */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}
