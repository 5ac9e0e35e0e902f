import { afterEach, beforeEach, expect, it } from 'vitest'
import { refusalOf, type World, world } from '@/test/world'
import { addPosition, changePosition, retirePosition } from './commands'
import { listPositions } from './queries'

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
