import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { env, setDatabase } from '../env'
import { copyTemplate, dropDatabase } from './cluster'

export type TestDatabase = { url: string; secret: string }

let made: Promise<TestDatabase> | undefined

/** The database of this worker, migrated and empty: what a test writes there, it rolls back. */
export function testDatabase(): Promise<TestDatabase> {
  made ??= prepare(`pool${env.testPool}`)
  return made
}

/** A database for one test that must commit; `drop` it afterwards. */
export async function ownDatabase(): Promise<TestDatabase & { drop: () => Promise<void> }> {
  const suffix = `own${randomBytes(4).toString('hex')}`
  return { ...(await prepare(suffix)), drop: () => dropDatabase(inject('testCluster'), suffix) }
}

async function prepare(suffix: string): Promise<TestDatabase> {
  const cluster = inject('testCluster')
  const url = await copyTemplate(cluster, suffix)
  setDatabase(url, cluster.secret)
  return { url, secret: cluster.secret }
}
