import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster, stopCluster } from './cluster'

const parent = mkdtempSync(join(tmpdir(), 'outpost-'))
// as root the server runs as somebody else, who must get there
chmodSync(parent, 0o755)
const dir = join(parent, 'postgres')
const start = (): Promise<Cluster> => startCluster({ dir, durable: false, log: () => undefined })
const pidFile = join(dir, 'data', 'postmaster.pid')

async function ask(url: string, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<{ answer: unknown }>(query)).rows[0]?.answer
  } finally {
    await client.end()
  }
}

afterAll(async () => {
  await stopCluster(dir)
  rmSync(parent, { recursive: true, force: true })
})

describe('the embedded database', () => {
  it('makes its files, starts, and stops cleanly', async () => {
    const cluster = await start()
    expect(cluster.started).toBe(true)
    expect(
      await ask(cluster.url, `select current_setting('server_version_num')::int / 10000 as answer`),
    ).toBe(18)
    await cluster.stop()
    await cluster.exited
    await expect(ask(cluster.url, 'select 1')).rejects.toThrow()
  })

  it('is reached through the socket beside its files, by the network where its path would be too long', async () => {
    const near = await start()
    const address = 'select inet_client_addr()::text as answer'
    expect(await ask(near.url, address)).toBeNull()
    await near.stop()

    const deep = join(parent, 'so-deep-'.repeat(10), 'postgres')
    const far = await startCluster({ dir: deep, durable: false, log: () => undefined })
    expect(await ask(far.url, address)).toBe('127.0.0.1/32')
    await far.stop()
  })

  it('is joined, not started twice, and then left alone', async () => {
    const first = await start()
    const second = await start()
    expect(second).toMatchObject({ started: false, pid: first.pid, url: first.url })
    await second.stop()
    expect(await ask(first.url, 'select 1 as answer')).toBe(1)
    await first.stop()
  })

  it('recovers what was committed before it was killed, with a session still busy', async () => {
    const first = await start()
    await ask(first.url, 'create table kept as select 42 as answer')
    const busy = ask(first.url, 'select count(*) as answer from generate_series(1, 2000000000)').catch(
      () => 'cut off',
    )
    await ask(first.url, 'select pg_sleep(0.2)')
    process.kill(first.pid, 'SIGKILL')
    await first.exited
    const second = await start()
    expect(second.started).toBe(true)
    expect(second.url).toBe(first.url)
    expect(await ask(second.url, 'select answer from kept')).toBe(42)
    expect(await busy).toBe('cut off')
    await second.stop()
  })

  it('starts although a stranger now has the number of the killed server', async () => {
    const first = await start()
    const note = readFileSync(pidFile, 'utf8')
    await first.stop()
    writeFileSync(pidFile, note.replace(/^\d+/, String(process.pid)))
    writeFileSync(join(dir, `.s.PGSQL.${first.port}.lock`), note.replace(/^\d+/, String(process.pid)))
    const second = await start()
    expect(second.started).toBe(true)
    await second.stop()
  })

  it('says in one line that the files are of another version', async () => {
    writeFileSync(join(dir, 'data', 'PG_VERSION'), '15\n')
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 15, this is 18/)
    writeFileSync(join(dir, 'data', 'PG_VERSION'), '18\n')
  })
})
