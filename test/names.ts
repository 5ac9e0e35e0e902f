/** Where tests find their databases. Several runs may share a cluster, so names carry the run. */
export type TestCluster = { url: string; secret: string; run: string }

export function databaseName(cluster: TestCluster, suffix: string): string {
  return `${cluster.run}_${suffix}`
}

export function databaseUrl(cluster: TestCluster, suffix: string): string {
  const url = new URL(cluster.url)
  url.pathname = `/${databaseName(cluster, suffix)}`
  return url.href
}
