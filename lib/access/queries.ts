import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { zone } from '../clock'
import { contains, keyset, type Page, type PageRequest, startsWith } from '../paging'
import type { GrantRole } from './rules'

export type AccountRow = {
  id: string
  login: string
  name: string
  disabledAt: string | null
  grants: { role: GrantRole; unit: string; unitKind: string }[]
}

export type AccountFilter = PageRequest & {
  q?: string | undefined
  role?: GrantRole | undefined
  state: 'active' | 'disabled' | 'all'
  /** holders: people with a role; all: every account, employees' own ones too */
  view: 'holders' | 'all'
  sort: string
}

export const accountsPerPage = 50
/** Beyond this a count says "10000+": nobody reads the difference, and counting would cost more than the page. */
export const countCap = 10_000

const inForce = (today: string) =>
  sql`g.starts_on <= ${today} and (g.ends_on is null or g.ends_on > ${today})`

export async function listAccounts(
  tx: Tx,
  filter: AccountFilter,
  today: string,
): Promise<Page<AccountRow> & { total: number }> {
  const byName = filter.sort.replace('-', '') === 'name'
  const page = keyset<AccountRow>(
    {
      by: byName ? sql`u.name` : sql`u.login`,
      key: sql`u.login`,
      descending: filter.sort.startsWith('-'),
      size: accountsPerPage,
    },
    filter,
    row => [byName ? row.name : row.login, row.login],
  )
  const where = conditionsOf(filter, today)
  const { rows } = await tx.execute<AccountRow>(sql`
    with listed as materialized (
      select u.id, u.login, u.name, u.disabled_at from users u where ${where} and ${page.where} ${page.order}
    )
    select u.id, u.login, u.name, u.disabled_at as "disabledAt", coalesce((
      select jsonb_agg(jsonb_build_object('role', g.role, 'unit', n.name, 'unitKind', n.kind) order by g.role, n.name)
      from role_grants g join units n on n.id = g.unit_id where g.user_id = u.id and ${inForce(today)}), '[]') as grants
    from listed u`)
  const total = await countAccounts(tx, filter, today)
  return { ...page.pageOf(inListOrder(rows, byName, page.isFalling)), total }
}

/** How many accounts a search finds, on all its pages. */
export async function countAccounts(
  tx: Tx,
  filter: Pick<AccountFilter, 'q' | 'role' | 'state' | 'view'>,
  today: string,
): Promise<number> {
  const { rows } = await tx.execute<{ total: number }>(sql`
    select count(*)::int as total from (select from users u where ${conditionsOf(filter, today)} limit ${countCap}) counted`)
  return rows[0]?.total ?? 0
}

/** The outer statement promises no order; the rows are few. */
function inListOrder(rows: AccountRow[], byName: boolean, isFalling: boolean): AccountRow[] {
  const keyOf = (row: AccountRow) => (byName ? `${row.name}\u0000${row.login}` : row.login)
  return rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1) * (isFalling ? -1 : 1))
}

function conditionsOf(filter: Pick<AccountFilter, 'q' | 'role' | 'state' | 'view'>, today: string): SQL {
  const conditions: SQL[] = [sql`true`]
  if (filter.view === 'holders' || filter.role) {
    const role = filter.role ? sql`and g.role = ${filter.role}` : sql``
    conditions.push(
      sql`u.id = any (array(select g.user_id from role_grants g where ${inForce(today)} ${role}))`,
    )
  }
  if (filter.state === 'active') conditions.push(sql`u.disabled_at is null`)
  if (filter.state === 'disabled') conditions.push(sql`u.disabled_at is not null`)
  if (filter.q) {
    const pattern = filter.view === 'holders' ? contains(filter.q) : startsWith(filter.q)
    conditions.push(sql`(u.name like ${pattern} or u.login like ${pattern.toLowerCase()})`)
  }
  return sql.join(conditions, sql` and `)
}

export type AccessAccount = {
  id: string
  login: string
  name: string
  disabledAt: string | null
  createdAt: string
  /** The first day without them, where their leaving is settled. */
  leftOn: string | null
}

export async function findAccountByLogin(tx: Tx, login: string): Promise<AccessAccount | undefined> {
  const { rows } = await tx.execute<AccessAccount>(sql`
    select id, login, name, disabled_at as "disabledAt", created_at as "createdAt", app.left_on(id) as "leftOn"
    from users where login = ${login}`)
  return rows[0]
}

export type Grant = {
  id: string
  role: GrantRole
  unitId: string
  unitCode: string
  unitName: string
  unitKind: string
  startsOn: string
  endsOn: string | null
  grantedByName: string
  endedByName: string | null
  /** The day on which its end was decided. */
  endedOn: string | null
}

/** All grants of an account over time, latest first. */
export async function listGrants(tx: Tx, userId: string): Promise<Grant[]> {
  const { rows } = await tx.execute<Grant>(sql`
    select g.id, g.role, g.unit_id as "unitId", u.code as "unitCode", u.name as "unitName", u.kind as "unitKind", g.starts_on as "startsOn",
      g.ends_on as "endsOn", g.granted_by_name as "grantedByName", g.ended_by_name as "endedByName",
      (g.ended_at at time zone ${zone})::date::text as "endedOn"
    from role_grants g join units u on u.id = g.unit_id
    where g.user_id = ${userId} order by g.starts_on desc, g.id desc limit 100`)
  return rows
}

/** Roles of an account that have not ended, those that begin later included. */
export async function listHeldRoles(tx: Tx, userId: string, today: string): Promise<GrantRole[]> {
  const { rows } = await tx.execute<{ role: GrantRole }>(sql`
    select distinct role from role_grants where user_id = ${userId} and (ends_on is null or ends_on > greatest(starts_on, ${today}))`)
  return rows.map(row => row.role)
}

/** Everybody who is HR today, for the worker to tell. */
export async function listHr(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select distinct g.user_id as id from role_grants g where g.role = 'hr'
      and g.starts_on <= app.today() and (g.ends_on is null or g.ends_on > app.today())`,
  )
  return rows.map(row => row.id)
}
