import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { type World, world } from '@/test/world'
import { findContacts, findFreeAccounts } from './queries'

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
