import { join } from 'node:path'
import pg from 'pg'
import { ensureDatabase, startCluster, stopCluster } from '../db/cluster'
import { migrate } from '../db/migrate'
import { env } from '../env'

/** Where tests find their databases. Several runs may share a cluster, so names carry the run. */
export type TestCluster = { url: string; secret: string; run: string }

const clusterFolder = () => join(env.dataFolder, 'test-postgres')

/** Starts the cluster of the tests, or joins the one that runs, and migrates a template in it. */
export async function openTestCluster(
  log: (line: string) => void,
): Promise<{ cluster: TestCluster; close: () => Promise<void> }> {
  const url = env.testUrl ?? (await startCluster({ dir: clusterFolder(), durable: false, log })).url
  const cluster = { url, secret: 'a secret that only the tests know', run: `outpost_run${process.pid}` }
  await dropRuns(url, run => run === cluster.run || !isAlive(run))
  const template = await ensureDatabase(url, `${cluster.run}_template`)
  await migrate({ url: template, secret: cluster.secret })
  return {
    cluster,
    close: async () => {
      await dropRuns(url, run => run === cluster.run)
      if (!env.testUrl && (await runsIn(url)).length === 0) await stopCluster(clusterFolder())
    },
  }
}

/** Makes a database from the template, with logins of its own. An existing one is used as it is. */
export async function copyTemplate(cluster: TestCluster, suffix: string): Promise<string> {
  const name = `${cluster.run}_${suffix}`
  const url = new URL(cluster.url)
  url.pathname = `/${name}`
  await inMaintenance(cluster.url, async client => {
    // roles belong to the whole cluster: two migrations at once would trip over each other there
    await client.query(`select pg_advisory_lock(hashtext('test databases'))`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return
    await client.query(`create database ${name} template ${cluster.run}_template`)
    await migrate({ url: url.href, secret: cluster.secret })
  })
  return url.href
}

export async function dropDatabase(cluster: TestCluster, suffix: string): Promise<void> {
  await dropNamed(cluster.url, [`${cluster.run}_${suffix}`])
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
