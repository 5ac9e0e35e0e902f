import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { env, SetupProblem } from '../env'
import { lostMasterKeys } from '../lib/vault'

/**
 * Throws in one line when personnel files of this database do not open with the keys at hand: a key file that is missing is made anew, and
 * whatever is sealed from then on would need both.
 */
export async function checkFileKeys(url: string): Promise<void> {
  const lost = await findLost(url)
  if (lost.length === 0) return
  const given = env.masterKeys
  const place = 'file' in given ? given.file : 'OUTPOST_MASTER_KEYS'
  throw new SetupProblem(
    `Personnel files in this database are wrapped with master key ${lost.join(', ')}, which ${place} does not hold: put it back from its backup, nothing that is sealed opens without it.`,
  )
}

/** As the owner, who needs no login of the product: which database is meant is not changed for whatever comes after. */
async function findLost(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await lostMasterKeys(drizzle(client, { casing: 'snake_case' }))
  } catch (error) {
    if (isUnmade(error)) return []
    throw error
  } finally {
    await client.end()
  }
}

/** A database whose tables are not made yet holds no files; whoever serves it says what is missing. */
function isUnmade(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return ['3F000', '42P01'].includes(code)
}
