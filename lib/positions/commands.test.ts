import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Login, refusalOf, type World, world } from '@/test/world'
import { addPosition, changePosition, retirePosition, setFloor } from './commands'
import { setFloorInput } from './input'
import { findFloor, findFloorOf, listPositions } from './queries'

let company: World
beforeEach(async () => {
  company = await world()
})
afterEach(() => company.close())

it('is added, changed and retired, but not while somebody holds it', async () => {
  const barista = await company.as('zhoulan', 'hq', (tx, actor) =>
    addPosition(tx, actor, { code: 'barista', name: '咖啡师', family: '餐饮', level: 2 }),
  )
  const changed = await company.as('zhoulan', 'hq', (tx, actor) =>
    changePosition(tx, actor, {
      positionId: barista.id,
      revision: 1,
      name: '咖啡师',
      family: '餐饮',
      level: 3,
    }),
  )
  expect(changed.revision).toBe(2)
  const retire = (positionId: string, revision: number) =>
    company.as('zhoulan', 'hq', (tx, actor) => retirePosition(tx, actor, { positionId, revision }))
  expect(await refusalOf(retire(company.positions.storeChef, 1))).toBe('organisation.positionHeld')
  expect(await refusalOf(retire(barista.id, 1))).toBe('organisation.changedMeanwhile')
  await retire(barista.id, 2)
  expect(await refusalOf(retire(barista.id, 3))).toBe('organisation.positionRetired')
})

it('is listed with its holders where the seat may know them', async () => {
  const list = (login: 'zhoulan' | 'shaoning', withHolders: boolean) =>
    company.as(login, 'hq', tx =>
      listPositions(tx, { state: 'inUse', sort: '-level', page: 1 }, company.today, withHolders),
    )
  const { rows, total } = await list('zhoulan', true)
  expect(total).toBe(3)
  expect(rows[0]).toMatchObject({ code: 'store-chef', holders: 2 })
  expect((await list('shaoning', false)).rows[0]).toMatchObject({ holders: null })
})

it('has a lowest pay, which only HR enters and reads, and the trail says that and not how much', async () => {
  const { chef } = company.positions
  const set = (lowestPay: string, revision: number, login: Login = 'zhoulan') =>
    company.as(login, 'hq', (tx, actor) =>
      setFloor(
        tx,
        actor,
        setFloorInput.parse({ positionId: chef, revision, ...(lowestPay && { lowestPay }) }),
      ),
    )
  const floor = (login: Login = 'zhoulan') => company.as(login, 'hq', tx => findFloor(tx, chef))
  expect(await set('5200.50', 1)).toMatchObject({ revision: 2 })
  expect(await floor()).toBe(520_050)
  expect(await company.as('zhoulan', 'hq', tx => findFloorOf(tx, '厨师'))).toBe(520_050)
  expect(await refusalOf(set('5300', 1))).toBe('organisation.changedMeanwhile')
  expect(await set('', 2)).toMatchObject({ revision: 3 })
  expect(await floor()).toBeUndefined()
  const trail = await company.sql<{ details: object }>(
    `select details from trail where action = 'position.floorSet' order by id`,
  )
  expect(trail.map(row => row.details)).toEqual([
    { name: '厨师', lowestPay: [null, '******'] },
    { name: '厨师', lowestPay: ['******', null] },
  ])
  for (const login of ['sunli', 'hejun', 'yezhen', 'shaoning', 'gaoyuan'] as const) {
    expect(await refusalOf(set('1', 3, login))).toBe('input.refused')
    expect(await refusalOf(floor(login))).toBe('input.refused')
  }
  expect(setFloorInput.safeParse({ positionId: chef, revision: 3, lowestPay: '0' }).success).toBe(false)
})
