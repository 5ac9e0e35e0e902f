import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { migrate } from '../db/migrate'
import { childEnvironment, env, SetupProblem } from '../env'
import { say, step } from './progress'
import { serverSettings } from './serve'

/** What db/seed.ts exports. */
export type Story = {
  seed(options: { url: string; secret: string; log: (line: string) => void }): Promise<void>
  cast?: { login: string; name: string; role: string; portal: string }[]
}

const password = 'outpost-demo'
const story = join('db', 'seed.ts')

/** Tells the demo company into an empty database, once. An interrupted telling is begun anew. */
export async function seedDemo(url: string): Promise<void> {
  if (!existsSync(story)) {
    say('  There is no db/seed.ts: starting without a demo company')
    return
  }
  const state = await demoState(url)
  if (state === 'complete') return
  if (state === 'foreign') {
    say('  The database holds a company already: no demo company')
    return
  }
  if (state === 'begun') await emptyDatabase(url)
  await step('Demo company, twelve months', async () => {
    await inDatabase(url, async client => {
      await client.query('insert into app.demo default values')
    })
    await tell(url)
    await inDatabase(url, async client => {
      await client.query('update app.demo set completed_at = now()')
      await client.query('analyze')
    })
  })
}

type State = 'empty' | 'begun' | 'complete' | 'foreign'

async function demoState(url: string): Promise<State> {
  return await inDatabase(url, async client => {
    await client.query(
      'create table if not exists app.demo (begun_at timestamptz not null default now(), completed_at timestamptz)',
    )
    const { rows } = await client.query<{ state: State }>(
      `select case
        when exists (select from app.demo where completed_at is not null) then 'complete'
        when exists (select from app.demo) then 'begun'
        when exists (select from users) then 'foreign'
        else 'empty' end as state`,
    )
    return rows[0]?.state ?? 'empty'
  })
}

/** Only for a database in which nothing but the beginning of the demo company can be. */
async function emptyDatabase(url: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1))
  if (env.databaseUrl)
    throw new SetupProblem(
      `The demo company in database ${name} is incomplete: give an empty database, or start without OUTPOST_DEMO.`,
    )
  say('  The demo company was cut off half-way: beginning it anew')
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  await inDatabase(maintenance.href, async client => {
    await client.query(`drop database ${client.escapeIdentifier(name)} with (force)`)
    await client.query(`create database ${client.escapeIdentifier(name)}`)
  })
  await migrate({ url, secret: env.secret })
  await demoState(url)
}

/** In a process of its own, because the commands find their database in the surroundings. */
async function tell(url: string): Promise<void> {
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', join('scripts', 'seed.ts')],
    { env: childEnvironment({ ...serverSettings(url), NODE_ENV: undefined }), stdio: 'inherit' },
  )
  const code = await new Promise<number | null>((done, failed) => {
    child.once('error', failed)
    child.once('exit', done)
  })
  if (code !== 0) throw new SetupProblem('The demo company could not be told: see the line above.')
}

async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Prints who can sign in, and as what. */
export async function printSignIn(): Promise<void> {
  if (!existsSync(story)) return
  const { cast } = (await import(pathToFileURL(story).href)) as Story
  if (!cast?.length) return
  const rows = cast.map(one => [one.login, one.name, one.role, one.portal])
  const table = [['Sign in as', 'Name', 'Role', 'Portal'], ...rows]
  const widths = [0, 1, 2, 3].map(column => Math.max(...table.map(row => widthOf(row[column] ?? ''))))
  say(`\nEverybody's password is ${password}\n`)
  for (const row of table)
    say(`  ${row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell))).join('  ')}`)
  say('')
}

/** Columns on a terminal: Chinese characters take two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (/[\u1100-\u115f\u2e80-\uffef]/.test(letter) ? 2 : 1), 0)
}
