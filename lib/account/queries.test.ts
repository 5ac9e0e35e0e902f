import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Login, type SeatName, type World, world } from '@/test/world'
import { openAccount } from '../access/commands'
import { openAccountForm } from '../access/input'
import { changeEmployee } from '../people/commands'
import { trailParams } from './input'
import { getFrame, listColleagues, listConcerned, listSeats, listTrail } from './queries'

let company: World
beforeAll(async () => {
  company = await world()
})
afterAll(() => company.close())

const found = (login: Login, seat: SeatName, typed: string) =>
  company.as(login, seat, async tx => (await listColleagues(tx, typed)).map(one => one.name))

it.each([
  ['zmy', ['赵明远']],
  ['ZhaoMing', ['赵明远']],
  ["zhao ming'yuan", ['赵明远']],
  ['明远', ['赵明远']],
  ['远', ['赵明远', '高远']],
  ['zhaomingyuan', ['赵明远']],
  ['mingyuan', []],
  ['李婉清', []],
  ['zhoulan', []],
  ['%', []],
  ['_', []],
  ['😀', []],
  ['  ', []],
])('%j finds %j: holders of a role, never oneself', async (typed, names) => {
  expect((await found('zhoulan', 'hq', typed)).sort()).toEqual([...names].sort())
})

it('a store asks headquarters and its own people, by sound too', async () => {
  expect(await found('fangjing', 'store/nanxi', 'zl')).toEqual(['周岚'])
  expect(await found('fangjing', 'store/nanxi', 'zmy')).toEqual([])
  expect(await found('zhaomingyuan', 'store/tianyao', 'fangjing')).toEqual([])
})

it('a store finds who leads it from its region, and not who leads another one', async () => {
  expect(await found('zhaomingyuan', 'store/tianyao', 'qc')).toEqual(['秦川'])
  expect(await found('zhoulan', 'hq', 'qc')).toEqual(['秦川'])
  expect(await found('qinchuan', 'store/east', 'zmy')).toEqual(['赵明远'])
  expect(await found('zhaomingyuan', 'store/tianyao', 'shaoning')).toEqual([])
})

it('a new account and a new name are found by their sound at once', async () => {
  const name = '曾小雨'
  await company.as('gaoyuan', 'hq', async (tx, actor) => {
    const input = openAccountForm.parse({ login: 'outside', name, password: 'a-long-first-password' })
    await openAccount(tx, actor, input)
  })
  await company.sql(
    `insert into role_grants (user_id, role, unit_id, starts_on) select id, 'specialist', $1, '2024-01-01' from users where login = 'outside'`,
    [company.units.hq],
  )
  expect(await found('zhoulan', 'hq', 'zxy')).toEqual([name])

  const [zhoulan] = await company.sql<{ number: string; revision: number; homeUnitId: string }>(
    `select number, revision, home_unit_id as "homeUnitId" from employees where user_id = $1`,
    [company.users.zhoulan],
  )
  if (!zhoulan) throw new Error('She is in the world')
  await company.as('xutinglan', 'hq', (tx, actor) =>
    changeEmployee(tx, actor, { ...zhoulan, name: '单雄信' }),
  )
  expect(await found('sunli', 'hq', 'sxx')).toEqual(['单雄信'])
  expect(await found('sunli', 'hq', 'zl')).toEqual([])
})

it.each([
  ['liw', ['李婉清']],
  ['liwan', ['李婉清']],
  ['婉清', ['李婉清']],
  ['E00002', ['李婉清']],
  ['2', ['李婉清']],
  ['😀', []],
])('the trail is asked about somebody by %s', async (typed, names) => {
  for (const login of ['zhoulan', 'shaoning'] as const) {
    const people = await company.as(login, 'hq', (tx, actor) => listConcerned(tx, actor, typed))
    expect(people.map(one => one.name)).toEqual(names)
  }
})

it('only those who read the whole trail look people up for it, and people who left are among them', async () => {
  const { id, number } = company.employees.guyan
  await company.sql(`update employees set left_on = $2 where id = $1`, [id, company.today])
  expect(await company.as('shaoning', 'hq', (tx, actor) => listConcerned(tx, actor, number))).toHaveLength(1)
  for (const login of ['sunli', 'hejun', 'yezhen', 'gaoyuan'] as const) {
    expect(await company.as(login, 'hq', (tx, actor) => listConcerned(tx, actor, number))).toEqual([])
  }
})

it('the trail of a person is what was done to or for them', async () => {
  const { id } = company.employees.wangmuyang
  await company.sql(
    `insert into trail (at, actor_name, actor_role, action, entity_id, employee_id) values (now(), '周岚', 'hr', 'employee.changed', $1, $1)`,
    [id],
  )
  const about = (employeeId: string) =>
    company.as('shaoning', 'hq', async tx =>
      (await listTrail(tx, { employeeId })).rows.map(row => row.action),
    )
  expect(await about(id)).toEqual(['employee.changed'])
  expect(await about(company.employees.liwanqing.id)).toEqual([])
  const named = async (login: 'zhoulan' | 'shaoning') =>
    company.as(login, 'hq', async tx => (await listTrail(tx, { employeeId: id })).rows[0]?.employeeName)
  expect([await named('zhoulan'), await named('shaoning')]).toEqual(['王沐阳', null])
  expect(trailParams.parse({ person: "E1' or true" }).person).toBeUndefined()
})

describe('the seats', () => {
  const seatsOf = (login: Login, seat: SeatName) => company.as(login, seat, listSeats)

  it('of a region manager are the region and every store below it, and nobody else’s', async () => {
    const seats = await seatsOf('qinchuan', 'store/tianyao')
    const managed = seats.filter(one => one.role === 'manager')
    expect(managed[0]).toMatchObject({ unitCode: 'east', depth: 0, grantKind: 'region' })
    expect(managed).toContainEqual(
      expect.objectContaining({ unitCode: 'nanxi', depth: 1, grantKind: 'region' }),
    )
    expect(seats.filter(one => one.current).map(one => one.unitCode)).toEqual(['tianyao'])
    const own = await seatsOf('zhaomingyuan', 'store/tianyao')
    expect(own.filter(one => one.role === 'manager').map(one => [one.unitCode, one.grantKind])).toEqual([
      ['tianyao', 'store'],
    ])
  })

  it('of an employee with a role are headquarters and their own pages', async () => {
    expect((await seatsOf('zhoulan', 'hq')).map(one => one.role)).toEqual(['hr', 'employee'])
    const frame = await company.as('zhoulan', 'hq', getFrame)
    expect([frame.isMobile, frame.isOffice, frame.seat?.role]).toEqual([true, true, 'hr'])
  })

  it('of an employee without one are their own pages alone', async () => {
    expect((await seatsOf('wangmuyang', 'me')).map(one => one.role)).toEqual(['employee'])
    expect((await company.as('wangmuyang', 'me', getFrame)).isMobile).toBe(false)
  })
})

it('who manages a region is called so by what they do, and by nothing that they did before', async () => {
  const titleOf = (login: Login, role: string, at: string) =>
    company.as('shaoning', 'hq', async tx => {
      const { rows } = await tx.execute<{ title: string }>(
        sql`select app.title_of(${company.users[login]}, ${role}, ${at}::timestamptz) as title`,
      )
      return rows[0]?.title
    })
  const now = new Date().toISOString()
  expect(await titleOf('qinchuan', 'manager', now)).toBe('regionManager')
  expect(await titleOf('qinchuan', 'manager', '2001-01-01T00:00:00Z')).toBe('manager')
  expect(await titleOf('qinchuan', 'employee', now)).toBe('employee')
  expect(await titleOf('zhaomingyuan', 'manager', now)).toBe('manager')
  const colleagues = await company.as('zhoulan', 'hq', tx => listColleagues(tx, 'qinchuan'))
  expect(colleagues.map(one => one.role)).toEqual(['regionManager'])
})
