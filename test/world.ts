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
  const owner = await ownerOf(env.requiredDatabaseUrl)
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
    close: () => end(owner),
  }
}

let last: { url: string; client: Client } | undefined

/** The connection of the company before, unless it was closed: what a new one first has to learn of the database costs more than all else here. */
async function ownerOf(url: string): Promise<Client> {
  // refused as well where the server is gone or a transaction was left open
  const isFit = last?.client.query('discard all').then(
    () => last?.url === url,
    () => false,
  )
  if (last && (await isFit)) return last.client
  if (last) await end(last.client)
  const client = new Client({ connectionString: url })
  // Fault tests kill the server under it.
  client.on('error', () => undefined)
  await client.connect()
  last = { url, client }
  return client
}

const ends = new WeakMap<Client, Promise<void>>()

/** Several companies, one after the other, may have had the connection: it ends once. */
async function end(client: Client): Promise<void> {
  const ending = ends.get(client) ?? client.end()
  ends.set(client, ending)
  await ending
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
type Facts = Record<string, unknown>

/** Rows of a table by one statement; answers their ids, in this order. */
async function put(sql: Sql, table: string, rows: Facts[]): Promise<string[]> {
  const columns = Object.keys(rows[0] ?? {}).join(', ')
  const made = await sql<{ id: string }>(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1) returning to_jsonb(${table}) ->> 'id' as id`,
    [JSON.stringify(rows)],
  )
  return made.map(row => row.id)
}

/** The same for rows that the others are to find by a name. */
async function putNamed<K extends string>(
  sql: Sql,
  table: string,
  rows: Record<K, Facts>,
): Promise<Record<K, string>> {
  const ids = await put(sql, table, Object.values<Facts>(rows))
  return Object.fromEntries(Object.keys(rows).map((name, at) => [name, ids[at]])) as Record<K, string>
}

async function build(
  sql: Sql,
  today: string,
): Promise<Pick<World, 'users' | 'tokens' | 'employees' | 'units' | 'positions' | 'partners'>> {
  const unit = (code: string, kind: string, name: string, parent_id?: string): Facts => ({
    ...{ code, kind, name, parent_id, opened_on: '2020-01-01' },
  })
  const { hq } = await putNamed(sql, 'units', { hq: unit('hq', 'headquarters', '总部') })
  const { catering, design, east } = await putNamed(sql, 'units', {
    catering: unit('catering', 'department', '餐饮事业部', hq),
    design: unit('design', 'department', '设计部', hq),
    east: unit('east', 'region', '华东', hq),
  })
  const { tianyao, nanxi, baoli } = await putNamed(sql, 'units', {
    tianyao: unit('tianyao', 'store', '徐汇天钥店', east),
    nanxi: unit('nanxi', 'store', '南京西路店', east),
    baoli: unit('baoli', 'store', '宝里店', hq),
  })
  await sql(
    `insert into unit_versions (unit_id, name, parent_id, starts_on) select id, name, parent_id, opened_on from units order by id`,
  )
  const contact = { contact_name: '联系人', contact_phone: '13800000000' }
  const partners = await putNamed(sql, 'partners', {
    hefeng: { code: 'hefeng', name: '和风餐饮', ...contact },
    yunlan: { code: 'yunlan', name: '云岚商业', ...contact },
  })
  const address = '一号路 1 号'
  await put(sql, 'stores', [
    { unit_id: tianyao, partner_id: partners.hefeng, city: '上海', address },
    { unit_id: nanxi, partner_id: partners.yunlan, city: '上海', address },
    { unit_id: baoli, partner_id: partners.yunlan, city: '北京', address },
  ])
  const positions = await putNamed(sql, 'positions', {
    chef: { code: 'chef', name: '厨师', family: '餐饮', level: 3 },
    storeChef: { code: 'store-chef', name: '驻店主厨', family: '餐饮', level: 4 },
    clerk: { code: 'clerk', name: '人事专员', family: '餐饮', level: 3 },
  })

  const logins = Object.keys(names) as Login[]
  const accounts = logins.map((login): [Login, Facts] => {
    const pieces = namePieces(names[login], syllablesOfPerson(names[login]))
    return [
      login,
      {
        login,
        name: names[login],
        name_pinyin: pieces.namePinyin,
        name_initials: pieces.nameInitials,
        name_grams: pieces.nameGrams,
      },
    ]
  })
  const users = await putNamed(sql, 'users', Object.fromEntries(accounts) as Record<Login, Facts>)
  const tokens = Object.fromEntries(
    logins.map(login => [login, randomBytes(32).toString('base64url')]),
  ) as Record<Login, string>
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  await put(
    sql,
    'sessions',
    logins.map(login => ({
      ...{ token_hash: hashToken(tokens[login]), user_id: users[login] },
      ...{ idle_expires_at: tomorrow, expires_at: tomorrow },
    })),
  )
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
  await put(
    sql,
    'role_grants',
    grants.map(([login, role, unit_id]) => ({
      ...{ user_id: users[login], role, unit_id, starts_on: '2024-01-01' },
    })),
  )
  const homes = { zhoulan: hq, liwanqing: catering, wangmuyang: catering, guyan: catering }
  const people = (Object.keys(homes) as (keyof typeof homes)[]).map((login, at) => {
    const name = names[login]
    return {
      number: `E${String(at + 1).padStart(5, '0')}`,
      user_id: users[login],
      name,
      name_pinyin: login,
      name_initials: login.slice(0, 3),
      name_grams: [name, name.slice(0, 2), name.slice(1)],
      home_unit_id: homes[login],
      hired_on: '2024-03-01',
      hq_contact_user_id: users.zhoulan,
      hq_contact_name: '周岚',
    }
  })
  const ids = await put(sql, 'employees', people)
  const employees = Object.fromEntries(
    Object.keys(homes).map((login, at) => [login, { id: ids[at], number: people[at]?.number }]),
  ) as World['employees']
  await put(
    sql,
    'employee_contacts',
    ids.map(employee_id => ({ employee_id, phone: '13900000000', emergency_name: '家人' })),
  )
  const assigned = (
    person: { id: string },
    unit_id: string,
    home_unit_id: string,
    position_id: string,
    starts_on: string,
    ends_on: string | null,
  ): Facts => ({ employee_id: person.id, unit_id, home_unit_id, position_id, starts_on, ends_on })
  const [from, to] = [addDays(today, -100), addDays(today, 60)]
  const { chef, storeChef, clerk } = positions
  await put(sql, 'assignments', [
    assigned(employees.zhoulan, hq, hq, clerk, '2024-03-01', null),
    assigned(employees.liwanqing, catering, catering, chef, '2024-03-01', null),
    ...(
      [
        [employees.wangmuyang, tianyao],
        [employees.guyan, nanxi],
      ] as const
    ).flatMap(([person, store]) => [
      assigned(person, catering, catering, chef, '2024-03-01', from),
      assigned(person, store, catering, storeChef, from, to),
      assigned(person, catering, catering, chef, to, null),
    ]),
  ])
  return {
    users,
    tokens,
    employees,
    units: { hq, catering, design, east, tianyao, nanxi, baoli },
    positions,
    partners,
  }
}
