import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Login, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { findAnything, findPeople, findUnits } from '../search/queries'
import { peopleParams } from './input'
import { findPersonByNumber, getOwnPerson, getWorkbench, listPeople, listTeam } from './queries'

let company: World
beforeAll(async () => {
  company = await world()
  const { today, units, partners } = company
  // 李婉清 comes to tianyao in 14 days; 张远 in 15; 何清 was at nanxi until yesterday.
  await company.sql(`update assignments set ends_on = $2 where employee_id = $1`, [
    company.employees.liwanqing.id,
    addDays(today, 14),
  ])
  await assign(company.employees.liwanqing.id, units.tianyao, addDays(today, 14), addDays(today, 200))
  for (const [number, name, pinyin, initials, grams, home] of [
    ['E00008', '张远', 'zhangyuan', 'zy', ['张', '张远', '远'], units.design],
    ['E00009', '何清', 'heqing', 'hq', ['何', '何清', '清'], units.design],
  ]) {
    await company.sql(
      `insert into employees (number, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on) values ($1, $2, $3, $4, $5, $6, '2025-01-01')`,
      [number, name, pinyin, initials, grams, home],
    )
  }
  const [zhang, he] = await company.sql<{ id: string }>(
    `select id from employees where number in ('E00008', 'E00009') order by number`,
  )
  await assign(zhang?.id, units.tianyao, addDays(today, 15), addDays(today, 200))
  await assign(he?.id, units.nanxi, addDays(today, -90), today)
  // 王沐阳 lets tianyao see more; 顾言 lets nanxi see nothing beyond what it must.
  const [request] = await company.sql<{ id: string }>(`select gen_random_uuid() as id`)
  await company.sql(
    `insert into consents (employee_id, unit_id, partner_id, request_id, includes_performance, includes_training, notice_version, given_at)
     values ($1, $2, $3, $4, true, false, '2026-01', now())`,
    [company.employees.wangmuyang.id, units.tianyao, partners.hefeng, request?.id],
  )
})
afterAll(() => company.close())

async function assign(
  person: string | undefined,
  unit: string,
  from: string,
  to: string | null,
): Promise<void> {
  await company.sql(
    `insert into assignments (employee_id, unit_id, home_unit_id, position_id, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6)`,
    [person, unit, company.units.catering, company.positions.storeChef, from, to],
  )
}

const params = (more: Record<string, unknown> = {}) => peopleParams.parse(more)
const list = (login: Login, more: Record<string, unknown> = {}) =>
  company.as(login, 'hq', (tx, actor) => listPeople(tx, actor, params(more)))
const namesOf = (rows: { name: string }[]) => rows.map(row => row.name).sort()

it('HR and the executive see everybody, a head the people of their own unit', async () => {
  const everybody = ['周岚', '李婉清', '王沐阳', '顾言', '张远', '何清'].sort()
  expect(namesOf((await list('zhoulan')).rows)).toEqual(everybody)
  expect(namesOf((await list('sunli')).rows)).toEqual(everybody)
  expect(namesOf((await list('hejun')).rows)).toEqual(['李婉清', '王沐阳', '顾言'].sort())
})

it.each<[Login, SeatName]>([
  ['yezhen', 'hq'],
  ['shaoning', 'hq'],
  ['gaoyuan', 'hq'],
])('%s may ask for people and finds nobody; HR finds them', async (login, seat) => {
  const rows = (who: Login, at: SeatName) => company.as(who, at, tx => tx.execute('select from employees'))
  expect((await rows(login, seat)).rowCount).toBe(0)
  expect((await company.as(login, seat, tx => tx.execute('select from assignments'))).rowCount).toBe(0)
  await expect(company.as(login, seat, tx => tx.execute('select from employee_contacts'))).rejects.toThrow()
  expect((await rows('zhoulan', 'hq')).rowCount).toBe(6)
})

const team = (login: Login, seat: SeatName) =>
  company.as(login, seat, async (tx, actor) => (await listTeam(tx, actor)).rows)

it('a manager sees own people and who comes within 14 days; nobody of another store, nobody after the end', async () => {
  expect(namesOf(await team('zhaomingyuan', 'store/tianyao'))).toEqual(['李婉清', '王沐阳'].sort())
  expect(namesOf(await team('fangjing', 'store/nanxi'))).toEqual(['顾言'])
  expect(namesOf(await team('qinchuan', 'store/east'))).toEqual(['李婉清', '王沐阳', '顾言'].sort())
})

it('whoever goes from one store of a region to another is in both, and everybody keeps what is their own', async () => {
  const { guyan, wangmuyang } = company.employees
  const { today, units } = company
  const stay = async () => (await team('qinchuan', 'store/east')).filter(row => row.number === guyan.number)
  const [before] = await stay()
  await company.sql(`update assignments set ends_on = $2 where employee_id = $1 and unit_id = $3`, [
    guyan.id,
    addDays(today, 7),
    units.nanxi,
  ])
  await assign(guyan.id, units.tianyao, addDays(today, 7), before?.endsOn ?? null)
  const rows = await team('qinchuan', 'store/east')
  expect(rows.filter(row => row.number === guyan.number)).toMatchObject([
    { name: '顾言', unitCode: 'nanxi', endsOn: addDays(today, 7), positionName: before?.positionName },
    { name: '顾言', unitCode: 'tianyao', startsOn: addDays(today, 7), endsOn: before?.endsOn },
  ])
  for (const row of rows) expect(row.phone).toBe(row.number === wangmuyang.number ? '13900000000' : null)
  await company.sql(`delete from assignments where employee_id = $1 and unit_id = $2`, [
    guyan.id,
    units.tianyao,
  ])
  await company.sql(`update assignments set ends_on = $2 where employee_id = $1 and unit_id = $3`, [
    guyan.id,
    before?.endsOn,
    units.nanxi,
  ])
})

const person = (login: Login, seat: SeatName, number: string) =>
  company.as(login, seat, (tx, actor) => findPersonByNumber(tx, actor, number))

it('a person of another store does not exist for a manager; for their own manager they do', async () => {
  const { number } = company.employees.guyan
  expect(await person('zhaomingyuan', 'store/tianyao', number)).toBeUndefined()
  expect(await person('fangjing', 'store/nanxi', number)).toMatchObject({ name: '顾言' })
  expect(await person('zhaomingyuan', 'store/tianyao', 'E00008')).toBeUndefined()
  expect(await person('hejun', 'hq', 'E00009')).toBeUndefined()
  expect(await person('zhoulan', 'hq', 'E00009')).toMatchObject({ name: '何清' })
})

it('earlier assignments are the store’s to see only while the consent stands', async () => {
  const { wangmuyang, guyan } = company.employees
  const seen = async (login: Login, seat: SeatName, number: string) =>
    (await person(login, seat, number))?.stays.map(stay => stay.unitCode)
  expect(await seen('fangjing', 'store/nanxi', guyan.number)).toEqual(['nanxi'])
  expect(await seen('zhaomingyuan', 'store/tianyao', wangmuyang.number)).toEqual([
    'catering',
    'tianyao',
    'catering',
  ])
  await company.sql(`update consents set withdrawn_at = now()`)
  expect(await seen('zhaomingyuan', 'store/tianyao', wangmuyang.number)).toEqual(['tianyao'])
  await company.sql(`update consents set withdrawn_at = null`)
  expect(await seen('zhoulan', 'hq', guyan.number)).toEqual(['catering', 'nanxi', 'catering'])
})

it('of the contact each role gets its part', async () => {
  const { number } = company.employees.wangmuyang
  const contact = async (login: Login, seat: SeatName) => (await person(login, seat, number))?.contact
  const all = { phone: '13900000000', emergencyName: '家人' }
  expect(await contact('zhoulan', 'hq')).toMatchObject(all)
  expect(await contact('hejun', 'hq')).toEqual({ phone: '13900000000' })
  expect(await contact('zhaomingyuan', 'store/tianyao')).toEqual({ phone: '13900000000' })
  expect(await contact('sunli', 'hq')).toBeNull()
  const own = await company.as('wangmuyang', 'me', (tx, actor) => getOwnPerson(tx, actor))
  expect(own).toMatchObject({ name: '王沐阳', managers: ['赵明远'], contact: all })
  const emergency = (login: Login, seat: SeatName) =>
    company.as(login, seat, tx => tx.execute('select emergency_name from employee_contacts'))
  await expect(emergency('zhaomingyuan', 'store/tianyao')).rejects.toMatchObject({ cause: { code: '42501' } })
  await expect(emergency('hejun', 'hq')).rejects.toMatchObject({ cause: { code: '42501' } })
  await expect(emergency('sunli', 'hq')).rejects.toMatchObject({ cause: { code: '42501' } })
  expect((await emergency('zhoulan', 'hq')).rowCount).toBe(4)
})

it('the list says where everybody is and what is planned', async () => {
  const { rows } = await list('zhoulan', { q: '王沐阳' })
  expect(rows).toMatchObject([
    {
      name: '王沐阳',
      placement: 'stationed',
      unitName: '徐汇天钥店',
      homeName: '餐饮事业部',
      since: addDays(company.today, -100),
      endsOn: addDays(company.today, 60),
      next: { unitName: '餐饮事业部' },
    },
  ])
})

it.each([
  ['present', 6],
  ['store', 2],
  ['home', 2],
  ['arriving', 2],
  ['ending', 0],
  ['left', 0],
])('the view %s holds %i people', async (view, count) => {
  const page = await list('zhoulan', { view })
  expect(page.rows).toHaveLength(count)
  expect(page.total).toBe(count)
})

it.each([
  [{ store: 'tianyao' }, ['王沐阳']],
  [{ store: 'east' }, ['王沐阳', '顾言']],
  [{ view: 'arriving', store: 'tianyao' }, ['张远', '李婉清']],
  [{ home: 'design' }, ['何清', '张远']],
  [{ position: 'clerk' }, ['周岚']],
  [{ position: 'no-such' }, []],
  [{ q: '婉清' }, ['李婉清']],
  [{ q: 'wangmuyang' }, ['王沐阳']],
  [{ q: 'zy' }, ['张远']],
  [{ q: 'E0000' }, ['何清', '周岚', '张远', '李婉清', '王沐阳', '顾言']],
  [{ q: '2' }, ['李婉清']],
  [{ q: '%' }, []],
  [{ q: '😀' }, []],
])('the filter %j finds %j', async (filter, expected) => {
  expect(namesOf((await list('zhoulan', filter)).rows)).toEqual([...expected].sort())
})

it('as of an earlier day people are where they were', async () => {
  const before = addDays(company.today, -101)
  const { rows } = await list('zhoulan', { q: '王沐阳', on: before })
  expect(rows).toMatchObject([{ unitName: '餐饮事业部', placement: 'scheduled' }])
  expect((await list('zhoulan', { on: '2024-06-01' })).rows).toHaveLength(4)
  await company.sql(`update unit_versions set ends_on = '2025-01-01' where unit_id = $1`, [
    company.units.catering,
  ])
  await company.sql(
    `insert into unit_versions (unit_id, name, starts_on) values ($1, '餐饮事业部', '2025-01-01')`,
    [company.units.catering],
  )
  await company.sql(`update unit_versions set name = '厨艺中心' where unit_id = $1 and ends_on is not null`, [
    company.units.catering,
  ])
  expect((await list('zhoulan', { q: '王沐阳', on: '2024-06-01' })).rows).toMatchObject([
    { unitName: '厨艺中心', homeName: '厨艺中心' },
  ])
})

it.each(['number', '-number', 'name', '-name', 'hired', '-hired'])(
  'by %s every person is on exactly one page, forwards and backwards',
  async sort => {
    await company.sql(
      `insert into employees (number, name, name_pinyin, name_initials, name_grams, home_unit_id, hired_on)
       select 'E' || (10000 + i), '测试', 'ceshi' || i % 7, 'cs', '{}', $1, '2025-01-01'::date + i % 5 from generate_series(1, 120) i`,
      [company.units.design],
    )
    const seen: string[] = []
    let page = await list('zhoulan', { sort })
    seen.push(...page.rows.map(row => row.number))
    while (page.next) {
      page = await list('zhoulan', { sort, after: page.next })
      seen.push(...page.rows.map(row => row.number))
    }
    expect(new Set(seen).size).toBe(126)
    expect(seen).toHaveLength(126)
    const back: string[] = page.rows.map(row => row.number)
    while (page.previous) {
      page = await list('zhoulan', { sort, before: page.previous })
      back.unshift(...page.rows.map(row => row.number))
    }
    expect(back).toEqual(seen)
    await company.sql(`delete from employees where number like 'E10%'`)
  },
)

it('a cursor that somebody made up shows the first page or none, never an error', async () => {
  const forged = Buffer.from(JSON.stringify(['no day', 'E1'])).toString('base64url')
  expect((await list('zhoulan', { sort: 'hired', after: forged })).rows).toHaveLength(6)
  expect((await list('zhoulan', { after: 'rubbish' })).rows).toHaveLength(6)
  expect((await list('zhoulan', { on: '2026-13-45', sort: ['x', 'y'], view: 'nonsense' })).rows).toHaveLength(
    6,
  )
})

it.each<[Login, SeatName, string, string[]]>([
  ['zhoulan', 'hq', '婉清', ['李婉清']],
  ['zhoulan', 'hq', 'lwq', []],
  ['zhoulan', 'hq', 'heqing', ['何清']],
  ['sunli', 'hq', '顾言', ['顾言']],
  ['hejun', 'hq', '张远', []],
  ['gaoyuan', 'hq', '顾言', []],
  ['shaoning', 'hq', '顾言', []],
  ['zhaomingyuan', 'store/tianyao', '王沐阳', ['王沐阳']],
  ['zhaomingyuan', 'store/tianyao', '顾言', []],
  ['fangjing', 'store/nanxi', '顾言', ['顾言']],
  ['wangmuyang', 'me', '王沐阳', []],
])('%s in %s who types %s finds %j', async (login, seat, typed, expected) => {
  const found = await company.as(login, seat, (tx, actor) => findPeople(tx, actor, typed))
  expect(found.map(one => one.label)).toEqual(expected)
})

it('the palette groups what it finds and links into the portal', async () => {
  const search = (login: Login, seat: SeatName, typed: string) =>
    company.as(login, seat, (tx, actor) => findAnything(tx, actor, typed))
  expect(await search('zhoulan', 'hq', '王沐阳')).toMatchObject({
    groups: [
      {
        kind: 'people',
        items: [{ label: '王沐阳', href: '/hq/people/E00003', detail: 'E00003 · 徐汇天钥店' }],
      },
    ],
  })
  expect(await search('zhoulan', 'hq', '天钥')).toMatchObject({
    groups: [{ kind: 'stores', items: [{ label: '徐汇天钥店', href: '/hq/stores/tianyao' }] }],
  })
  expect(await search('zhaomingyuan', 'store/tianyao', '王沐阳')).toMatchObject({
    groups: [{ kind: 'people', items: [{ href: '/store/tianyao/team/E00003' }] }],
  })
  expect(await search('zhoulan', 'hq', '\u202e💣<script>')).toEqual({ groups: [] })
})

it.each<[Login, SeatName, string, [string, string][]]>([
  ['zhoulan', 'hq', '调岗 wangmuyang', [['发起调岗 · 王沐阳', '/hq/transfers/new?person=E00003']]],
  ['zhoulan', 'hq', '延期 王沐阳', [['发起延期 · 王沐阳', '/hq/transfers/new?person=E00003&kind=extend']]],
  ['zhoulan', 'hq', 'FH 3', [['发起返回 · 王沐阳', '/hq/transfers/new?person=E00003&kind=return']]],
  // whoever is in a store is not sent there from headquarters
  ['zhoulan', 'hq', '派驻 wangmuyang', []],
  [
    'zhoulan',
    'hq',
    '派驻 liwanqing',
    [['发起派驻 · 李婉清', '/hq/transfers/new?person=E00002&kind=dispatch']],
  ],
  [
    'zhaomingyuan',
    'store/tianyao',
    'huandian 王沐阳',
    [['发起换店 · 王沐阳', '/store/tianyao/transfers/new?person=E00003&kind=move']],
  ],
  ['zhaomingyuan', 'store/tianyao', '调岗 顾言', []],
  // sees them, begins nothing
  ['sunli', 'hq', '调岗 wangmuyang', []],
  ['wangmuyang', 'me', '调岗 wangmuyang', []],
])('%s in %s who types a verb and whom it is for, %s, may begin %j', async (login, seat, typed, expected) => {
  const { groups } = await company.as(login, seat, (tx, actor) => findAnything(tx, actor, typed))
  expect(groups.map(group => group.kind)).toEqual(expected.length > 0 ? ['actions'] : [])
  expect(groups.flatMap(group => group.items.map(item => [item.label, item.href]))).toEqual(expected)
})

it.each([
  ['nanjing', ['南京西路店']],
  ['njxl', ['南京西路店']],
  ['xilu', ['南京西路店']],
  ['天钥', ['徐汇天钥店']],
  ['tianyao', ['徐汇天钥店']],
  ['canyin', []],
])('a store answers to %s', async (typed, expected) => {
  const found = await company.as('zhoulan', 'hq', tx => findUnits(tx, typed, ['store']))
  expect(found.map(unit => unit.label)).toEqual(expected)
})

it('a unit that was renamed answers to its new name at once', async () => {
  const labels = async (typed: string) =>
    (await company.as('zhoulan', 'hq', tx => findUnits(tx, typed, ['store']))).map(unit => unit.label)
  expect(await labels('baoli')).toEqual(['宝里店'])
  await company.sql(`update units set name = '保利店' where code = 'baoli'`)
  expect(await labels('保利')).toEqual(['保利店'])
  await company.sql(`update units set name = '宝里店' where code = 'baoli'`)
})

it('the workbench counts what is there', async () => {
  expect(await company.as('zhoulan', 'hq', (tx, actor) => getWorkbench(tx, actor))).toMatchObject({
    figures: { stationed: 2, arriving: 2, ending: 0, openTransfers: 0, stores: 3 },
    stores: [
      { code: 'tianyao', stationed: 1, arriving: 2, ending: 0 },
      { code: 'nanxi', stationed: 1, arriving: 0, ending: 0 },
      { code: 'baoli', stationed: 0 },
    ],
  })
})
