import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import pg from 'pg'
import { startCluster } from '../db/cluster'
import { env } from '../env'
import { hashToken } from '../lib/session-token'
import { currentBuild } from '../scripts/built'
import { callers } from '../test/callers'

/** The seats of the demo company's cast; an employee who works in a store, so that a store has somebody to see. */
export const cast = { ...callers, employee: { login: 'wangmuyang', path: '/me' } } as const
export type Seat = keyof typeof cast
export const seats = Object.keys(cast) as Seat[]

export const origin = `http://127.0.0.1:${env.storyPort}`
const password = 'outpost-demo'

/** Asks the server as a browser without a page would; redirects are answers, not followed. */
export async function ask(path: string, options: RequestInit & { cookie?: string } = {}): Promise<Response> {
  const { cookie, headers, ...rest } = options
  const send = (): Promise<Response> =>
    fetch(`${origin}${path}`, {
      redirect: 'manual',
      ...rest,
      // packing what goes to the same machine costs both ends more than it saves
      headers: { 'accept-encoding': 'identity', ...(cookie && { cookie }), ...headers },
    })
  // A kept connection may be closed by the server in the moment it is used again.
  return send().catch(send)
}

/** Signs somebody in for real, through the endpoint that the form uses, and keeps the cookie. */
export async function sessionOf(login: string): Promise<string> {
  const csrf = await ask('/api/auth/csrf')
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const answer = await ask('/api/auth/callback/credentials', {
    method: 'POST',
    headers: {
      origin,
      'content-type': 'application/json',
      cookie: csrf.headers
        .getSetCookie()
        .map(line => line.split(';')[0])
        .join('; '),
    },
    body: JSON.stringify({ login, password, csrfToken, json: 'true' }),
  })
  const kept = answer.headers.getSetCookie().find(line => line.startsWith('outpost-session='))
  if (!kept) throw new Error(`${login} cannot sign in: ${answer.status}`)
  return kept.split(';')[0] ?? ''
}

/**
 * Where somebody comes from who tries wrong passwords: from the one address of this machine everybody else would soon be told to wait.
 * The server of the stories takes the address that a proxy in front of it names.
 */
export const elsewhere = (number: number) => ({ 'x-forwarded-for': `192.0.2.${number}` })

export type Company = {
  sql<T extends Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>
  close(): Promise<void>
}

/** The stories' own database, as its owner: the one of this run that knows the session. */
export async function companyOf(session: string): Promise<Company> {
  const url =
    env.testUrl ??
    (
      await startCluster({
        dir: join(env.dataFolder, 'test-postgres'),
        durable: false,
        log: () => undefined,
      })
    ).url
  const open = async (name: string): Promise<pg.Client> => {
    const address = new URL(url)
    address.pathname = `/${name}`
    const client = new pg.Client({ connectionString: address.href })
    await client.connect()
    return client
  }
  const maintenance = await open('postgres')
  const { rows } = await maintenance.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^outpost_run[0-9]+_stories$'`,
  )
  await maintenance.end()
  const hash = hashToken(session.split('=')[1] ?? '')
  for (const { name } of rows) {
    const client = await open(name)
    const known = await client.query('select from sessions where token_hash = $1', [hash])
    if (known.rowCount)
      return {
        sql: async <T extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
          (await client.query<T>(text, values)).rows,
        close: () => client.end(),
      }
    await client.end()
  }
  throw new Error('No database of the stories knows this session')
}

/**
 * Somebody whom a story has to itself, out of what `text` finds with a `login`: files are told side by side, and a second try needs
 * somebody to whom the first has done nothing.
 */
export async function someone<T extends { login: string }>(
  company: Company,
  text: string,
  values: unknown[] = [],
): Promise<T> {
  await company.sql(
    `begin; select pg_advisory_xact_lock(hashtext('stories')); create schema if not exists stories;
     create table if not exists stories.people (login text primary key)`,
  )
  const [found] = await company.sql<T>(
    `with found as materialized (select * from (${text}) f where login not in (select p.login from stories.people p) limit 1)
     , kept as (insert into stories.people select login from found)
     select * from found`,
    values,
  )
  await company.sql('commit')
  if (!found) throw new Error(`Nobody is left: ${text}`)
  return found
}

export type Person = { login: string; name: string; number: string }

/** Somebody of 何骏's who has long been at home and has asked for nothing. */
export const someoneAtHome = (company: Company): Promise<Person> =>
  someone(
    company,
    `select u.login, e.name, e.number from employees e join users u on u.id = e.user_id
     join units h on h.id = e.home_unit_id and h.code = 'catering'
     join assignments a on a.employee_id = e.id and a.unit_id = h.id and a.starts_on <= current_date and a.ends_on is null
     where u.login not in ('liwanqing', 'hejun', 'qinchuan') and e.left_on is null and e.hired_on < current_date - 7
       and u.disabled_at is null
       and not exists (select from requests r where r.employee_id = e.id and r.status in ('in_progress', 'returned'))
     order by e.number desc`,
  )

/** Nobody writes too many notes to one person in a day, neither at a second try nor for the words that come last. */
export async function letADayPassForNotes(company: Company): Promise<void> {
  await company.sql(
    `begin; set local session_replication_role = 'replica';
     update thanks_notes set created_at = created_at - interval '1 day'; commit`,
  )
}

/** Every address that app/ answers, with its dynamic segments as they are written. */
export function routesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(path => path.split(sep).join('/'))
    .filter(path => /(^|\/)(page\.tsx|route\.ts)$/.test(path))
    .map(
      path =>
        `/${path
          .split('/')
          .slice(0, -1)
          .filter(part => !/^\(.*\)$/.test(part))
          .join('/')}`,
    )
    .sort()
}

export type Known = { id: string; name: string; path: string }

/** Every action of the build, with the route of a page that knows it. */
export function knownActions(): Known[] {
  const file = join(currentBuild() ?? '', 'server', 'server-reference-manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
    node: Record<string, { workers: Record<string, unknown>; filename: string; exportedName: string }>
  }
  return Object.entries(manifest.node).map(([id, { workers, filename, exportedName }]) => {
    const page = Object.keys(workers).sort(
      (a, b) => Number(b.includes('[...rest]')) - Number(a.includes('[...rest]')),
    )
    const path = page[0]
      ?.replace(/^app/, '')
      .replace(/\/page$/, '')
      .replace('[...rest]', 'no/such/page')
    return { id, name: `${filename.split('/').at(-2)}/${exportedName}`, path: path ?? '' }
  })
}

/** Calls an action as React in the browser does: the arguments as a form in which the second one is a form. */
export async function post(
  action: Known,
  fields: Record<string, string>,
  headers: Record<string, string>,
  path = action.path,
): Promise<{ status: number; text: string }> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(`_1_${name}`, value)
  body.append('0', '[null,"$K1"]')
  const answer = await ask(path, {
    method: 'POST',
    headers: { 'next-action': action.id, accept: 'text/x-component', ...headers },
    body,
  })
  return { status: answer.status, text: await answer.text() }
}

/** Works on many at once, a few at a time, in the order given. */
export async function inTurns<A, B>(
  all: readonly A[],
  atOnce: number,
  work: (one: A) => Promise<B>,
): Promise<B[]> {
  const results: B[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at] as A)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}
