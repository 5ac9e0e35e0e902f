import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools, enter, enterService, savepoint, type Tx } from '@/db/client'
import { addDays } from '@/lib/clock'
import {
  approveRequest,
  commentRequest,
  copyRequest,
  joinRequest,
  nudgeRequest,
} from '@/lib/requests/commands'
import { hashToken } from '@/lib/session-token'
import { requestTransfer } from '@/lib/transfers/commands'
import { pdf } from '@/test/files'
import { type Login, type Row, type SeatName, seatOf, type World, world } from '@/test/world'
import { parts } from './policies'
import { type DatabaseRole, databaseRoles } from './policies/kit'

/** One person for each database role; the services act for nobody. */
const seats: Partial<Record<DatabaseRole, [Login, SeatName]>> = {
  hr: ['zhoulan', 'hq'],
  executive: ['sunli', 'hq'],
  head: ['hejun', 'hq'],
  specialist: ['yezhen', 'hq'],
  auditor: ['shaoning', 'hq'],
  admin: ['gaoyuan', 'hq'],
  manager: ['zhaomingyuan', 'store/tianyao'],
  employee: ['wangmuyang', 'me'],
}

let w: World
let tables: string[]
beforeAll(async () => {
  w = await world()
  await liveALittle(w)
  await reportALittle(w)
  await rosterALittle(w)
  await announceALittle(w)
  await connectALittle(w)
  await signALittle(w)
  await partALittle(w)
  await thankALittle(w)
  await workALittle(w)
  await fileALittle(w)
  await exportALittle(w)
  await completeALittle(w)
  await learnALittle(w)
  await guards('disable')
  tables = (
    await w.sql<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
    )
  ).map(row => row.name)
})
afterAll(async () => {
  await guards('enable')
  await w.close()
  await closePools()
})

/** Here policies answer alone: the guards of the workflow (db/guards.test.ts) would refuse most copies of a row anyway. */
async function guards(state: 'enable' | 'disable'): Promise<void> {
  const found = await w.sql<{ name: string; table: string }>(
    `select tgname as name, tgrelid::regclass::text as table from pg_trigger where tgname like '%_guard'`,
  )
  for (const { name, table } of found) await w.sql(`alter table ${table} ${state} trigger ${name}`)
}

describe('every table', () => {
  it('has rows in the test company, or the matrix would prove nothing', async () => {
    const empty: string[] = []
    for (const table of tables) {
      const [row] = await w.sql<{ n: number }>(`select count(*)::int as n from "${table}"`)
      if (!row?.n) empty.push(table)
    }
    expect(empty).toEqual([])
  })

  it('breaks none of the lints', async () => {
    expect(await w.sql(lints)).toEqual([])
  })

  it('finds the rights of a table in one place', () => {
    const tables = parts.flatMap(part => Object.keys(part))
    expect(tables.filter((table, index) => tables.indexOf(table) !== index)).toEqual([])
  })

  it('answers each role as written down in policies.matrix.txt', async () => {
    const lines: string[] = []
    for (const table of tables) {
      const cells: string[] = []
      for (const role of databaseRoles) cells.push(`${role} ${await row(role, table)}`)
      lines.push(
        `${table.padEnd(22)} ${cells
          .map(cell => cell.padEnd(16))
          .join('')
          .trimEnd()}`,
      )
    }
    await expect(`${legend}\n${lines.join('\n')}\n`).toMatchFileSnapshot('policies.matrix.txt')
  }, 300_000)

  it('answers otherwise as soon as a policy is dropped or opened wide', async () => {
    const inForce = () =>
      w.sql<{
        table: string
        name: string
        verb: Verb
        role: DatabaseRole
        using: string | null
        check: string | null
      }>(`
        select tablename as table, policyname as name, lower(cmd) as verb, replace(roles[1]::text, 'outpost_role_', '') as role,
          qual as using, with_check as check
        from pg_policies where schemaname = 'public' order by 1, 2`)
    const policies = await inForce()
    const unnoticed: string[] = []
    for (const policy of policies) {
      const { table, name, verb, role } = policy
      const before = await usualReach(role, table, verb)
      const target = `"${name}" on "${table}"`
      const using = policy.using === null ? '' : ` using (${policy.using})`
      const check = policy.check === null ? '' : ` with check (${policy.check})`
      await w.sql(`drop policy ${target}`)
      // one that shows nothing to who may ask leaves nothing behind that could be missed
      const showsNothing = policy.using === 'false'
      if (!showsNothing && (await reach(role, table, verb)) === before) unnoticed.push(`dropped: ${name}`)
      await w.sql(`create policy ${target} for ${verb} to outpost_role_${role}${using}${check}`)
      if ((policy.using ?? policy.check) === 'true') continue
      await w.sql(`alter policy ${target}${using && ' using (true)'}${check && ' with check (true)'}`)
      if ((await reach(role, table, verb)) === before) unnoticed.push(`opened: ${name}`)
      await w.sql(`alter policy ${target}${using}${check}`)
    }
    expect(unnoticed).toEqual([])
    expect(await inForce()).toEqual(policies)
  }, 600_000)
})

describe('the door', () => {
  it('is closed to whoever has not come through it', async () => {
    const { Client } = await import('pg')
    const { loginAddress } = await import('./client')
    const client = new Client(loginAddress('store'))
    await client.connect()
    await expect(client.query('select * from employees')).rejects.toMatchObject({ code: '42501' })
    await expect(client.query(`select set_config('role', 'outpost_role_hr', false)`)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(client.query('select app.apply_transfer(gen_random_uuid())')).rejects.toMatchObject({
      code: '42501',
    })
    await client.end()
  })

  it.each([
    ['a forged token', 'forged', 'hq'],
    ['an empty token', '', 'hq'],
  ] as const)('refuses %s', async (_what, token, portal) => {
    await expect(enter(portal, { tokenHash: hashToken(token) }, 'read', async () => 1)).rejects.toThrow()
  })

  it('does not know a seat that is not theirs, and forgets a session in the second it is revoked', async () => {
    const tokenHash = hashToken(w.tokens.zhaomingyuan)
    await expect(enter('hq', { tokenHash }, 'read', async () => 1)).rejects.toThrow()
    await expect(enter('store', { tokenHash, unitCode: 'nanxi' }, 'read', async () => 1)).rejects.toThrow()
    await expect(enter('me', { tokenHash }, 'read', async () => 1)).rejects.toThrow()
    expect(await enter('store', { tokenHash, unitCode: 'tianyao' }, 'read', async () => 1)).toBe(1)
    await w.sql('update sessions set revoked_at = now() where user_id = $1', [w.users.zhaomingyuan])
    await expect(enter('store', { tokenHash, unitCode: 'tianyao' }, 'read', async () => 1)).rejects.toThrow()
    await w.sql('update sessions set revoked_at = null where user_id = $1', [w.users.zhaomingyuan])
  })

  it('writes nothing in a read, and leaves the connection as it was', async () => {
    const tokenHash = hashToken(w.tokens.zhoulan)
    const write = (tx: Tx): Promise<unknown> => tx.execute(sql`update employees set name = 'x'`)
    await expect(enter('hq', { tokenHash }, 'read', write)).rejects.toThrow()
    expect(await enter('hq', { tokenHash }, 'read', async (_tx, seat) => seat.role)).toBe('hr')
  })

  it('answers each seat by its own policies where the connection keeps the plan', async () => {
    const seen = async (login: Login): Promise<{ n: number; plans: number }> =>
      enter('hq', { tokenHash: hashToken(w.tokens[login]) }, 'read', async tx => {
        const { rows } = await tx.execute<{ n: number }>(
          sql`/* plan once */ select count(*)::int as n from employees where id <> ${w.employees.guyan.id}`,
        )
        const kept = await tx.execute<{ n: number }>(
          sql`select count(*)::int as n from pg_prepared_statements where statement like '/* plan once */ select count(*)::int as n from employees%'`,
        )
        return { n: rows[0]?.n ?? 0, plans: kept.rows[0]?.n ?? 0 }
      })
    const alone = { hr: (await seen('zhoulan')).n, head: (await seen('hejun')).n }
    expect(alone.head).toBeLessThan(alone.hr)
    for (let round = 0; round < 8; round++) {
      expect(await seen('zhoulan')).toEqual({ n: alone.hr, plans: 1 })
      expect(await seen('hejun')).toEqual({ n: alone.head, plans: 1 })
    }
  })

  it('lets nobody borrow another seat by setting what the door has set', async () => {
    const seen = await w.as('zhaomingyuan', 'store/tianyao', async tx => {
      await tx.execute(sql`select set_config('app.unit', ${w.units.nanxi}, true)`)
      const { rows } = await tx.execute('select id from employees')
      await expect(
        savepoint(tx, () => tx.execute(sql`select set_config('role', 'outpost_role_hr', true)`)),
      ).rejects.toThrow()
      return rows
    })
    expect(seen).toEqual([])
  })
})

const verbs = ['select', 'insert', 'update', 'delete'] as const
type Verb = (typeof verbs)[number]

const legend = `How far each role reaches in each table: select, insert, update, delete.
* every row   ~ some rows   0 no row of the test company   - no right at all`

async function row(role: DatabaseRole, table: string): Promise<string> {
  let cells = ''
  for (const verb of verbs) cells += await usualReach(role, table, verb)
  return cells
}

const usual = new Map<string, string>()
/** How far a role reaches while no policy is dropped or opened: asked once. */
async function usualReach(role: DatabaseRole, table: string, verb: Verb): Promise<string> {
  const key = `${role} ${table} ${verb}`
  const known = usual.get(key) ?? (await reach(role, table, verb))
  usual.set(key, known)
  return known
}

/** Counts what a role can do with the rows that exist, one by one, each undone. */
async function reach(role: DatabaseRole, table: string, verb: Verb): Promise<string> {
  const key = `${role} ${table} ${verb}`
  if (!grounds.has(key)) grounds.set(key, await groundOf(`outpost_role_${role}`, table, verb))
  const ground = grounds.get(key)
  if (!ground) return '-'
  const { rows, change, columns } = ground
  return undone(role, async tx => {
    if (verb === 'insert') return lettingIn(tx, table, columns, rows)
    const reached =
      verb === 'select'
        ? await countOf(tx, `select count(*)::int as n from "${table}"`)
        : await rowsChanged(
            tx,
            verb === 'update' ? `update "${table}" set ${change}` : `delete from "${table}"`,
          )
    return reached === 0 ? '0' : reached >= rows.length ? '*' : '~'
  })
}

type Ground = { rows: Row[]; change: string; columns: string[] }
/** By role, table and verb: what there is to ask for, which no policy changes. */
const grounds = new Map<string, Ground | undefined>()

/** Undefined where the role has no right at all. */
async function groundOf(group: string, table: string, verb: Verb): Promise<Ground | undefined> {
  const [privilege] = await w.sql<{ has: boolean }>(
    `select has_table_privilege($1, $2, $3) or ($3 in ('select', 'insert', 'update') and has_any_column_privilege($1, $2, $3)) as has`,
    [group, table, verb],
  )
  if (!privilege?.has) return undefined
  const rows = await w.sql<{ row: Row }>(`select to_jsonb(t) as row from "${table}" t`)
  return {
    rows: rows.map(one => one.row),
    change: verb === 'update' ? await changeOf(group, table) : '',
    columns: verb === 'insert' ? await columnsOf(group, table) : [],
  }
}

/**
 * An assignment to a column that the role may change; it reads nothing, so that only the policy for updates decides. Of the columns,
 * the first that no constraint minds, tried as the owner.
 */
async function changeOf(group: string, table: string): Promise<string> {
  const columns = await w.sql<{ name: string; type: string }>(
    `select column_name as name, udt_name as type from information_schema.columns where table_schema = 'public' and table_name = $2
     and has_column_privilege($1, $2, column_name, 'update') order by (is_nullable = 'YES') desc, ordinal_position desc`,
    [group, table],
  )
  let change = ''
  for (const column of columns) {
    const [sample] = await w.sql<{ value: string }>(
      `select quote_nullable("${column.name}"::text) as value from "${table}" where "${column.name}" is not null limit 1`,
    )
    change = `"${column.name}" = ${sample?.value ?? 'null'}::${column.type}`
    const harmless = await w.sql(`begin; update "${table}" set ${change}; rollback`).then(
      () => true,
      () => false,
    )
    if (harmless) return change
    await w.sql('rollback')
  }
  return change
}

async function columnsOf(group: string, table: string): Promise<string[]> {
  const columns = await w.sql<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $2
     and has_column_privilege($1, $2, column_name, 'insert') order by ordinal_position`,
    [group, table],
  )
  return columns.map(column => column.name)
}

async function rowsChanged(tx: Tx, statement: string): Promise<number> {
  try {
    const result = await savepoint(tx, () => tx.execute(sql.raw(statement)))
    return result.rowCount ?? 0
  } catch (error) {
    // Rows that the role reaches, but whose new shape a constraint refuses: some, not all.
    return codeOf(error) === '42501' ? 0 : 1
  }
}

async function countOf(tx: Tx, text: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql.raw(text))
  return rows[0]?.n ?? 0
}

/** Of which rows row security lets copies in. */
async function lettingIn(tx: Tx, table: string, columns: string[], rows: Row[]): Promise<string> {
  const answers = new Set<boolean>()
  for (const row of rows) {
    answers.add(await mayInsert(tx, table, columns, row))
    if (answers.size === 2) return '~'
  }
  return answers.has(true) ? '*' : '0'
}

/** Whether row security lets a copy of a row in, in the columns that the role may fill; a constraint that refuses it afterwards counts as let in. */
async function mayInsert(tx: Tx, table: string, columns: string[], row: Row): Promise<boolean> {
  const name = sql.identifier(table)
  const filled = sql.join(
    columns.map(column => sql.identifier(column)),
    sql`, `,
  )
  const statement = sql`insert into ${name} (${filled}) select ${filled} from jsonb_populate_record(null::${name}, ${JSON.stringify(row)}::jsonb)`
  try {
    await savepoint(tx, () => tx.execute(statement))
    return true
  } catch (error) {
    return codeOf(error) !== '42501'
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error && 'code' in error.cause
    ? error.cause.code
    : undefined
}

class Undo extends Error {
  constructor(readonly result: string) {
    super('undo')
  }
}

async function undone(role: DatabaseRole, work: (tx: Tx) => Promise<string>): Promise<string> {
  const and = async (tx: Tx): Promise<never> => {
    throw new Undo(await work(tx))
  }
  const seat = seats[role]
  const run = seat
    ? enter(
        seatOf(seat[1]).portal,
        { tokenHash: hashToken(w.tokens[seat[0]]), unitCode: seatOf(seat[1]).unitCode },
        'write',
        and,
      )
    : enterService(role as 'auth' | 'job' | 'feed', and)
  return run.catch((error: unknown) => {
    if (error instanceof Undo) return error.result
    throw error
  })
}

/** Enough of a story that every table has rows of ours and of others. */
async function liveALittle(company: World): Promise<void> {
  const { sql: run, as, users, employees, units, today } = company
  const dispatch = (employee: string, toUnitId: string): Parameters<typeof requestTransfer>[2] => ({
    employee,
    kind: 'dispatch',
    toUnitId,
    effectiveOn: addDays(today, 10),
    endsOn: addDays(today, 100),
    reason: '派驻',
    consentBase: 'yes',
  })
  // long enough for a nudge
  const waitOneDay = () =>
    run(`update request_stages set entered_at = entered_at - interval '1 day' where left_at is null`)
  const first = await as('liwanqing', 'me', (tx, actor) =>
    requestTransfer(tx, actor, dispatch(employees.liwanqing.number, units.baoli)),
  )
  const { number } = first
  await waitOneDay()
  await as('liwanqing', 'me', (tx, actor) => nudgeRequest(tx, actor, { number }))
  await as('liwanqing', 'me', (tx, actor) =>
    commentRequest(tx, actor, {
      number,
      body: '请尽快',
      files: [pdf('证明.pdf')],
    }),
  )
  await as('hejun', 'hq', (tx, actor) => approveRequest(tx, actor, { number }))
  await as('zhoulan', 'hq', (tx, actor) => copyRequest(tx, actor, { number, to: users.sunli }))
  const back = await as('wangmuyang', 'me', (tx, actor) =>
    requestTransfer(tx, actor, {
      employee: employees.wangmuyang.number,
      kind: 'return',
      effectiveOn: addDays(today, 20),
      reason: '返回',
    }),
  )
  const again = { number: back.number }
  await as('hejun', 'hq', (tx, actor) => joinRequest(tx, actor, { ...again, to: users.yezhen }))
  await as('yezhen', 'hq', (tx, actor) => approveRequest(tx, actor, again))
  await as('hejun', 'hq', (tx, actor) => approveRequest(tx, actor, again))
  await as('zhaomingyuan', 'store/tianyao', (tx, actor) =>
    commentRequest(tx, actor, { ...again, body: '同意', files: [] }),
  )
  await waitOneDay()
  await as('wangmuyang', 'me', (tx, actor) => nudgeRequest(tx, actor, again))
  await as('zhaomingyuan', 'store/tianyao', (tx, actor) => approveRequest(tx, actor, again))
  await as('zhoulan', 'hq', (tx, actor) => approveRequest(tx, actor, again))
  // A request that none of the seats above has a part in, except headquarters.
  await as('zhoulan', 'me', (tx, actor) =>
    requestTransfer(tx, actor, dispatch(employees.zhoulan.number, units.baoli)),
  )
  await as('zhoulan', 'hq', (tx, actor) => copyRequest(tx, actor, { number, to: users.gaoyuan }))
  for (const [table, author, rest, values] of [
    ['comments', 'author_user_id, author_name', 'body, created_at', `'x', now()`],
    ['nudges', 'user_id, user_name', 'created_at', 'now()'],
    ['decisions', 'actor_user_id, actor_name', 'actor_role, verb, decided_at', `'x', 'approve', now()`],
  ]) {
    await run(
      `insert into ${table} (request_id, ${author}, ${rest}) select r.id, u.id, u.name, ${values} from requests r, users u`,
    )
  }
  await run(
    `insert into role_grants (user_id, role, unit_id, starts_on, ends_on) values ($1, 'specialist', $2, '2024-01-01', '2024-02-01')`,
    [users.wangmuyang, units.design],
  )
  await run(`insert into hand_over_items (request_id, employee_id, item, side, due_on)
    select id, employee_id, 'x', 'hq', current_date from requests`)
  await run(`insert into credentials (user_id, password_hash) select id, 'x' from users`)
  await run(`insert into sign_in_delays values ('login:x', 1, now(), now())`)
  await run(
    `insert into agreements (partner_id, number, kind, starts_on) select id, code, 'outsourcing', '2024-01-01' from partners`,
  )
  await run(
    `insert into substitutions (user_id, substitute_id, starts_on, ends_on)
     select id, (select id from users o where o.id <> u.id order by id limit 1), current_date + 100, current_date + 101 from users u`,
  )
  await run(
    `insert into consents (employee_id, unit_id, partner_id, request_id, includes_performance, includes_training, notice_version, given_at)
     select e.id, s.unit_id, s.partner_id, gen_random_uuid(), false, false, 'x', now() from employees e, stores s`,
  )
  await run(
    `insert into consents (employee_id, unit_id, partner_id, request_id, includes_performance, includes_training, notice_version, given_at)
     select r.employee_id, s.unit_id, s.partner_id, r.id, false, false, 'x', now() from requests r, stores s
     where r.number = $1 and s.unit_id = $2`,
    [again.number, units.tianyao],
  )
  await run(`insert into attachments (request_id, comment_id, name, content_type, size, content, created_at)
     select request_id, id, 'a', 'application/pdf', 1, 'x', now() from comments`)
  await run(`insert into request_copies (request_id, user_id, user_name, created_at) select r.id, u.id, u.name, now() from requests r, users u
     where (r.employee_user_id = u.id) on conflict do nothing`)
  await run(
    `insert into notifications (user_id, kind, path, created_at) select id, 'taskAssigned', 'x', now() from users`,
  )
  await run(
    `insert into deliveries (notification_id, user_id, channel, state, due_at, settled_at) select id, user_id, 'in_app', 'sent', now(), now() from notifications`,
  )
  await run(
    `insert into notification_choices (user_id, email_groups, push_groups, rhythm, digest_hour, digest_weekday, changed_at)
     select id, '{}', '{}', 'daily', 9, 1, now() from users`,
  )
  await run(
    `insert into mail_addresses (user_id, address, confirmed_at) select id, login || '@example.com', now() from users`,
  )
  await run(
    `insert into request_keys (user_id, key, input_hash) select id, gen_random_uuid(), 'x' from users`,
  )
  await run(
    `insert into return_reminders (assignment_id, ends_on, days_before, sent_at) select id, current_date, '30', now() from assignments limit 1`,
  )
  await run(`insert into worker_heartbeats values ('worker', now())`)
  await run(
    `insert into events (at, user_id, topic, subject_id) select now(), id, 'request', gen_random_uuid() from users`,
  )
  await run(`insert into trail (at, actor_user_id, actor_name, actor_role, action, entity_id, employee_id)
     select now(), u.id, u.name, 'x', 'password.changed', u.id, e.id from users u left join employees e on e.user_id = u.id`)
}

/** Tickets of two kinds and of several authors: one that the store knows, a private one, one of another store. */
async function reportALittle({ sql: run, users, units }: World): Promise<void> {
  await run(
    `insert into ticket_categories (name, name_en, routing, unit_id, priority, hours, is_private)
     values ('设备报修', 'Repairs', 'store', null, 'normal', 8, false), ('薪资疑问', 'Pay', 'unit', $1, 'normal', 8, true),
       ('食材质量', 'Ingredients', 'unit', $2, 'normal', 8, false)`,
    [units.design, units.catering],
  )
  const staff = [users.zhoulan, users.sunli, users.hejun, users.zhaomingyuan, users.yezhen]
  const byStaff = staff.map(
    (author, index) => [`WT-2026-1${index}`, author, '食材质量', units.nanxi, units.catering, false] as const,
  )
  for (const [number, author, category, store, receiving, isPrivate] of [
    ...byStaff,
    ['WT-2026-0001', users.wangmuyang, '设备报修', units.tianyao, units.tianyao, false],
    ['WT-2026-0002', users.guyan, '薪资疑问', units.nanxi, units.design, true],
    ['WT-2026-0003', users.guyan, '设备报修', units.nanxi, units.nanxi, false],
  ]) {
    await run(
      `insert into tickets (number, category_id, title, priority, is_private, author_user_id, author_name, store_unit_id, receiving_unit_id, opened_at, due_at)
       select $1, c.id, 'x', 'normal', $6, $2, 'x', $4, $5, now(), now() from ticket_categories c where c.name = $3`,
      [number, author, category, store, receiving, isPrivate],
    )
  }
  await run(`update tickets set named_user_id = $1 where number = 'WT-2026-0003'`, [users.sunli])
  await run(`select app.seat_ticket(id, now()) from tickets`)
  await run(`insert into ticket_posts (ticket_id, kind, author_user_id, author_name, author_role, created_at)
    select t.id, 'replied', u.id, u.name, 'x', now() from tickets t, users u`)
  await run(`insert into ticket_notes (ticket_id, author_user_id, author_name, author_role, body, created_at)
    select t.id, u.id, u.name, 'x', 'x', now() from tickets t, users u`)
  await run(`insert into ticket_attachments (ticket_id, post_id, name, content_type, size, content, created_at)
    select ticket_id, id, 'a', 'image/png', 1, 'x', now() from ticket_posts`)
  await run(`insert into ticket_watchers (ticket_id, user_id, user_name, reason, created_at)
    select t.id, t.author_user_id, 'x', 'mentioned', now() from tickets t`)
}

/** Notes that are shared, private, kept as evidence and withdrawn, each answered, one written by each of the cast. */
async function thankALittle({ sql: run, users, employees }: World): Promise<void> {
  const notes = [
    [users.zhaomingyuan, users.wangmuyang, employees.wangmuyang.id, 'thanks', true, null, null],
    [users.zhoulan, users.guyan, employees.guyan.id, 'thanks', true, null, null],
    [users.fangjing, users.guyan, employees.guyan.id, 'feedback', false, '2026-11-01', null],
    [users.fangjing, users.guyan, employees.guyan.id, 'feedback', false, null, null],
    [users.zhaomingyuan, users.wangmuyang, employees.wangmuyang.id, 'thanks', true, null, new Date()],
    [users.wangmuyang, users.zhaomingyuan, null, 'thanks', false, null, null],
    [users.yezhen, users.guyan, employees.guyan.id, 'thanks', false, null, null],
    [users.sunli, users.guyan, employees.guyan.id, 'thanks', false, null, null],
    [users.hejun, users.guyan, employees.guyan.id, 'thanks', false, null, null],
    ...[users.zhoulan, users.sunli, users.hejun, users.yezhen].map(
      receiver => [users.guyan, receiver, null, 'thanks', false, null, null] as const,
    ),
  ] as const
  for (const [author, receiver, employee, kind, shared, evidence, withdrawn] of notes)
    await run(
      `insert into thanks_notes (kind, tone, topic, body, relation, author_user_id, author_name, author_role, author_employee_id,
         receiver_user_id, receiver_name, receiver_employee_id, is_shared, evidence_on, created_at, withdrawn_at)
       values ($4, case when $4 = 'feedback' then 'advice' end, 'care', 'x', 'team', $1, 'x', 'x',
         (select id from employees where user_id = $1), $2, 'x', $3, $5, $6, now(), $7)`,
      [author, receiver, employee, kind, shared, evidence, withdrawn],
    )
  await run(`insert into thanks_replies (note_id, author_user_id, author_name, body, created_at)
    select id, receiver_user_id, 'x', 'x', now() from thanks_notes`)
}

/** Templates of HR and of two stores, and what four people reported: one of them has not given it yet. */
async function workALittle({ sql: run, users, units, employees, today }: World): Promise<void> {
  const templates = [
    ['日报', users.zhoulan, 'hr', [], [units.hq], today],
    ['天钥', users.zhaomingyuan, 'manager', [units.tianyao], [units.tianyao], null],
    ['南西', users.fangjing, 'manager', [units.nanxi], [units.nanxi], today],
  ]
  for (const template of templates)
    await run(
      `with t as (
         insert into report_templates (name, author_user_id, author_name, author_role, unit_id, unit_ids, reached_unit_ids, starts_on,
           rhythm, weekdays, due_time, remind_minutes, created_at)
         select $1, $2, 'x', $3, id, $4, $5, $6, 'daily', '{1}', '20:00', 0, now() from units where kind = 'headquarters' returning id
       ) insert into report_template_versions (template_id, version, fields, author_user_id, author_name, created_at)
       select id, 1, '[]', $2, 'x', now() from t`,
      template,
    )
  const people = [
    [employees.wangmuyang.id, units.tianyao, true, users.zhaomingyuan],
    [employees.guyan.id, units.nanxi, true, users.fangjing],
    [employees.zhoulan.id, units.hq, true, users.zhoulan],
    [employees.liwanqing.id, units.catering, false, users.hejun],
  ]
  for (const [employee, unit, isGiven, lead] of people) {
    await run(
      `insert into reports (template_id, employee_id, user_id, unit_id, name, number, unit_name, position_name, due_on, due_at, remind_at,
         status, version_id, answers, submitted_at)
       select t.id, e.id, e.user_id, $2, 'x', 'x', 'x', 'x', $4, now(), now(), case when $3 then 'submitted' else 'open' end,
         case when $3 then v.id end, case when $3 then '{}'::jsonb end, case when $3 then now() end
       from employees e, report_templates t join report_template_versions v on v.template_id = t.id where e.id = $1 and t.name = '日报'`,
      [employee, unit, isGiven, today],
    )
    await run(
      `insert into report_excuses (employee_id, on_day, unit_id, kind, reason, is_own, author_user_id, author_name, created_at)
       select e.id, $3::date - n, $2, 'rest', 'x', n = 1, case when n = 1 then e.user_id else $4 end, 'x', now()
       from employees e, generate_series(1, 2) n where e.id = $1`,
      [employee, unit, today, lead],
    )
  }
  await run(
    `insert into report_drafts (report_id, employee_id, answers, saved_at) select id, employee_id, '{}', now() from reports`,
  )
  await run(`insert into report_numbers (report_id, field, template_id, employee_id, unit_id, due_on, value)
    select id, 'f1', template_id, employee_id, unit_id, due_on, 1 from reports`)
  await run(`insert into report_photos (report_id, employee_id, field, name, content_type, size, content, created_at)
    select id, employee_id, 'f2', 'a', 'image/png', 1, 'x', now() from reports`)
  await run(`insert into report_comments (report_id, author_user_id, author_name, author_role, body, created_at)
    select r.id, u.id, 'x', 'x', 'x', now() from reports r, users u`)
}

/** Notices of several authors: drafts of their own, one that reached some of the cast, one that reached another store. */
async function announceALittle({ sql: run, users, units, employees }: World): Promise<void> {
  const written = [
    ['TZ-2026-0001', users.zhoulan, 'draft', [units.hq]],
    ['TZ-2026-0002', users.hejun, 'draft', [units.catering]],
    ['TZ-2026-0003', users.zhaomingyuan, 'draft', [units.tianyao]],
    ['TZ-2026-0004', users.zhoulan, 'issued', [units.nanxi]],
    ['TZ-2026-0005', users.zhoulan, 'withdrawn', [units.hq]],
  ] as const
  for (const [number, author, status, unitIds] of written) {
    await run(
      `with n as (
         insert into notices (number, author_user_id, author_name, author_role, unit_id, unit_ids, status, publish_at, withdrawn_at, created_at)
         select $1, $2, 'x', 'x', $4, $5, $3, case when $3 <> 'draft' then now() - interval '1 day' end,
           case when $3 = 'withdrawn' then now() end, now() returning id
       ), v as (
         insert into notice_versions (notice_id, version, title, body, question, choices, author_user_id, author_name, created_at)
         select id, 1, 'x', 'x', 'x', '{a,b}', $2, 'x', now() from n returning id, notice_id
       ), k as (insert into notice_keys (version_id, notice_id, right_choice) select id, notice_id, 1 from v)
       insert into notice_files (notice_id, version_id, name, content_type, size, content, created_at)
       select notice_id, id, 'a', 'image/png', 1, 'x', now() from v`,
      [number, author, status, units.hq, unitIds],
    )
  }
  const reached: [string, string, string | null][] = [
    ['TZ-2026-0004', users.guyan, employees.guyan.id],
    ['TZ-2026-0005', users.wangmuyang, employees.wangmuyang.id],
    ['TZ-2026-0005', users.yezhen, null],
  ]
  for (const [number, userId, employeeId] of reached)
    await run(
      `insert into notice_receipts (notice_id, version, user_id, employee_id, subject_id, name, delivered_at)
       select n.id, 1, $2::uuid, $3::uuid, coalesce($3::uuid, $2::uuid), 'x', now() from notices n where n.number = $1`,
      [number, userId, employeeId],
    )
}

/** Everybody has a contract, a certificate, a tag and worked elsewhere before. */
/** Everybody in every store, on a day of its own; what is published is that of one of them. */
async function rosterALittle({ sql: run, units }: World): Promise<void> {
  await run(`insert into shifts (unit_id, name, starts_at, ends_at, break_minutes, created_at)
    select unit_id, '早班', '09:00', '17:00', 30, now() from stores`)
  await run(
    `insert into roster_entries (unit_id, employee_id, employee_name, shift_id, on_day, starts_at, ends_at, break_minutes, published_at, created_at)
     select s.unit_id, e.id, e.name, s.id, d.on_day, d.on_day + interval '1 hour', d.on_day + interval '9 hours', 30,
       case when s.unit_id = $1 then now() end, now()
     from (select *, row_number() over (order by id) as nth from shifts) s
     cross join lateral (select current_date + s.nth::int as on_day) d cross join employees e`,
    [units.tianyao],
  )
}

async function signALittle({ sql: run }: World): Promise<void> {
  await run(`insert into tags (name, created_at) values ('x', now())`)
  await run(`insert into employee_tags (tag_id, employee_id, given_by_name, given_at)
    select t.id, e.id, 'x', now() from tags t, employees e`)
  await run(`insert into contracts (employee_id, kind, signed_on, starts_on, position, place, created_at)
    select id, 'open_ended', hired_on, hired_on, 'x', 'x', now() from employees`)
  await run(`insert into certificates (employee_id, kind, name, issued_by, issued_on, expires_on, created_at)
    select id, 'health', 'x', 'x', hired_on, current_date, now() from employees`)
  await run(`insert into earlier_jobs (employee_id, company, position, starts_on, ends_on, created_at)
    select id, 'x', 'x', '2020-01-01', '2021-01-01', now() from employees`)
  await run(`insert into term_reminders (subject, subject_id, due_on, step, sent_at)
    select 'unwritten', id, hired_on, 7, now() from employees`)
}

/** Everybody's request is about a probation, a renewal and a leaving at once: rights are asked of rows, not of stories. */
async function partALittle({ sql: run, users }: World): Promise<void> {
  const of = `from requests r join contracts c on c.employee_id = r.employee_id`
  await run(`insert into confirmations (request_id, employee_id, contract_id, outcome, probation_ends_on, effective_on, assessment, state)
    select r.id, r.employee_id, c.id, 'confirm', '2026-01-01', '2026-01-01', 'x', 'closed' ${of}`)
  await run(`insert into renewals (request_id, employee_id, contract_id, kind, starts_on, position, place, note, state)
    select r.id, r.employee_id, c.id, 'open_ended', '2026-01-01', 'x', 'x', 'x', 'closed' ${of}`)
  await run(`insert into leavings (request_id, employee_id, reason_id, notice_on, left_on, state)
    select r.id, r.employee_id, (select id from leaving_reasons limit 1), '2026-01-01', '2026-01-01', 'closed' from requests r`)
  await run(`insert into leaving_items (request_id, employee_id, item, side, due_on)
    select r.id, r.employee_id, s.side, s.side, '2026-01-01' from requests r cross join (values ('source'), ('employee'), ('hr')) s (side)`)
  await run(
    `insert into leaving_interviews (request_id, employee_id, held_on, note, author_user_id, author_name, changed_at)
     select r.id, r.employee_id, '2026-01-01', 'x', $1, 'x', now() from requests r`,
    [users.zhoulan],
  )
  await run(`insert into service_periods (employee_id, starts_on, ends_on, created_at)
    select id, '2020-01-01', '2021-01-01', now() from employees`)
}

/** Everybody’s browser shows notifications, and three units have a robot. */
async function connectALittle({ sql: run, units }: World): Promise<void> {
  await run(
    `insert into devices (user_id, session_id, endpoint, p256dh, auth, sender_key, user_agent, created_at)
     select s.user_id, s.id, 'https://push.example.com/' || s.id, 'x', 'x', 'x', 'x', now() from sessions s`,
  )
  await run(
    `with r as (
       insert into robots (unit_id, vendor, name, topics, created_at)
       select id, 'wecom', 'x', '{tickets}', now() from units where id = any ($1) returning id
     ) insert into robot_secrets (robot_id, sealed, changed_at) select id, 'x', now() from r`,
    [[units.tianyao, units.nanxi, units.catering]],
  )
}

/** Files and views of everybody: a file under each grant that they hold or held, a view of their own and, of one in HR, one that is shared. */
async function exportALittle({ sql: run, users }: World): Promise<void> {
  await run(`with x as (
      insert into exports (user_id, grant_id, format, locale, params, file_name, status, created_at, expires_at)
      select user_id, id, 'csv', 'zh-CN', '{}', 'x', 'done', now(), now() from role_grants returning id
    ) insert into export_pieces (export_id, run, position, content) select id, 0, 0, 'x' from x`)
  await run(`insert into saved_views (user_id, name, params, created_at, changed_at)
    select id, 'x', '{}', now(), now() from users`)
  await run(
    `insert into saved_views (user_id, name, params, is_shared, created_at, changed_at) values ($1, 'y', '{}', true, now(), now())`,
    [users.xutinglan],
  )
  await run(`insert into list_habits (user_id) select id from users`)
  await run(`with r as (
      insert into bulk_runs (user_id, grant_id, kind, words, status, total, created_at)
      select user_id, id, 'message', 'x', 'done', 1, now() from role_grants returning id
    ) insert into bulk_rows (run_id, position, employee_id, employee_number, employee_name)
    select r.id, 0, (select id from employees order by number limit 1), 'x', 'x' from r`)
}

/** Sealed files of everybody, and one look into each by whoever they are. */
async function fileALittle({ sql: run, users }: World): Promise<void> {
  await run(
    `insert into file_keys (employee_id, wrapped, wrapped_by, created_at) select id, 'x', '1', now() from employees`,
  )
  await run(`insert into identities (employee_id, kind, number, finder, gender, birth_date, changed_at)
    select id, 'id_card', 'x', uuid_send(id), 'female', 'x', now() from employees`)
  await run(`with d as (
      insert into documents (employee_id, kind, class, state, created_at)
      select id, kind, case kind when 'diploma' then 'work' else 'identity' end, 'unverified', now()
      from employees, unnest('{diploma,health}'::text[]) kind returning id, employee_id, class
    ) insert into document_versions (document_id, employee_id, class, number, storage_key, content_type, size, sha256, uploaded_by_id, uploaded_by_name, uploaded_at)
    select d.id, d.employee_id, d.class, 1, d.id::text, 'application/pdf', 1, sha256('x'), e.user_id, 'x', now()
    from d join employees e on e.id = d.employee_id`)
  await run(
    `insert into file_asks (employee_id, item, due_on, asked_by_id, asked_by_name, asked_at)
     select e.id, k.item, current_date, k.by, 'x', now() from employees e, (values ('photo', $1::uuid), ('healthScan', $2)) k (item, by)`,
    [users.zhoulan, users.hejun],
  )
  await run(`insert into bank_accounts (employee_id, bank, holder, number, changed_at)
    select id, 'x', 'x', 'x', now() from employees`)
  await run(`insert into contract_pays (contract_id, employee_id, starts_on, sealed, entered_by_name, entered_at)
    select id, employee_id, starts_on, 'x', 'x', now() from contracts`)
  await run(`with s as (insert into insurance_schemes (city, residence, created_at) values ('上海', 'any', now()) returning id),
      r as (insert into insurance_rates (scheme_id, item, starts_on, company_rate, person_rate, source, entered_by_name, entered_at)
        select id, 'pension', '2024-01-01', 1600, 800, 'x', 'x', now() from s)
    insert into insurance_enrolments (employee_id, scheme_id, starts_on, sealed, entered_by_name, entered_at)
    select e.id, s.id, '2024-03-01', 'x', 'x', now() from employees e, s`)
  await run(
    `with r as (insert into insurance_runs (month, status, asked_by_user_id, asked_by_name, asked_at)
       values ('2026-01-01', 'draft', $1, 'x', now()) returning id)
     insert into insurance_records (run_id, month, employee_id, version, city, residence, sealed, fingerprint, reason, issued_at)
     select r.id, '2026-01-01', e.id, v, '上海', 'any', 'x', 'x', case v when 1 then '' else 'x' end, case v when 1 then now() end
     from r, employees e, generate_series(1, 2) v`,
    [users.zhoulan],
  )
  await run(`insert into position_floors (position_id, monthly) select id, 500000 from positions`)
  await run(`insert into minimum_wages (city, starts_on, monthly, source, entered_by_name, entered_at)
    values ('上海', '2025-07-01', 274000, 'x', 'x', now())`)
  await run(`insert into reveals (employee_id, employee_number, employee_name, what, purpose, user_id, user_name, role, at)
    select e.id, 'x', 'x', 'number', 'contract', u.id, 'x', 'x', now() from employees e, users u`)
  await run(`with r as (
      insert into requests (number, definition_id, subject, applicant_user_id, applicant_name, employee_id, employee_user_id, facts, summary, status, stage_position, submitted_at)
      select 'ZL-2020-' || row_number() over (order by e.number), d.id, 'proposal', e.user_id, 'x', e.id, e.user_id, '{"kind":"name"}', '{}', 'in_progress', 1, now()
      from employees e, workflow_definitions d where d.subject = 'proposal' and e.user_id is not null returning id, employee_id
    ) insert into proposals (request_id, employee_id, kind, fields, proposed, changed_at) select id, employee_id, 'name', '{name}', 'x', now() from r`)
  await run(
    `insert into own_copies (employee_id, user_id, locale, created_at, expires_at, asked_by_id, asked_by_name, proof)
     select e.id, e.user_id, 'zh-CN', now(), now(), u.id, u.name, case when u.id is not null then '\\x00'::bytea end
     from employees e left join users u on u.login = case e.number when 'E00003' then 'zhoulan' when 'E00004' then 'hejun' end`,
  )
  await run(`insert into own_copy_pieces (copy_id, position, employee_id, storage_key, size)
    select id, 0, employee_id, id::text, 1 from own_copies`)
  await run(`with r as (
      insert into rights_requests (number, employee_id, user_id, kind, categories, reason, due_on, created_at, entered_by_name, proof)
      select 'QL-' || e.number, e.id, coalesce(u.id, e.user_id), 'erase', '{photo}', 'x', current_date, now(), u.name,
        case when u.id is not null then '\\x00'::bytea end
      from employees e left join users u on u.login = case e.number when 'E00004' then 'zhoulan' when 'E00002' then 'hejun' end
      returning id, employee_id
    ) insert into rights_answers (request_id, employee_id, category, outcome, ground) select id, employee_id, 'photo', 'kept', 'hold' from r`)
  await run(
    `insert into erasure_holds (employee_id, reason, placed_by_id, placed_by_name, placed_at)
     select e.id, 'x', u.id, 'x', now() from employees e join lateral (
       select id from users where login = case when e.number = 'E00001' then 'hejun' else 'zhoulan' end) u on true`,
  )
  await run(
    `insert into erasures (number, employee_id, due_on, listed_at) select 'MC-' || number, id, current_date, now() from employees`,
  )
  // each role is the contact of somebody
  await run(`insert into employees (number, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on, hq_contact_user_id)
    select 'E0900' || row_number() over (order by u.login), 'x', 'x', 'x', '{x}', (select id from units where code = 'design'), '2024-01-01', u.id
    from users u where u.login in ('sunli', 'yezhen', 'shaoning', 'gaoyuan', 'liwanqing', 'wangmuyang')`)
  await run(
    `insert into milestone_tellings (employee_id, kind, on_day) select id, 'storeDays', current_date from employees`,
  )
  await run(
    `insert into touchpoint_rhythms (unit_id, days, changed_at) select id, 45, now() from units where kind = 'department'`,
  )
  await run(`insert into touchpoints (employee_id, store_unit_id, home_unit_id, author_user_id, author_name, happened_on, way, created_at)
    select e.id, u.id, e.home_unit_id, a.id, a.name, current_date, w, now() from employees e, units u, users a, unnest('{call,visit}'::text[]) w
    where u.code = 'tianyao'`)
  await run(`insert into touchpoint_notes (touchpoint_id, employee_id, topic) select id, employee_id, 'work' from touchpoints
    where way = 'visit'`)
  await run(`insert into touchpoint_dues (employee_id, employee_number, employee_name, unit_id, home_unit_id, contact_user_id, contact_name, hired_on, arrived_on, due_on)
    select e.id, e.number, e.name, u.id, e.home_unit_id, e.hq_contact_user_id, '', e.hired_on, e.hired_on, current_date from employees e, units u where u.code = 'tianyao'`)
}

/** How complete everybody's file is, after all that was filed. */
async function completeALittle({ sql: run, today }: World): Promise<void> {
  await run(`insert into file_rules (item, level, position) values ('photo', 'company', 10)`)
  await run(`with f as (
      insert into custom_fields (name, name_en, kind, class, keeper, position, created_at)
      select class || ' ' || keeper, 'x', 'text', class, keeper, 1, now()
      from unnest('{work,contact,pay}'::text[]) class, unnest('{hr,person}'::text[]) keeper returning id, class
    ) insert into custom_values (field_id, employee_id, class, value, sealed, changed_at, changed_by_name)
    select f.id, e.id, f.class, case f.class when 'pay' then null else 'x' end, case f.class when 'pay' then 'x'::bytea end, now(), 'x'
    from f, employees e`)
  await run('select app.renew_file_states(null, $1)', [today])
}

/** A course that everybody learns, one that nobody does, and one that is a draft; a manager and HR gave them, rules did. */
async function learnALittle({ sql: run, units, employees }: World): Promise<void> {
  await run(`with c as (
      insert into courses (number, title, version, created_at)
      select 'KC-2026-000' || n, 'x' || n, v, now() from (values (1, 1), (2, 1), (3, 0)) w (n, v) returning id, version
    ), v as (
      insert into course_versions (course_id, version, author_name, created_at) select id, 1, 'x', now() from c returning id
    ), r as (
      insert into course_rules (course_id, days, starts_on, created_at) select id, 7, '2026-01-01', now() from c
    ) insert into lessons (version_id, position, title, body, minutes) select id, 1, 'x', 'x', 5 from v`)
  await run(
    `update course_versions v set published_at = now() from courses c where c.id = v.course_id and c.version > 0`,
  )
  await run(`insert into enrollments (employee_id, course_id, version_id, unit_id, why, assigned_by_name, assigned_by_role, assigned_at, due_on)
    select e.id, c.id, v.id, coalesce(a.unit_id, e.home_unit_id), w.why, 'x', 'manager', now(), '2026-12-01'
    from employees e cross join (values ('hand', 1), ('rule', 2)) w (why, n) join courses c on c.number = 'KC-2026-000' || w.n
    join course_versions v on v.course_id = c.id
    left join assignments a on a.employee_id = e.id and a.starts_on <= app.today() and (a.ends_on is null or a.ends_on > app.today())
    where e.id <> '${employees.wangmuyang.id}' or w.n = 1`)
  // given by hand at a store to somebody who is not there
  await run(
    `insert into enrollments (employee_id, course_id, version_id, unit_id, why, assigned_by_name, assigned_by_role, assigned_at, due_on, status, withdrawn_at)
     select $1, course_id, version_id, $2, 'hand', 'x', 'manager', now(), '2026-12-01', 'withdrawn', now() from enrollments limit 1`,
    [employees.guyan.id, units.tianyao],
  )
  await run(`insert into lesson_completions (enrollment_id, lesson_id, employee_id, opened_at)
    select e.id, l.id, e.employee_id, now() from enrollments e join lessons l on l.version_id = e.version_id`)
}

/** Each line is a mistake that row security is known to punish; see docs/decisions on the door. */
const lints = `
select 'no row security' as lint, c.oid::regclass::text as object from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relrowsecurity
union all select 'grant without policy', t.table_name || ' ' || t.privilege_type || ' ' || t.grantee from information_schema.role_table_grants t
  where t.table_schema = 'public' and t.grantee like 'outpost\\_role\\_%' and not exists (select from pg_policies p
    where p.schemaname = 'public' and p.tablename = t.table_name and t.grantee::name = any (p.roles) and p.cmd in ('ALL', t.privilege_type))
union all select 'right that no policy can limit', t.table_name || ' ' || t.privilege_type || ' ' || t.grantee from information_schema.role_table_grants t
  where t.table_schema = 'public' and t.grantee like 'outpost\\_role\\_%' and t.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
union all select 'login too strong', rolname from pg_roles
  where rolname ~ '_(hq|store|me|auth|job|feed)$' and rolname not like 'outpost\\_role\\_%' and rolcanlogin and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit)
union all select 'login with a table right', grantee || ' ' || table_name from information_schema.role_table_grants
  where table_schema in ('public', 'app') and grantee ~ '_(hq|store|me|auth|job|feed)$' and grantee not like 'outpost\\_role\\_%'
union all select 'right for everybody', table_schema || '.' || table_name from information_schema.role_table_grants where grantee = 'PUBLIC' and table_schema in ('public', 'app')
union all select 'function called per row in a policy', tablename || ' ' || policyname from pg_policies where schemaname = 'public'
  and (coalesce(qual, '') || coalesce(with_check, '')) ~ '(app\\.[a-z_]+\\(|current_setting\\()'
  and (coalesce(qual, '') || coalesce(with_check, '')) !~* '\\( ?SELECT (app\\.[a-z_]+\\(|current_setting\\()'
union all select 'OR in a policy', tablename || ' ' || policyname from pg_policies where schemaname = 'public' and (coalesce(qual, '') || coalesce(with_check, '')) ~ '\\mOR\\M'
union all select 'two permissive policies', tablename || ' ' || r || ' ' || cmd from pg_policies, unnest(roles) r
  where schemaname = 'public' and permissive = 'PERMISSIVE' group by tablename, r, cmd having count(*) > 1
union all select 'definer without search_path', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('app', 'public') and p.prosecdef and not coalesce(array_to_string(p.proconfig, ',') like '%search_path=%', false)
union all select 'function open to everybody', p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname = 'app' and has_function_privilege('public', p.oid, 'execute')
union all select 'view with its owner''s rights', c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)
union all select 'materialised view', c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'm'
union all select 'enum column', table_name || '.' || column_name from information_schema.columns where table_schema = 'public' and data_type = 'USER-DEFINED'`
