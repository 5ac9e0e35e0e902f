import type { TestProject } from 'vitest/node'
import { openTestCluster } from './cluster'
import type { TestCluster } from './names'

declare module 'vitest' {
  interface ProvidedContext {
    testCluster: TestCluster
  }
}

/** One cluster for the whole run, and in it a migrated database for each worker. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, close } = await openTestCluster(project.vitest.config.maxWorkers, line =>
    console.log(line),
  )
  project.provide('testCluster', cluster)
  return close
}
