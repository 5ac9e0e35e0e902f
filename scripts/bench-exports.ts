import pg from 'pg'
import { closePools, enter } from '../db/client'
import { env, setDatabase } from '../env'
import { actorOf } from '../lib/actor'
import { systemClock } from '../lib/clock'
import { askExport } from '../lib/exports/commands'
import { askExportInput } from '../lib/exports/input'
import { makeExport } from '../lib/exports/jobs'
import { formats } from '../lib/exports/rules'
import { hashToken } from '../lib/session-token'
import { openSession } from './bench-server'
import { openDatabase } from './database'
import { complain, say } from './progress'
import { openCrowd } from './scale-database'

// npm run bench-exports: everybody in a file, as the worker writes it, and the most memory that this process had meanwhile.
//   --employees=100000

const given = process.argv.find(one => one.startsWith('--employees='))
const employees = Number(given?.split('=')[1] ?? 100_000)
const mostMegabytes = 300

const close: (() => Promise<unknown> | undefined)[] = []
try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  complain(error)
  process.exitCode = 1
} finally {
  for (const one of close.reverse()) await one()
}

async function main(): Promise<boolean> {
  const { url, cluster } = await openDatabase(say)
  close.push(() => cluster?.stop())
  const target = await openCrowd(url, employees)
  setDatabase(target, env.secret)
  close.push(closePools)
  const client = new pg.Client({ connectionString: target })
  await client.connect()
  close.push(() => client.end())
  const tokenHash = hashToken(await openSession(client, 'zhoulan'))
  let isMet = true
  for (const format of formats) {
    const id = await enter('hq', { tokenHash }, 'write', async (tx, seat) => {
      const actor = actorOf(seat, 'hq', systemClock.now())
      return (await askExport(tx, actor, askExportInput.parse({ format }))).id
    })
    isMet = (await measure(client, id, format)) && isMet
    await client.query('delete from exports where id = $1', [id])
  }
  say(`At most ${mostMegabytes} MB: ${isMet ? 'met' : 'not met'}`)
  return isMet
}

async function measure(client: pg.Client, id: string, format: string): Promise<boolean> {
  let peak = 0
  const look = () => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  look()
  const before = peak
  const timer = setInterval(look, 20)
  const begun = performance.now()
  await makeExport(id, systemClock)
  const took = (performance.now() - begun) / 1000
  clearInterval(timer)
  look()
  const { rows } = await client.query<{ status: string; rows: number; size: number }>(
    'select status, rows_done as rows, size from exports where id = $1',
    [id],
  )
  const mega = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)
  const [made] = rows
  say(
    `${format}: ${made?.status}, ${made?.rows} rows, ${mega(made?.size ?? 0)} MB in ${took.toFixed(1)} s; memory ${mega(before)} MB before, at most ${mega(peak)} MB`,
  )
  return made?.status === 'done' && peak / 1024 / 1024 < mostMegabytes
}
