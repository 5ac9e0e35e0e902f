import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator'
import { runMigrations as createWorkerSchema } from 'graphile-worker'
import { Client } from 'pg'
import { createGroupRoles, createLogins, policyStatements } from './roles'

export const oldestPostgres = 18

/**
 * Brings a database to today's shape: roles, tables, functions, policies, logins. Safe to run again and at the same time.
 * @param url the owner's address; it must be allowed to create roles
 * @param secret the operator's secret, from which the logins' passwords are derived
 */
export async function migrate({ url, secret }: { url: string; secret: string }): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: number; database: string }>(
      `select current_setting('server_version_num')::int / 10000 as version, current_database() as database`,
    )
    const { version, database } = rows[0] ?? { version: 0, database: '' }
    if (version < oldestPostgres) {
      throw new Error(
        `PostgreSQL ${version} is too old: Outpost needs PostgreSQL ${oldestPostgres} or newer.`,
      )
    }
    await client.query(`select pg_advisory_lock(hashtext('outpost migrate'))`)
    await client.query(`alter database "${database}" set timezone = 'Asia/Shanghai'`)
    await createGroupRoles(client)
    await client.query('create schema if not exists app')
    await applyMigrations(drizzle(client), { migrationsFolder: folder('migrations') })
    await createWorkerSchema({ connectionString: url })
    await applyLaw(client)
    await createLogins(client, database, secret)
  } finally {
    await client.end()
  }
}

/** Functions and policies are stated whole and replaced whole, in one transaction, when their text has changed. */
async function applyLaw(client: Client): Promise<void> {
  const { rows: tables } = await client.query<{ tablename: string }>(
    `select tablename from pg_tables where schemaname = 'public' order by 1`,
  )
  const law = [
    readFileSync(folder('functions.sql'), 'utf8'),
    ...policyStatements(tables.map(row => row.tablename)),
  ].join(';\n')
  const hash = createHash('sha256').update(law).digest('hex')
  await client.query('create table if not exists app.law (hash text primary key)')
  const { rowCount } = await client.query('select from app.law where hash = $1', [hash])
  if (rowCount) return
  await client.query('begin')
  try {
    await client.query(law)
    await client.query('delete from app.law')
    await client.query('insert into app.law values ($1)', [hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

function folder(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}
