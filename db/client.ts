import 'server-only'
import { createHash } from 'node:crypto'
import { DrizzleQueryError, sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Pool, type PoolClient, type QueryConfig } from 'pg'
import { env } from '@/env'
import type { Login } from './policies/kit'
import { loginName, loginPassword } from './roles'

/** A handle inside the door. Without `transaction`: drizzle's would commit the outer one half-way; use savepoint(). */
export type Tx = Omit<NodePgDatabase, 'transaction'>

export type Seat = {
  user_id: string
  user_name: string
  session_id: string
  locale: 'zh-CN' | 'en'
  theme: 'system' | 'light' | 'dark'
  must_change: boolean
  employee_id: string | null
  grant_id: string | null
  role: string
  unit_id: string | null
  unit_code: string | null
  unit_name: string | null
  today: string
  is_stale: boolean
}

/** The session is over: revoked, expired, unknown, or its person was disabled. */
export class SessionOver extends Error {}
/** The session is good, but this seat is not theirs: to them it does not exist. */
export class SeatNotTheirs extends Error {}

const poolSizes: Record<Login, number> = { hq: 10, store: 10, me: 20, auth: 5, job: 5, feed: 3 }

/** One pool per portal login, kept over hot reloads in development. */
const shared = globalThis as typeof globalThis & { outpostPools?: Map<Login, Pool> }

function pool(login: Login): Pool {
  shared.outpostPools ??= new Map()
  let found = shared.outpostPools.get(login)
  if (!found) {
    found = new Pool({
      ...loginAddress(login),
      max: poolSizes[login],
      pipeline: true,
      connectionTimeoutMillis: 10_000,
    })
    // An idle connection that breaks is replaced on the next use; without a listener it would end the process.
    found.on('error', () => undefined)
    found.on('connect', client => client.on('error', () => undefined))
    shared.outpostPools.set(login, found)
  }
  return found
}

/** Where and as whom a login connects: the owner's address with the login's own name and password. */
export function loginAddress(login: Login): { connectionString: string } {
  const url = new URL(env.requiredDatabaseUrl)
  const name = loginName(decodeURIComponent(url.pathname.slice(1)), login)
  url.username = encodeURIComponent(name)
  url.password = encodeURIComponent(loginPassword(env.secret, name))
  return { connectionString: url.toString() }
}

export async function closePools(): Promise<void> {
  const pools = [...(shared.outpostPools?.values() ?? [])]
  shared.outpostPools?.clear()
  await Promise.all(pools.map(one => one.end()))
}

const beginnings = {
  read: 'begin isolation level repeatable read read only',
  write: 'begin',
} as const

/**
 * The one door to the data for people: a transaction in which Postgres knows who is asking.
 * @param tokenHash hex SHA-256 of the session token
 * @param unitCode the store or region in the address, for the store portal
 * @param grant the preferred grant where a person has several
 * @param ask what is asked in the same breath as the entrance, before it is known who asks; the policies know it all the same
 */
export async function enter<T, A = undefined>(
  portal: 'hq' | 'store' | 'me',
  who: { tokenHash: string; unitCode?: string; grant?: string },
  mode: keyof typeof beginnings,
  work: (tx: Tx, seat: Seat, asked: A | undefined) => Promise<T>,
  ask?: (tx: Tx) => Promise<A>,
): Promise<T> {
  return inTransaction(pool(portal), mode, async client => {
    const tx = drizzle(client, { casing: 'snake_case' })
    const entered = client.query<Seat>({
      name: 'enter',
      text: `select user_id, user_name, session_id, locale, theme, must_change, employee_id, grant_id, role,
        unit_id, unit_code, unit_name, today::text, is_stale from app.enter($1, $2, $3)`,
      values: [who.tokenHash, who.unitCode ?? null, who.grant ?? null],
    })
    const asked = ask?.(tx)
    // where the entrance fails, so does this, and nobody waits for it
    asked?.catch(() => undefined)
    const { rows } = await entered
    const seat = rows[0]
    if (!seat) throw new SeatNotTheirs()
    return work(tx, seat, await asked)
  })
}

const keptPlan = '/* plan once */'

/**
 * Statements that begin with this comment are planned once per connection: for the big ones of every page planning took longer
 * than reading. Not for those whose plan has to know the words: the start of a word is a range of an index only when it is seen.
 */
function nameOf(text: string): string | undefined {
  return text.trimStart().startsWith(keptPlan) ? createHash('sha1').update(text).digest('hex') : undefined
}

/** A connection for the time of one transaction: what is still asked after it is refused, because somebody else has it then. */
type Visit = { client: PoolClient; leave(): void }

function visit(client: PoolClient): Visit {
  let isOver = false
  let isHeld = false
  const query = (asked: QueryConfig | string, ...rest: never[]): unknown => {
    if (isOver)
      return Promise.reject(new Error('The transaction is over: nothing can be read in it any more'))
    if (!isHeld) {
      isHeld = true
      holdBack(client, () => {
        isHeld = false
      })
    }
    const config = typeof asked === 'string' ? { text: asked } : asked
    return client.query({ ...config, name: config.name ?? nameOf(config.text) }, ...rest)
  }
  return {
    client: Object.assign(Object.create(client) as PoolClient, { query }),
    leave: () => {
      isOver = true
    },
  }
}

/** Statements asked for in one turn travel in one packet: a write to the socket costs as much as a small query. */
function holdBack({ connection: { stream } }: PoolClient, onSent: () => void): void {
  stream.cork()
  // After all that runs now and what was promised to it, not only after the next step of each.
  queueMicrotask(() =>
    process.nextTick(() => {
      stream.uncork()
      onSent()
    }),
  )
}

/** The door for sign-in, background work and the feed of live pages, which act for nobody. */
export async function enterService<T>(
  service: 'auth' | 'job' | 'feed',
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return inTransaction(pool(service), 'write', async client => {
    await client.query({ name: 'enter_service', text: 'select app.enter_service()' })
    return work(drizzle(client, { casing: 'snake_case' }))
  })
}

async function inTransaction<T>(
  from: Pool,
  mode: keyof typeof beginnings,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const connection = await from.connect()
  const { client, leave } = visit(connection)
  let broken: Error | undefined
  let ending: Promise<Error | undefined> | undefined
  // A connection that breaks between two queries says so by an event; unheard, it would end the process.
  const onBreak = (error: Error): void => {
    broken = error
  }
  connection.on('error', onBreak)
  try {
    // Not awaited: the pipeline sends it together with the first query, in one round trip.
    const begun = client.query(beginnings[mode])
    const [beginResult, result] = await Promise.allSettled([begun, work(client)])
    if (beginResult.status === 'rejected') throw beginResult.reason
    if (result.status === 'rejected') throw result.reason
    const committed = client.query('commit')
    if (mode === 'read') {
      // What was read is known; only the client has to wait before the next request may have it.
      ending = committed.then(
        () => undefined,
        (failure: Error) => failure,
      )
    } else await committed
    return result.value
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw isSessionOver(error) ? new SessionOver() : withoutValues(error)
  } finally {
    leave()
    // A connection whose last word failed is not given to the next request.
    const giveBack = (failure: Error | undefined): void => {
      connection.off('error', onBreak)
      connection.release(broken ?? failure)
    }
    if (ending) void ending.then(giveBack)
    else giveBack(undefined)
  }
}

/**
 * Whoever writes an error from here into a log, and the framework does, writes nothing that is in a file or that somebody typed:
 * drizzle's message holds the parameters, and what Postgres says of a row or a value holds these. What our own functions raise stays.
 */
function withoutValues<E>(error: E): E {
  if (!(error instanceof Error)) return error
  if (error instanceof DrizzleQueryError) {
    say(error, 'Failed query')
    error.params = []
  }
  if ('severity' in error && 'code' in error && error.code !== 'P0001') {
    Object.assign(error, { detail: undefined, where: undefined, internalQuery: undefined })
    // data exceptions repeat the value
    if (String(error.code).startsWith('22')) say(error, 'data exception')
  }
  withoutValues(error.cause)
  return error
}

function say(error: Error, words: string): void {
  if (error.stack) error.stack = error.stack.replace(error.message, words)
  error.message = words
}

/** Runs `work` so that its failure undoes only what it did. */
export async function savepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.execute(sql`savepoint inner_work`)
  try {
    const result = await work()
    await tx.execute(sql`release savepoint inner_work`)
    return result
  } catch (error) {
    await tx.execute(sql`rollback to savepoint inner_work`)
    throw error
  }
}

function isSessionOver(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && error.code === '28000' && error.message === 'session_over'
  )
}
