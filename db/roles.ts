import { createHmac } from 'node:crypto'
import type { Client } from 'pg'
import { policies } from './policies'
import { doorFunctions, functionGrants } from './policies/functions'
import { databaseRoles, type Login, logins, type TablePolicy } from './policies/kit'

/** Each portal's own login in a database; its name carries the portal, which is what app.portal() reads. */
export const loginName = (database: string, login: Login): string => `${database}_${login}`

/** Derived, so that an operator keeps one secret and no password is stored. */
export const loginPassword = (secret: string, login: string): string =>
  createHmac('sha256', secret).update(`login:${login}`).digest('base64url')

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`
const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
const groupRole = (role: string) => `outpost_role_${role}`

/** Group roles belong to the cluster, so several databases on it share them. */
export async function createGroupRoles(client: Client): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles')
  const present = new Set(rows.map(row => row.rolname))
  for (const role of databaseRoles.map(groupRole)) {
    if (present.has(role)) continue
    await client.query(`create role ${quote(role)} nologin`).catch(ignoreRace)
  }
}

/** Creates or refreshes the logins of this database and opens the door to them: the functions they may call outside a seat. */
export async function createLogins(client: Client, database: string, secret: string): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>('select rolname from pg_roles')
  const present = new Set(rows.map(row => row.rolname))
  const statements: string[] = [`revoke connect on database ${quote(database)} from public`]
  for (const login of Object.keys(logins) as Login[]) {
    const name = loginName(database, login)
    const options = `login noinherit password ${literal(loginPassword(secret, name))}`
    if (present.has(name)) statements.push(`alter role ${quote(name)} ${options}`)
    else await client.query(`create role ${quote(name)} ${options}`).catch(ignoreRace)
    statements.push(
      `grant connect on database ${quote(database)} to ${quote(name)}`,
      `grant usage on schema app to ${quote(name)}`,
      `alter role ${quote(name)} set statement_timeout = '${login === 'job' ? '60s' : '10s'}'`,
      `alter role ${quote(name)} set idle_in_transaction_session_timeout = '15s'`,
      `alter role ${quote(name)} set jit = off`,
      ...logins[login].map(role => `grant ${groupRole(role)} to ${quote(name)}`),
    )
  }
  for (const [signature, who] of Object.entries(doorFunctions)) {
    for (const login of who) {
      statements.push(`grant execute on function ${signature} to ${quote(loginName(database, login))}`)
    }
  }
  // The login runs jobs; in its service seat it takes back what dead workers held.
  const job = `${quote(loginName(database, 'job'))}, ${groupRole('job')}`
  const rule = literal(`the worker of ${database} runs jobs`)
  statements.push(
    `grant usage on schema graphile_worker to ${job}`,
    `grant all on all tables in schema graphile_worker to ${job}`,
    `grant all on all sequences in schema graphile_worker to ${job}`,
    `grant execute on all functions in schema graphile_worker to ${job}`,
    `do $$ declare t text; begin
       for t in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
         execute format('drop policy if exists %I on graphile_worker.%I', ${rule}, t);
         execute format('create policy %I on graphile_worker.%I to ${job} using (true) with check (true)', ${rule}, t);
       end loop; end $$`,
  )
  await client.query(statements.join(';\n'))
}

/** The SQL of db/policies: what was granted before is taken back first, so it is the whole truth. */
export function policyStatements(tables: string[]): string[] {
  const missing = tables.filter(table => !(table in policies))
  if (missing.length > 0) throw new Error(`db/policies does not say who may use: ${missing.join(', ')}`)
  const everyone = databaseRoles.map(groupRole).join(', ')
  const statements = [
    `do $$ declare p record; begin
       for p in select policyname, tablename from pg_policies where schemaname = 'public' loop
         execute format('drop policy %I on public.%I', p.policyname, p.tablename);
       end loop; end $$`,
    `revoke all on all tables in schema public from public, ${everyone}`,
    `revoke all on all functions in schema app from public, ${everyone}`,
    `grant usage on schema public, app to ${everyone}`,
  ]
  for (const table of tables) {
    statements.push(`alter table public.${quote(table)} enable row level security`)
    statements.push(...tableStatements(table, policies[table] ?? {}))
  }
  for (const [signature, roles] of Object.entries(functionGrants)) {
    statements.push(`grant execute on function ${signature} to ${roles.map(groupRole).join(', ')}`)
  }
  return statements
}

function tableStatements(table: string, policy: TablePolicy): string[] {
  return Object.entries(policy).flatMap(([role, rules]) =>
    Object.entries(rules).flatMap(([verb, rule]) => {
      const where = typeof rule === 'string' ? rule : rule.where
      const columns = typeof rule === 'string' ? '' : ` (${rule.columns.map(quote).join(', ')})`
      const using = verb === 'insert' ? '' : ` using (${where})`
      const check = verb === 'insert' || verb === 'update' ? ` with check (${where})` : ''
      const target = `public.${quote(table)}`
      return [
        `grant ${verb}${columns} on ${target} to ${groupRole(role)}`,
        `create policy ${quote(`${role} may ${verb} ${table}`)} on ${target} for ${verb} to ${groupRole(role)}${using}${check}`,
      ]
    }),
  )
}

/** Two migrations of two databases on one cluster may meet at a role; whoever is second finds it there. */
function ignoreRace(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && (error.code === '42710' || error.code === '23505')))
    throw error
}
