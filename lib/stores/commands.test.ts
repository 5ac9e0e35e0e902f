import { afterEach, beforeEach, expect, it } from 'vitest'
import { refusalOf, type World, world } from '@/test/world'
import { findUnit, listHistory } from '../organisation/queries'
import { changeStore, openStore } from './commands'
import { changeStoreInput, openStoreInput } from './input'
import { findStore, listStores, type StoreFilter } from './queries'

let company: World
beforeEach(async () => {
  company = await world()
})
afterEach(() => company.close())

const open = (more: Record<string, unknown> = {}) =>
  company.as('zhoulan', 'hq', (tx, actor) =>
    openStore(
      tx,
      actor,
      openStoreInput.parse({
        code: 'hubin',
        name: '杭州湖滨店',
        parentId: company.units.east,
        partnerId: company.partners.hefeng,
        city: '杭州',
        address: '湖滨路 1 号',
        latitude: '30.25',
        longitude: '120.16',
        openingHours: JSON.stringify([{ days: [5, 6], opens: '17:00', closes: '02:00' }]),
        ...more,
      }),
    ),
  )

it('opening one makes the unit and the address together, or neither', async () => {
  const { id } = await open()
  await company.as('zhoulan', 'hq', async tx => {
    expect(await findUnit(tx, 'hubin')).toMatchObject({ kind: 'store', parentCode: 'east' })
    expect(await findStore(tx, 'hubin')).toMatchObject({
      latitude: 30.25,
      coordinateSystem: 'gcj02',
      openingHours: [{ days: [5, 6], opens: '17:00', closes: '02:00' }],
    })
    expect(await listHistory(tx, [id])).toMatchObject([
      { action: 'store.opened', details: { name: '杭州湖滨店', parent: '华东', partner: '和风餐饮' } },
    ])
  })
  expect(await refusalOf(open({ code: 'half', longitude: undefined }))).toBe('organisation.coordinatesHalf')
  expect(await company.sql(`select 1 from units where code = 'half'`)).toEqual([])
  expect(await refusalOf(open({ code: 'under', parentId: company.units.tianyao }))).toBe(
    'organisation.placeRefused',
  )
})

it('a change is written with what it was; the later of two writers is told', async () => {
  const change = (fenceRadiusM: number) =>
    company.as('zhoulan', 'hq', (tx, actor) =>
      changeStore(
        tx,
        actor,
        changeStoreInput.parse({
          unitId: company.units.tianyao,
          revision: 1,
          partnerId: company.partners.yunlan,
          city: '上海',
          address: '一号路 1 号',
          fenceRadiusM,
        }),
      ),
    )
  const both = await Promise.allSettled([change(200), change(300)])
  expect(both.filter(one => one.status === 'fulfilled')).toHaveLength(1)
  const [row] = await company.sql<{ radius: number; revision: number }>(
    `select fence_radius_m as radius, revision from stores where unit_id = $1`,
    [company.units.tianyao],
  )
  expect(row?.revision).toBe(2)
  await company.as('zhoulan', 'hq', async tx => {
    const [history] = await listHistory(tx, [company.units.tianyao])
    expect(history?.details).toEqual({
      partner: ['和风餐饮', '云岚商业'],
      fenceRadiusM: [150, row?.radius],
    })
  })
})

it('the list pages by key in every order, forwards and back', async () => {
  for (let n = 0; n < 60; n++) {
    await open({ code: `shop-${n}`, name: `店 ${n % 7}`, city: n % 2 ? '杭州' : '苏州' })
  }
  for (const sort of ['code', '-name', 'city', '-opened']) {
    const list = (filter: Partial<StoreFilter>) =>
      company.as('zhoulan', 'hq', tx =>
        listStores(tx, { state: 'open', sort, ...filter }, company.today, true),
      )
    const first = await list({})
    const second = await list({ after: first.next })
    expect(first.total).toBe(63)
    expect(first.rows).toHaveLength(50)
    expect(second.rows).toHaveLength(13)
    expect(second.next).toBeUndefined()
    expect(new Set([...first.rows, ...second.rows].map(row => row.code)).size).toBe(63)
    const back = await list({ before: second.previous })
    expect(back.rows.map(row => row.code)).toEqual(first.rows.map(row => row.code))
    expect(back.previous).toBeUndefined()
  }
})

it('is found by region, partner and text; a specialist sees stores without partners', async () => {
  const list = (login: 'zhoulan' | 'yezhen', filter: Partial<StoreFilter>) =>
    company.as(login, 'hq', async (tx, actor) => {
      const page = await listStores(
        tx,
        { state: 'open', sort: 'code', ...filter },
        actor.today,
        login === 'zhoulan',
      )
      return page.rows.map(row => [row.code, row.partnerName])
    })
  expect(await list('zhoulan', { region: 'east' })).toEqual([
    ['nanxi', '云岚商业'],
    ['tianyao', '和风餐饮'],
  ])
  expect(await list('zhoulan', { partner: 'hefeng' })).toEqual([['tianyao', '和风餐饮']])
  expect(await list('zhoulan', { q: '北京' })).toEqual([['baoli', '云岚商业']])
  expect(await list('zhoulan', { after: 'bm90IGEgY3Vyc29y' })).toHaveLength(3)
  expect(await list('yezhen', { q: '天钥' })).toEqual([['tianyao', null]])
})

it('a closed store is changed no more', async () => {
  const change = () =>
    company.as('zhoulan', 'hq', (tx, actor) =>
      changeStore(
        tx,
        actor,
        changeStoreInput.parse({
          unitId: company.units.baoli,
          revision: 1,
          partnerId: company.partners.yunlan,
          city: '北京',
          address: '二号路 2 号',
        }),
      ),
    )
  await company.sql(`update units set closed_on = $2 where id = $1`, [company.units.baoli, company.today])
  expect(await refusalOf(change())).toBe('organisation.unitClosed')
  await company.sql(`update units set closed_on = null where id = $1`, [company.units.baoli])
  await change()
})
