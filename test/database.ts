import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { env, setDatabase } from '../env'
import { dropDatabase, makeDatabase } from './cluster'
import { databaseUrl } from './names'

export type TestDatabase = { url: string; secret: string }

/** The database of this worker; test/setup.ts has put it into the settings already. */
export async function testDatabase(): Promise<TestDatabase> {
  const cluster = inject('testCluster')
  return { url: databaseUrl(cluster, `pool${env.testPool}`), secret: cluster.secret }
}

/** An empty, migrated database for one test alone, which becomes the one in the settings until it is dropped. */
export async function ownDatabase(): Promise<TestDatabase & { drop: () => Promise<void> }> {
  const cluster = inject('testCluster')
  const suffix = `own${randomBytes(4).toString('hex')}`
  const url = await makeDatabase(cluster, suffix)
  setDatabase(url, cluster.secret)
  return {
    url,
    secret: cluster.secret,
    drop: async () => {
      await dropDatabase(cluster, suffix)
      const { url: before } = await testDatabase()
      setDatabase(before, cluster.secret)
    },
  }
}
