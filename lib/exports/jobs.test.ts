import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, refusalOf, type World, world } from '@/test/world'
import { addMonths, systemClock } from '../clock'
import { defineField, enterValue } from '../custom/commands'
import { defineFieldInput, enterValueInput } from '../custom/input'
import { enrol } from '../enrolments/commands'
import { enrolInput } from '../enrolments/input'
import { enterIdentity } from '../identities/commands'
import { enterIdentityInput } from '../identities/input'
import { reckonMonth } from '../insurance/commands'
import { reckonInput } from '../insurance/input'
import { reckonInsurance } from '../insurance/jobs'
import { peopleParams } from '../people/input'
import { listPeople } from '../people/queries'
import { addScheme, setRate } from '../schemes/commands'
import { setRateInput } from '../schemes/input'
import { firstOf, monthOf } from '../schemes/rules'
import { askExport, askMonth, askRegister, fetchExport, removeExport } from './commands'
import { askExportInput, askMonthInput, askRegisterInput } from './input'
import { makeExport } from './jobs'
import { beginRun, expireExports, keepPieces, listExports, openSeat } from './queries'
import type { Format } from './rules'

let w: World
beforeAll(async () => {
  w = await world()
  await w.sql(`insert into employees (number, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on) values
    ('E00090', '=SUM(A1)&"点我"', 'hyperlink', 'h', '{}', '${w.units.design}', '2025-01-01'),
    ('E00091', '<b>&"''_x000A_', 'b', 'b', '{}', '${w.units.design}', '2025-01-01')`)
})
beforeEach(async () => {
  await w.sql('delete from exports')
  await w.sql('delete from notifications')
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const ask = (login: Login, more: Record<string, unknown> = {}) =>
  w.as(login, 'hq', (tx, actor) => askExport(tx, actor, askExportInput.parse({ format: 'csv', ...more })))
const exportsOf = (login: Login) => w.as(login, 'hq', (tx, actor) => listExports(tx, actor))
const fetched = (login: Login, id: string) => w.as(login, 'hq', (tx, actor) => fetchExport(tx, actor, id))
async function made(login: Login, more: Record<string, unknown> = {}): Promise<Buffer> {
  const { id } = await ask(login, more)
  await makeExport(id, systemClock)
  return (await fetched(login, id)).content
}
const linesOf = (file: Buffer): string[][] =>
  file
    .toString()
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map(line => line.split(','))
const told = () => w.sql<{ kind: string; path: string }>('select kind, path from notifications')

describe('a file', () => {
  it.each([
    ['zhoulan', {}],
    ['zhoulan', { view: 'store', sort: '-name' }],
    ['zhoulan', { q: '李婉清' }],
    ['zhoulan', { home: 'catering', view: 'home' }],
    ['sunli', { store: 'east' }],
    ['hejun', {}],
    ['hejun', { home: 'design' }],
  ] as const)('holds what the list of %s with %j shows, in its order', async (login, filter) => {
    const file = linesOf(await made(login, filter))
    const page = await w.as(login, 'hq', (tx, actor) => listPeople(tx, actor, peopleParams.parse(filter)))
    expect(file.slice(1).map(cells => cells[1])).toEqual(page.rows.map(row => row.number))
  })

  it('holds phones for who sees them, and the columns that were chosen', async () => {
    expect(linesOf(await made('zhoulan', { q: 'E00002', cols: ['name', 'home'] }))).toEqual([
      ['姓名', '工号', '归属部门', '手机'],
      ['李婉清', 'E00002', '餐饮事业部', '13900000000'],
    ])
    expect(linesOf(await made('hejun', { q: 'E00002', cols: 'name' }))[1]).toEqual([
      '李婉清',
      'E00002',
      '13900000000',
    ])
    expect(linesOf(await made('sunli', { q: 'E00002', cols: 'name' }))).toEqual([
      ['姓名', '工号'],
      ['李婉清', 'E00002'],
    ])
  })

  it('has text where people are called like formulas', async () => {
    const csv = (await made('zhoulan', { home: 'design' })).toString()
    expect(csv).toContain(`"'=SUM(A1)&""点我""",E00090`)
    const xlsx = await made('zhoulan', { home: 'design', format: 'xlsx' })
    const rows = await readSheet(xlsx, 1)
    expect(rows.map(row => row[0])).toEqual(['姓名', '=SUM(A1)&"点我"', `<b>&"'_x000A_`])
  })

  it('says in a second sheet whose it is', async () => {
    const about = await readSheet(await made('zhoulan', { format: 'xlsx', view: 'store' }), 2)
    expect(about.map(row => row[1])).toEqual(expect.arrayContaining(['周岚', w.today, 'view=store', '2']))
  })

  it('is told of when it is there, and each fetching is on record', async () => {
    await made('zhoulan')
    expect(await told()).toEqual([{ kind: 'exportDone', path: 'exports' }])
    const trail = await w.sql<{ action: string }>(
      `select action from trail where action like 'export.%' order by id desc limit 2`,
    )
    expect(trail.map(row => row.action)).toEqual(['export.fetched', 'export.asked'])
    expect((await w.sql(`select from sessions where user_agent = 'Outpost export'`)).length).toBe(0)
  })
})

describe('the list of those who were ticked', () => {
  it('holds them alone, and of them those whom the reader sees', async () => {
    const n = [w.employees.guyan.number, w.employees.liwanqing.number, 'E99999']
    const numbersIn = async (login: Login, more = {}) =>
      linesOf(await made(login, { n, ...more }))
        .slice(1)
        .map(cells => cells[1])
    expect(await numbersIn('zhoulan')).toEqual(
      [w.employees.liwanqing.number, w.employees.guyan.number].sort(),
    )
    expect(await numbersIn('zhoulan', { view: 'store' })).toEqual([w.employees.guyan.number])
    const [home] = await w.sql<{ code: string }>(
      'select u.code from employees e join units u on u.id = e.home_unit_id where e.number = $1',
      [w.employees.liwanqing.number],
    )
    expect(home?.code).toBe('catering')
    expect(await numbersIn('hejun')).toContain(w.employees.liwanqing.number)
  })
})

describe('custom fields as columns', () => {
  const define = (name: string, of: string, kind = 'text', more = {}) =>
    w.as('zhoulan', 'hq', (tx, actor) =>
      defineField(
        tx,
        actor,
        defineFieldInput.parse({ name, nameEn: name, kind, class: of, keeper: 'hr', ...more }),
      ),
    )
  const fill = (fieldId: string, value: string) =>
    w.as('zhoulan', 'hq', (tx, actor) =>
      enterValue(tx, actor, enterValueInput.parse({ number: w.employees.liwanqing.number, fieldId, value })),
    )

  it('stand in the file for whoever sees their class, and what is sealed is masked', async () => {
    const size = await define('鞋码', 'work', 'choice', { choices: '37码\n38码' })
    const secret = await define('社保账号', 'identity')
    await fill(size.id, '1')
    await fill(secret.id, 'S-1234567')
    const cols = ['name', `field:${secret.id}`, `field:${size.id}`]
    const asked = { q: w.employees.liwanqing.number, cols }
    expect(linesOf(await made('zhoulan', asked))).toEqual([
      ['姓名', '工号', '社保账号', '鞋码', '手机'],
      ['李婉清', w.employees.liwanqing.number, '******', '38码', '13900000000'],
    ])
    expect(linesOf(await made('sunli', asked))).toEqual([
      ['姓名', '工号', '鞋码'],
      ['李婉清', w.employees.liwanqing.number, '38码'],
    ])
  })
})

describe('the staff register', () => {
  const idNumber = '11010519491231002X'
  const askFor = (login: Login, more: Record<string, unknown> = {}) =>
    w.as(login, 'hq', (tx, actor) =>
      askRegister(tx, actor, askRegisterInput.parse({ format: 'csv', ...more })),
    )
  const madeFor = async (more: Record<string, unknown> = {}) => {
    const { id } = await askFor('zhoulan', more)
    await makeExport(id, systemClock)
    return (await fetched('zhoulan', id)).content
  }
  beforeEach(async () => {
    for (const table of ['reveals', 'identities', 'file_keys']) await w.sql(`delete from ${table}`)
    await w.as('zhoulan', 'hq', (tx, actor) =>
      enterIdentity(
        tx,
        actor,
        enterIdentityInput.parse({
          number: w.employees.liwanqing.number,
          kind: 'id_card',
          documentNumber: idNumber,
          registeredAddress: '上海市徐汇区天钥桥路 1 号',
        }),
      ),
    )
  })
  const whose = () =>
    w.sql('select employee_number as number, what, purpose, note, user_name as name from reveals')

  it('is masked, and nobody has looked at anything', async () => {
    const lines = linesOf(await madeFor())
    expect(lines[0]).toEqual([
      '姓名',
      '工号',
      '性别',
      '证件号码',
      '户籍地址',
      '现住址',
      '联系方式',
      '用工形式',
      '用工起始',
      '劳动合同期限',
    ])
    const of = lines.find(cells => cells[0] === '李婉清')
    expect(of?.slice(2, 5)).toEqual(['女', '110***********002X', '上海市******'])
    expect(lines.slice(1).map(cells => cells[1])).toEqual(
      lines
        .slice(1)
        .map(cells => cells[1])
        .sort(),
    )
    expect(await whose()).toEqual([])
  })

  it('is in the clear for a purpose, and each on it sees who looked', async () => {
    const file = await madeFor({ purpose: 'request', note: '劳动监察' })
    expect(file.toString()).toContain(idNumber)
    expect(await whose()).toContainEqual({
      number: w.employees.liwanqing.number,
      what: 'register',
      purpose: 'request',
      note: '劳动监察',
      name: '周岚',
    })
    expect(await whose()).toHaveLength(linesOf(file).length - 1)
    const about = await readSheet(await madeFor({ purpose: 'request', format: 'xlsx' }), 2)
    expect(about.map(row => row[1])).toContain('明文，用途：本人或机关要求')
  })

  it('lies sealed in the database', async () => {
    await madeFor({ purpose: 'request' })
    const [row] = await w.sql<{ n: number }>(
      `select count(*)::int as n from export_pieces where position($1::bytea in content) > 0`,
      [Buffer.from(idNumber)],
    )
    expect(row?.n).toBe(0)
  })

  it.each(['sunli', 'hejun', 'shaoning', 'gaoyuan'] as const)('is for HR: not %s', async login => {
    expect(await refusalOf(askFor(login))).toBe('input.refused')
  })
})

describe('a month of insurance', () => {
  let month: string
  const askFor = (login: Login, more: Record<string, unknown> = {}) =>
    w.as(login, 'hq', (tx, actor) =>
      askMonth(tx, actor, askMonthInput.parse({ month: monthOf(month), format: 'csv', ...more })),
    )
  const madeFor = async (more: Record<string, unknown> = {}) => {
    const { id } = await askFor('zhoulan', more)
    await makeExport(id, systemClock)
    return (await fetched('zhoulan', id)).content
  }
  beforeAll(async () => {
    month = addMonths(firstOf(w.today), -1)
    for (const table of [
      'insurance_records',
      'insurance_runs',
      'insurance_enrolments',
      'insurance_rates',
      'insurance_schemes',
    ])
      await w.sql(`delete from ${table}`)
    await w.as('zhoulan', 'hq', async (tx, actor) => {
      const { id: schemeId } = await addScheme(tx, actor, { city: '上海', residence: 'any' })
      const rate = { schemeId, from: '2024-01', source: '依据', item: 'pension' }
      await setRate(tx, actor, setRateInput.parse({ ...rate, companyRate: '16', personRate: '8' }))
      await enrol(
        tx,
        actor,
        enrolInput.parse({
          number: w.employees.guyan.number,
          schemeId,
          from: '2024-03',
          insuranceBase: '8000',
        }),
      )
    })
    expect(await refusalOf(askFor('zhoulan'))).toBe('exports.nothing')
    const { id } = await w.as('zhoulan', 'hq', (tx, actor) =>
      reckonMonth(tx, actor, reckonInput.parse({ month: monthOf(month) })),
    )
    await reckonInsurance(id, systemClock)
  })

  it('has a line for each person, before it is issued too, with masked amounts', async () => {
    await w.sql('delete from reveals')
    const [heads, line] = linesOf(await madeFor())
    expect(line?.slice(0, 7)).toEqual([
      '顾言',
      w.employees.guyan.number,
      expect.any(String),
      '上海',
      '不分户籍',
      '待发布',
      '1',
    ])
    expect(line?.[heads?.indexOf('养老基数') ?? 0]).toBe('******')
    expect(await w.sql('select from reveals')).toEqual([])
  })

  it('has amounts for a purpose, as numbers, and the person sees who looked', async () => {
    await w.sql('delete from reveals')
    const [heads, line] = linesOf(await madeFor({ purpose: 'insurance' }))
    const at = (head: string) => line?.[heads?.indexOf(head) ?? 0]
    expect([at('养老基数'), at('养老单位'), at('单位合计'), at('个人合计')]).toEqual([
      '8000.00',
      '1280.00',
      '1280.00',
      '640.00',
    ])
    const sheet = await readSheet(await madeFor({ purpose: 'insurance', format: 'xlsx' }), 1)
    expect(sheet[1]?.at(-2)).toBe(1280)
    expect(await w.sql('select distinct employee_number as number, what from reveals')).toEqual([
      { number: w.employees.guyan.number, what: 'contributions' },
    ])
  })

  it.each(['sunli', 'hejun', 'shaoning', 'gaoyuan'] as const)('is for HR: not %s', async login => {
    expect(await refusalOf(askFor(login))).toBe('input.refused')
  })
})

describe('whoever asks', () => {
  it('asks for one at a time', async () => {
    const { id } = await ask('zhoulan')
    expect(await refusalOf(ask('zhoulan'))).toBe('exports.oneAtATime')
    await ask('sunli')
    await makeExport(id, systemClock)
    await ask('zhoulan')
  })

  it.each(['shaoning', 'gaoyuan', 'yezhen'] as const)('has to list people: not %s', async login => {
    expect(await refusalOf(ask(login))).toBe('input.refused')
  })

  it('is the only one to fetch it, and to take it away', async () => {
    const { id } = await ask('zhoulan')
    await makeExport(id, systemClock)
    expect(await refusalOf(fetched('xutinglan', id))).toBe('input.notFound')
    const remove = (login: Login) =>
      w.as(login, 'hq', (tx, actor) => removeExport(tx, actor, { exportId: id }))
    expect(await refusalOf(remove('xutinglan'))).toBe('input.notFound')
    await remove('zhoulan')
    expect(await refusalOf(fetched('zhoulan', id))).toBe('input.notFound')
    expect(await w.sql('select from export_pieces')).toEqual([])
  })

  it('gets nothing when the role is gone before it is made', async () => {
    const { id } = await ask('xutinglan')
    await withoutRole('xutinglan', async () => {
      await makeExport(id, systemClock)
      const [row] = await w.sql<{ status: string; reason: string }>('select status, reason from exports')
      expect(row).toEqual({ status: 'failed', reason: 'role' })
      expect(await told()).toEqual([{ kind: 'exportFailed', path: 'exports' }])
    })
  })

  it('gets nothing when the account is disabled meanwhile', async () => {
    const { id } = await ask('xutinglan')
    await w.sql('update users set disabled_at = now() where id = $1', [w.users.xutinglan])
    await makeExport(id, systemClock)
    await w.sql('update users set disabled_at = null where id = $1', [w.users.xutinglan])
    expect((await exportsOf('xutinglan'))[0]).toMatchObject({ status: 'failed', reason: 'role' })
  })

  it('ends it with the session in which it is read, also where it is begun again', async () => {
    const { id } = await ask('xutinglan')
    await enterService('job', tx => beginRun(tx, id))
    expect(await enterService('job', tx => openSeat(tx, id))).toBeDefined()
    await w.sql(`update sessions set revoked_at = now() where user_agent = 'Outpost export'`)
    await makeExport(id, systemClock)
    expect((await exportsOf('xutinglan'))[0]).toMatchObject({ status: 'failed', reason: 'role' })
  })

  it('loses the file with the role under which it was read', async () => {
    const { id } = await ask('xutinglan')
    await makeExport(id, systemClock)
    await withoutRole('xutinglan', async () => {
      await w.sql(
        `insert into role_grants (user_id, role, unit_id, starts_on) values ($1, 'head', $2, '2024-01-01')`,
        [w.users.xutinglan, w.units.design],
      )
      expect(await refusalOf(fetched('xutinglan', id))).toBe('input.notFound')
      expect(await exportsOf('xutinglan')).toEqual([])
      await w.sql(`delete from role_grants where user_id = $1 and role = 'head'`, [w.users.xutinglan])
    })
  })

  async function withoutRole(login: Login, work: () => Promise<void>): Promise<void> {
    await w.sql('update role_grants set ends_on = app.today() where user_id = $1', [w.users[login]])
    await work()
    await w.sql('update role_grants set ends_on = null where user_id = $1', [w.users[login]])
  }
})

describe('a worker that is killed', () => {
  const order = (id: string) => enterService('job', tx => beginRun(tx, id))
  const piece = (id: string, run: number) =>
    enterService('job', tx =>
      keepPieces(tx, { id, run }, { pieces: [Buffer.from('half')], from: 0, rows: 1, total: 9 }),
    )

  it('leaves no half file: another begins from the beginning', async () => {
    const { id } = await ask('zhoulan')
    expect((await order(id))?.run).toBe(1)
    expect(await piece(id, 1)).toBe(true)
    await makeExport(id, systemClock)
    expect((await fetched('zhoulan', id)).content.toString()).not.toContain('half')
  })

  it('writes nothing when it was only paused and another has begun', async () => {
    const { id } = await ask('zhoulan')
    await order(id)
    await order(id)
    expect(await piece(id, 1)).toBe(false)
    expect(await piece(id, 2)).toBe(true)
  })

  it('does not do a finished one again', async () => {
    const { id } = await ask('zhoulan')
    await makeExport(id, systemClock)
    await makeExport(id, systemClock)
    expect(await told()).toHaveLength(1)
  })
})

it('is gone after a week, and one that nobody makes is given up after a day', async () => {
  const { id } = await ask('zhoulan')
  await makeExport(id, systemClock)
  await ask('sunli')
  const expire = (days: number) => {
    const now = new Date(Date.now() + days * 86_400_000)
    return enterService('job', tx => expireExports(tx, now, now.toISOString().slice(0, 10)))
  }
  await expire(2)
  expect((await exportsOf('sunli'))[0]).toMatchObject({ status: 'failed', reason: 'lost' })
  expect((await exportsOf('zhoulan'))[0]?.status).toBe('done')
  await expire(8)
  expect((await exportsOf('zhoulan'))[0]?.status).toBe('expired')
  expect(await w.sql('select from export_pieces')).toEqual([])
  expect(await refusalOf(fetched('zhoulan', id))).toBe('input.notFound')
  await expire(100)
  expect(await exportsOf('zhoulan')).toEqual([])
})

it.each(['xlsx', 'csv'] as Format[])(
  'a %s is named after who made it, whatever they are called',
  async format => {
    await w.sql(`update users set name = '../..\\=周:岚"' where id = $1`, [w.users.zhoulan])
    await ask('zhoulan', { format })
    await w.sql(`update users set name = '周岚' where id = $1`, [w.users.zhoulan])
    expect((await exportsOf('zhoulan'))[0]?.fileName).toMatch(
      new RegExp(`^员工名单-周 岚-\\d{4}-\\d\\d-\\d\\d-\\d{4}\\.${format}$`),
    )
  },
)
