import { join } from 'node:path'
import pg from 'pg'
import { type Cluster, runningUrl, startCluster } from '../db/cluster'
import { oldestPostgres } from '../db/migrate'
import { env, SetupProblem } from '../env'

export const clusterFolder = (): string => join(env.dataFolder, 'postgres')

/** The operator's database if one is given, else the embedded one, started. */
export async function openDatabase(log: (line: string) => void): Promise<{ url: string; cluster?: Cluster }> {
  if (env.databaseUrl) {
    await checkDatabase(env.databaseUrl)
    return { url: env.databaseUrl }
  }
  const cluster = await startCluster({ dir: clusterFolder(), log })
  return { url: cluster.url, cluster }
}

/** For processes that join a running product: the operator's database, or the one of a running `npm start`. */
export function joinDatabase(): string {
  const url = env.databaseUrl ?? runningUrl(clusterFolder())
  if (!url)
    throw new SetupProblem(
      'No database: set DATABASE_URL, or run `npm start` in this folder at the same time.',
    )
  return url
}

/** Throws in one line if the database cannot be used. */
export async function checkDatabase(url: string): Promise<void> {
  const { hostname, port, username, pathname } = new URL(url)
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; mayCreateRoles: boolean }>(
      `select current_setting('server_version_num')::int / 10000 as version,
        rolsuper or rolcreaterole as "mayCreateRoles" from pg_roles where rolname = current_user`,
    )
    const [found] = rows
    if (!found || found.version < oldestPostgres)
      throw new SetupProblem(
        `The database is PostgreSQL ${found?.version}: Outpost needs ${oldestPostgres} or newer, so upgrade it or leave DATABASE_URL out.`,
      )
    if (!found.mayCreateRoles)
      throw new SetupProblem(
        `The user ${username} may not create roles: run \`alter role ${username} createrole\` as a superuser.`,
      )
  } catch (error) {
    throw explain(error, { place: `${hostname}:${port || 5432}`, username, database: pathname.slice(1) })
  } finally {
    await client.end().catch(() => undefined)
  }
}

function explain(error: unknown, at: { place: string; username: string; database: string }): Error {
  if (error instanceof SetupProblem) return error
  const code = codeOf(error)
  if (code === '3D000')
    return new SetupProblem(
      `There is no database ${at.database} at ${at.place}: create it with \`createdb ${at.database}\`.`,
    )
  if (code === '28P01' || code === '28000')
    return new SetupProblem(
      `The database at ${at.place} refuses user ${at.username}: check the name and password in DATABASE_URL.`,
    )
  const reason = code || (error instanceof Error ? error.message : String(error))
  return new SetupProblem(
    `The database at ${at.place} cannot be reached (${reason}): check DATABASE_URL and that PostgreSQL runs there.`,
  )
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
