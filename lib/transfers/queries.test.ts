import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Login, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { writeCursor } from '../paging'
import { peopleParams } from '../people/input'
import { listPeople } from '../people/queries'
import { listReturns, type ReturnFilter } from './queries'

let company: World
beforeAll(async () => {
  company = await world()
  // 顾言 returns from nanxi in 10 days, 王沐阳, whose number is lower, from tianyao in 20.
  await returnIn(company.employees.guyan.id, 10)
  await returnIn(company.employees.wangmuyang.id, 20)
})
afterAll(() => company.close())

async function returnIn(employeeId: string, days: number): Promise<void> {
  const on = addDays(company.today, days)
  await company.sql(
    `update assignments set ends_on = $2 where employee_id = $1 and unit_id <> home_unit_id`,
    [employeeId, on],
  )
  await company.sql(`update assignments set starts_on = $2 where employee_id = $1 and ends_on is null`, [
    employeeId,
    on,
  ])
}

const returns = (login: Login, seat: SeatName, filter: ReturnFilter = {}) =>
  company.as(login, seat, async (tx, actor) => {
    const { rows, total } = await listReturns(tx, actor, 30, filter)
    return { names: rows.map(row => row.employee), total }
  })

it('stays that end soon are listed by the day on which they end', async () => {
  expect(await returns('zhoulan', 'hq')).toEqual({ names: ['顾言', '王沐阳'], total: 2 })
})

it.each<[string, ReturnFilter, string[]]>([
  ['a store', { store: 'tianyao' }, ['王沐阳']],
  ['the stores of a region', { store: 'east' }, ['顾言', '王沐阳']],
  ['a store that does not exist', { store: 'nowhere' }, []],
  ['a name', { q: '沐阳' }, ['王沐阳']],
  ['a number', { q: 'E00004' }, ['顾言']],
  ['nothing that could be looked for', { q: '😀' }, []],
  ['a cursor that is no day', { after: writeCursor(['soon', 'E00001']) }, ['顾言', '王沐阳']],
])('they are narrowed down by %s', async (_, filter, names) => {
  expect(await returns('zhoulan', 'hq', filter)).toEqual({ names, total: names.length })
})

it('the next page begins behind the last row', async () => {
  const after = writeCursor([addDays(company.today, 10), company.employees.guyan.number])
  expect(await returns('zhoulan', 'hq', { after })).toEqual({ names: ['王沐阳'], total: 2 })
})

it('a store sees its own, whatever store is asked for', async () => {
  expect((await returns('zhaomingyuan', 'store/tianyao')).names).toEqual(['王沐阳'])
  expect((await returns('zhaomingyuan', 'store/tianyao', { store: 'nanxi' })).names).toEqual([])
})

it('the people who return soon are listed by that day unless another order is asked for', async () => {
  const names = async (params: Record<string, string>) =>
    company.as('zhoulan', 'hq', async (tx, actor) => {
      const { rows } = await listPeople(tx, actor, peopleParams.parse({ view: 'ending', ...params }))
      return rows.map(row => row.name)
    })
  expect(await names({})).toEqual(['顾言', '王沐阳'])
  expect(await names({ sort: '-planned' })).toEqual(['王沐阳', '顾言'])
  expect(await names({ sort: 'number' })).toEqual(['王沐阳', '顾言'])
  const after = writeCursor([addDays(company.today, 10), company.employees.guyan.number])
  expect(await names({ after })).toEqual(['王沐阳'])
})
