import { join } from 'node:path'
import pg from 'pg'
import { startCluster, stopCluster } from '../db/cluster'
import { migrate } from '../db/migrate'
import { env } from '../env'
import { databaseName, databaseUrl, type TestCluster } from './names'

const clusterFolder = () => join(env.dataFolder, 'test-postgres')

/** Starts the cluster of the tests, or joins the one that runs, and makes a database for each worker. */
export async function openTestCluster(
  workers: number,
  log: (line: string) => void,
): Promise<{ cluster: TestCluster; close: () => Promise<void> }> {
  const url = env.testUrl ?? (await startCluster({ dir: clusterFolder(), durable: false, log })).url
  const cluster = { url, secret: 'a secret that only the tests know', run: `outpost_run${process.pid}` }
  await dropRuns(url, run => run === cluster.run || !isAlive(run))
  for (let pool = 1; pool <= workers; pool += 1) await makeDatabase(cluster, `pool${pool}`)
  return {
    cluster,
    close: async () => {
      await dropRuns(url, run => run === cluster.run)
      if (!env.testUrl && (await runsIn(url)).length === 0) await stopCluster(clusterFolder())
    },
  }
}

/**
 * Makes a database with logins of its own. Not copied from a template: the copy would hold what the template's
 * logins may do, and tests look at exactly that.
 */
export async function makeDatabase(cluster: TestCluster, suffix: string): Promise<string> {
  const url = databaseUrl(cluster, suffix)
  await inMaintenance(cluster.url, async client => {
    // roles belong to the whole cluster: two migrations at once would trip over each other there
    await client.query(`select pg_advisory_lock(hashtext('test databases'))`)
    await client.query(`create database ${databaseName(cluster, suffix)}`)
    await migrate({ url, secret: cluster.secret })
  })
  return url
}

export async function dropDatabase(cluster: TestCluster, suffix: string): Promise<void> {
  await dropNamed(cluster.url, [databaseName(cluster, suffix)])
}

async function dropRuns(url: string, isMeant: (run: string) => boolean): Promise<void> {
  await dropNamed(
    url,
    (await runsIn(url)).filter(name => isMeant(runOf(name))),
  )
}

async function runsIn(url: string): Promise<string[]> {
  return await inMaintenance(url, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname ~ '^outpost_run[0-9]+_'`,
    )
    return rows.map(row => row.name)
  })
}

async function dropNamed(url: string, names: string[]): Promise<void> {
  await inMaintenance(url, async client => {
    await client.query(`select pg_advisory_lock(hashtext('test databases'))`)
    for (const name of names) {
      await client.query(`drop database if exists ${name} with (force)`)
      const { rows } = await client.query<{ login: string }>(
        `select rolname as login from pg_roles where rolname ~ ('^' || $1 || '_[a-z]+$')`,
        [name],
      )
      for (const { login } of rows) await client.query(`drop role ${login}`)
    }
  })
}

async function inMaintenance<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  const client = new pg.Client({ connectionString: maintenance.href })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function runOf(name: string): string {
  return name.replace(/^(outpost_run\d+)_.*$/, '$1')
}

function isAlive(run: string): boolean {
  try {
    process.kill(Number(run.replace('outpost_run', '')), 0)
    return true
  } catch {
    return false
  }
}
