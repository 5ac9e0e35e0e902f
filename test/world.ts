import { randomBytes } from 'node:crypto'
import { Client } from 'pg'
import { enter, type Tx } from '@/db/client'
import { env } from '@/env'
import { type Actor, actorOf, type Portal } from '@/lib/actor'
import { addDays, dayIn, zone } from '@/lib/clock'
import { failureOf } from '@/lib/failure'
import { namePieces } from '@/lib/people/rules'
import { syllablesOfPerson } from '@/lib/pinyin'
import { hashToken } from '@/lib/session-token'

/** Named people of the test company: the same as in the demo company. */
export const names = {
  zhoulan: '周岚',
  xutinglan: '许听澜',
  sunli: '孙立',
  hejun: '何骏',
  zhaomingyuan: '赵明远',
  fangjing: '方静',
  qinchuan: '秦川',
  yezhen: '叶蓁',
  shaoning: '邵宁',
  gaoyuan: '高远',
  liwanqing: '李婉清',
  wangmuyang: '王沐阳',
  guyan: '顾言',
} as const
export type Login = keyof typeof names
export type SeatName = 'hq' | 'me' | `store/${string}`
export type Row = Record<string, unknown>

export type World = {
  today: string
  users: Record<Login, string>
  tokens: Record<Login, string>
  employees: Record<'zhoulan' | 'liwanqing' | 'wangmuyang' | 'guyan', { id: string; number: string }>
  units: Record<'hq' | 'catering' | 'design' | 'east' | 'tianyao' | 'nanxi' | 'baoli', string>
  positions: Record<'chef' | 'storeChef' | 'clerk', string>
  partners: Record<'hefeng' | 'yunlan', string>
  /** Runs SQL as the owner, to whom row security does not apply. */
  sql<T extends Row>(text: string, values?: unknown[]): Promise<T[]>
  /** Runs work as somebody through the real door, committed. */
  as<T>(login: Login, seat: SeatName, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** What refused the work: a failure's code; throws when nothing refused it or when it is a bug. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error === undefined) throw new Error('Expected a refusal, but it went through')
  const failure = failureOf(error)
  if (!failure) throw error
  return failure.code
}

export const seatOf = (seat: SeatName): { portal: Portal; unitCode?: string } =>
  seat.startsWith('store/') ? { portal: 'store', unitCode: seat.slice(6) } : { portal: seat as 'hq' | 'me' }

/**
 * A company of its own in this worker's database, instead of whatever was there: headquarters, two departments, one region with two
 * stores of two partners, one store elsewhere, and the named cast. Days are relative to today.
 */
export async function world(): Promise<World> {
  const owner = new Client({ connectionString: env.requiredDatabaseUrl })
  // Fault tests kill the server under it.
  owner.on('error', () => undefined)
  await owner.connect()
  const sql = async <T extends Row>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await owner.query<T>(text, values)).rows
  await empty(sql)
  const today = dayIn(zone, new Date())
  const built = await build(sql, today)
  return {
    today,
    ...built,
    sql,
    as: (login, seat, work) => {
      const { portal, unitCode } = seatOf(seat)
      const who = { tokenHash: hashToken(built.tokens[login]), unitCode }
      return enter(portal, who, 'write', (tx, found) => work(tx, actorOf(found, portal, new Date())))
    },
    close: () => owner.end(),
  }
}

/** Somebody lets the partner of a store read more than their card. */
export async function consentTo(w: World, employeeId: string, store: 'tianyao' | 'nanxi'): Promise<void> {
  await w.sql(
    `insert into consents (employee_id, unit_id, partner_id, request_id, includes_performance, includes_training, notice_version, given_at)
     select $1, s.unit_id, s.partner_id, uuidv7(), false, false, '1', now() from stores s where s.unit_id = $2`,
    [employeeId, w.units[store]],
  )
}

/** Tables that a migration fills: they belong to every installation. */
const kept = ['law_limits', 'leaving_reasons', 'file_rules', 'workflow_definitions', 'workflow_stages']

async function empty(sql: World['sql']): Promise<void> {
  const tables = await sql<{ tablename: string }>(
    `select tablename from pg_tables where schemaname = 'public'`,
  )
  const names = tables.map(row => row.tablename).filter(name => !kept.includes(name))
  // As a replica, so that tables may be emptied in any order.
  const deletions = [
    ...names.map(name => `delete from "${name}"`),
    `delete from file_rules where level = 'company'`,
    'delete from graphile_worker._private_jobs',
  ]
  await sql(['begin', `set local session_replication_role = 'replica'`, ...deletions, 'commit'].join('; '))
}

type Sql = World['sql']

async function build(
  sql: Sql,
  today: string,
): Promise<Pick<World, 'users' | 'tokens' | 'employees' | 'units' | 'positions' | 'partners'>> {
  const one = async (text: string, values: unknown[]): Promise<string> => {
    const [row] = await sql<{ id: string }>(text, values)
    if (!row) throw new Error('The world did not come into being')
    return row.id
  }
  const unit = async (code: string, kind: string, name: string, parent: string | null): Promise<string> => {
    const id = await one(
      `insert into units (code, kind, name, parent_id, opened_on) values ($1, $2, $3, $4, '2020-01-01') returning id`,
      [code, kind, name, parent],
    )
    await sql(
      `insert into unit_versions (unit_id, name, parent_id, starts_on) values ($1, $2, $3, '2020-01-01')`,
      [id, name, parent],
    )
    return id
  }
  const hq = await unit('hq', 'headquarters', '总部', null)
  const [catering, design, east] = [
    await unit('catering', 'department', '餐饮事业部', hq),
    await unit('design', 'department', '设计部', hq),
    await unit('east', 'region', '华东', hq),
  ]
  const [tianyao, nanxi, baoli] = [
    await unit('tianyao', 'store', '徐汇天钥店', east),
    await unit('nanxi', 'store', '南京西路店', east),
    await unit('baoli', 'store', '宝里店', hq),
  ]
  const partner = (code: string, name: string): Promise<string> =>
    one(
      `insert into partners (code, name, contact_name, contact_phone) values ($1, $2, '联系人', '13800000000') returning id`,
      [code, name],
    )
  const [hefeng, yunlan] = [await partner('hefeng', '和风餐饮'), await partner('yunlan', '云岚商业')]
  for (const [store, owner, city] of [
    [tianyao, hefeng, '上海'],
    [nanxi, yunlan, '上海'],
    [baoli, yunlan, '北京'],
  ]) {
    await sql(`insert into stores (unit_id, partner_id, city, address) values ($1, $2, $3, '一号路 1 号')`, [
      store,
      owner,
      city,
    ])
  }
  const position = (code: string, name: string, level: number): Promise<string> =>
    one(`insert into positions (code, name, family, level) values ($1, $2, '餐饮', $3) returning id`, [
      code,
      name,
      level,
    ])
  const [chef, storeChef, clerk] = [
    await position('chef', '厨师', 3),
    await position('store-chef', '驻店主厨', 4),
    await position('clerk', '人事专员', 3),
  ]

  const users = {} as Record<Login, string>
  const tokens = {} as Record<Login, string>
  for (const login of Object.keys(names) as Login[]) {
    const pieces = namePieces(names[login], syllablesOfPerson(names[login]))
    users[login] = await one(
      `insert into users (login, name, name_pinyin, name_initials, name_grams) values ($1, $2, $3, $4, $5) returning id`,
      [login, names[login], pieces.namePinyin, pieces.nameInitials, pieces.nameGrams],
    )
    tokens[login] = randomBytes(32).toString('base64url')
    await sql(
      `insert into sessions (token_hash, user_id, idle_expires_at, expires_at) values ($1, $2, now() + interval '1 day', now() + interval '1 day')`,
      [hashToken(tokens[login]), users[login]],
    )
  }
  const grants: [Login, string, string][] = [
    ['zhoulan', 'hr', hq],
    ['xutinglan', 'hr', hq],
    ['sunli', 'executive', hq],
    ['hejun', 'head', catering],
    ['zhaomingyuan', 'manager', tianyao],
    ['fangjing', 'manager', nanxi],
    ['qinchuan', 'manager', east],
    ['yezhen', 'specialist', design],
    ['shaoning', 'auditor', hq],
    ['gaoyuan', 'admin', hq],
  ]
  for (const [login, role, at] of grants) {
    await sql(
      `insert into role_grants (user_id, role, unit_id, starts_on) values ($1, $2, $3, '2024-01-01')`,
      [users[login], role, at],
    )
  }
  let count = 0
  const employee = async (login: Login, home: string): Promise<{ id: string; number: string }> => {
    const number = `E${String(++count).padStart(5, '0')}`
    const name = names[login]
    const id = await one(
      `insert into employees (number, user_id, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on, hq_contact_user_id, hq_contact_name)
       values ($1, $2, $3, $4, $5, $6, $7, '2024-03-01', $8, '周岚') returning id`,
      [
        number,
        users[login],
        name,
        login,
        login.slice(0, 3),
        [name, name.slice(0, 2), name.slice(1)],
        home,
        users.zhoulan,
      ],
    )
    await sql(
      `insert into employee_contacts (employee_id, phone, emergency_name) values ($1, '13900000000', '家人')`,
      [id],
    )
    return { id, number }
  }
  const assign = (
    person: string,
    at: string,
    home: string,
    as: string,
    from: string,
    to: string | null,
  ): Promise<Row[]> =>
    sql(
      `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6)`,
      [person, at, home, as, from, to],
    )
  const employees = {
    zhoulan: await employee('zhoulan', hq),
    liwanqing: await employee('liwanqing', catering),
    wangmuyang: await employee('wangmuyang', catering),
    guyan: await employee('guyan', catering),
  }
  await assign(employees.zhoulan.id, hq, hq, clerk, '2024-03-01', null)
  await assign(employees.liwanqing.id, catering, catering, chef, '2024-03-01', null)
  for (const [person, store] of [
    [employees.wangmuyang.id, tianyao],
    [employees.guyan.id, nanxi],
  ] as const) {
    const [from, to] = [addDays(today, -100), addDays(today, 60)]
    await assign(person, catering, catering, chef, '2024-03-01', from)
    await assign(person, store, catering, storeChef, from, to)
    await assign(person, catering, catering, chef, to, null)
  }
  return {
    users,
    tokens,
    employees,
    units: { hq, catering, design, east, tianyao, nanxi, baoli },
    positions: { chef, storeChef, clerk },
    partners: { hefeng, yunlan },
  }
}
