import type { TestProject } from 'vitest/node'
import { openTestCluster, type TestCluster } from './cluster'

declare module 'vitest' {
  interface ProvidedContext {
    testCluster: TestCluster
  }
}

/** One cluster and one migrated template for the whole run; each worker copies the template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { cluster, close } = await openTestCluster(line => console.log(line))
  project.provide('testCluster', cluster)
  return close
}
