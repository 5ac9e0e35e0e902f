import pg from 'pg'
import { cast } from '../db/seeds/cast'
import { say, step } from './progress'

const password = 'outpost-demo'

/** Tells the demo company into an empty database; a database with a company is left as it is. */
export async function seedDemo(url: string): Promise<void> {
  if (await inDatabase(url, async client => (await client.query('select from units limit 1')).rowCount))
    return
  await step('Demo company', async () => {
    const { seed } = await import('../db/seed')
    await seed({ url, log: line => say(`  ${line}`) })
    // the first pages should not wait for the database to learn how large its tables are
    await inDatabase(url, client => client.query('analyze'))
  })
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

/** A real installation begins with one account, whose password is printed once. */
export async function firstAccount(url: string): Promise<void> {
  const { ensureFirstAdmin } = await import('../db/first-admin')
  await ensureFirstAdmin({ url, log: say })
}

/** Prints who can sign in, and as what. */
export function printSignIn(): void {
  const rows = cast.map(one => [one.login, one.name, one.portal, one.role])
  const table = [['Sign in as', 'Name', 'Portal', 'Role'], ...rows]
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
