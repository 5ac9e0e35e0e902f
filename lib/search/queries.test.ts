import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { type Login, type SeatName, type World, world } from '@/test/world'
import { askAnything, findAnything, findContacts, findFreeAccounts, findPositions } from './queries'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const logins = (typed: string, find = findContacts): Promise<string[]> =>
  w.as('zhoulan', 'hq', async (tx, actor) => (await find(tx, actor, typed)).map(one => one.detail))

it.each(['周岚', '岚', 'zhoulan', 'zl', 'zhou', 'ZL'])(
  'finds a contact at headquarters by %s',
  async typed => {
    expect(await logins(typed)).toContain('zhoulan')
  },
)

it('finds nobody as a contact who holds no role at headquarters, and nobody for nothing', async () => {
  expect(await logins('赵明远')).toEqual([])
  expect(await logins(' ')).toEqual([])
  expect(await logins('%')).toEqual([])
})

it('offers accounts of nobody for a hire, and only to HR', async () => {
  const found = await logins('zmy', findFreeAccounts)
  expect(found).toContain('zhaomingyuan')
  expect(await logins('wangmuyang', findFreeAccounts)).toEqual([])
  expect(await w.as('hejun', 'hq', (tx, actor) => findFreeAccounts(tx, actor, 'zmy'))).toEqual([])
})

it.each([
  ['厨师', ['厨师']],
  ['chu', ['厨师', '驻店主厨']],
  ['cs', ['厨师']],
  ['zdzc', ['驻店主厨']],
  ['store-chef', ['驻店主厨']],
  ['餐饮', ['厨师', '人事专员', '驻店主厨']],
  ['%', []],
])('finds a position by %s', async (typed, names) => {
  const found = await w.as('zhoulan', 'hq', tx => findPositions(tx, typed))
  expect(found.map(one => one.label).sort()).toEqual([...names].sort())
})

it('offers no position that is not in use any more', async () => {
  await w.sql(`update positions set retired_on = $1 where code = 'clerk'`, [w.today])
  expect(await w.as('zhoulan', 'hq', tx => findPositions(tx, 'rszy'))).toEqual([])
  await w.sql(`update positions set retired_on = null where code = 'clerk'`)
  expect(await w.as('zhoulan', 'hq', tx => findPositions(tx, 'rszy'))).toHaveLength(1)
})

it('finds who has a phone that ends in four figures, for HR alone and without telling the phone', async () => {
  await w.sql(`update employee_contacts set phone = '13812349876' where employee_id = $1`, [
    w.employees.guyan.id,
  ])
  const people = async (typed: string, login: Login = 'zhoulan', seat: SeatName = 'hq') => {
    const { groups } = await w.as(login, seat, async (tx, actor) =>
      findAnything(tx, actor, typed, await askAnything(tx, typed)),
    )
    return groups.flatMap(group => (group.kind === 'people' ? group.items : []))
  }
  const found = await people('9876')
  expect(found).toMatchObject([{ label: '顾言', href: `/hq/people/${w.employees.guyan.number}` }])
  expect(found[0]?.detail).toMatch(/ · 手机尾号 9876$/)
  expect(JSON.stringify(found)).not.toContain('1381234')
  expect(await people('9875')).toEqual([])
  expect(await people('49876')).toEqual([])
  // the whole of it finds them too, and no other that ends so
  for (const whole of ['13812349876', '138 1234 9876', '+86 138-1234-9876']) {
    expect(await people(whole)).toEqual(found)
    expect(await people(whole, 'hejun')).toEqual([])
  }
  expect(await people('13812359876')).toEqual([])
  // who may read the phone of their own people alone does not find by it
  expect(await people('9876', 'hejun')).toEqual([])
  expect(await people('9876', 'sunli')).toEqual([])
  expect(await people('9876', 'fangjing', 'store/nanxi')).toEqual([])
  // whoever has the four figures as their number goes first, and nobody comes twice
  await w.sql(`update employees set number = 'E09876' where id = $1`, [w.employees.guyan.id])
  await w.sql(`update employee_contacts set phone = '13900009876' where employee_id = $1`, [
    w.employees.wangmuyang.id,
  ])
  expect((await people('9876')).map(one => one.label)).toEqual(['顾言', '王沐阳'])
  await w.sql('update employees set left_on = $2 where id = $1', [w.employees.wangmuyang.id, w.today])
  expect((await people('9876')).map(one => one.label)).toEqual(['顾言'])
})
