import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { signContract } from '../contracts/commands'
import { signInput } from '../contracts/input'
import { listContracts } from '../contracts/queries'
import { failureOf } from '../failure'
import { agreePay } from '../pay/commands'
import { agreePayInput } from '../pay/input'
import { addScheme, setMinimumWage, setRate } from './commands'
import { addSchemeInput, setMinimumWageInput, setRateInput } from './input'
import { findMinimumWage, listRates, listSchemes } from './queries'
import { ratesIn } from './rules'

let w: World
let schemeId: string
beforeAll(async () => {
  w = await world()
})
beforeEach(async () => {
  for (const table of [
    'contract_pays',
    'contracts',
    'minimum_wages',
    'insurance_enrolments',
    'insurance_rates',
    'insurance_schemes',
  ])
    await w.sql(`delete from ${table}`)
  schemeId = (await add()).id
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const add = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    addScheme(tx, actor, addSchemeInput.parse({ city: '上海', residence: 'any', ...over })),
  )
const pension = { item: 'pension', from: '2026-01', companyRate: '16', personRate: '8', source: '依据' }
const set = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) => setRate(tx, actor, setRateInput.parse({ schemeId, ...pension, ...over })))
const wage = (over: Record<string, unknown> = {}, login: Login = 'zhoulan') =>
  w.as(login, 'hq', (tx, actor) =>
    setMinimumWage(
      tx,
      actor,
      setMinimumWageInput.parse({
        city: '上海',
        startsOn: '2025-07-01',
        monthly: '2740',
        source: '沪人社规',
        ...over,
      }),
    ),
  )
const rates = () => w.as('zhoulan', 'hq', tx => listRates(tx, schemeId))

describe('a scheme', () => {
  it('is one for a city and residence', async () => {
    expect(await refusalOf(add())).toBe('schemes.schemeTaken')
    await add({ residence: 'other_rural' })
    expect(await w.as('zhoulan', 'hq', tx => listSchemes(tx, '2026-01-01'))).toMatchObject([
      { city: '上海', residence: 'any', people: 0 },
      { city: '上海', residence: 'other_rural' },
    ])
  })

  it('keeps every standard that it ever had', async () => {
    await set()
    await set({ from: '2026-07', companyRate: '15.5', floor: '7384', ceiling: '36921' })
    expect(await refusalOf(set({ from: '2026-07' }))).toBe('schemes.reasonMissing')
    await set({ from: '2026-07', companyRate: '15', reason: '看错一行' })
    expect(await rates()).toMatchObject([
      { startsOn: '2026-07-01', version: 2, companyRate: 1500, reason: '看错一行' },
      { startsOn: '2026-07-01', version: 1, companyRate: 1550, floor: 738_400, ceiling: 3_692_100 },
      { startsOn: '2026-01-01', version: 1, companyRate: 1600 },
    ])
    expect(ratesIn(await rates(), '2026-06-01')).toMatchObject([{ companyRate: 1600 }])
    for (const statement of ['update insurance_rates set company_rate = 1', 'delete from insurance_rates'])
      await expect(w.as('zhoulan', 'hq', tx => tx.execute(statement))).rejects.toMatchObject({
        cause: { code: '42501' },
      })
  })

  it('refuses what cannot be, with the field and the article', async () => {
    expect(await refusalOf(set({ floor: '100', ceiling: '99' }))).toBe('schemes.limitsCrossed')
    expect(await set({ item: 'fund', companyRate: '4.99' }).catch(failureOf)).toMatchObject({
      code: 'schemes.fundTooLow',
      field: 'companyRate',
      values: { percent: 5, source: '《住房公积金管理条例》第十八条' },
    })
    expect(await refusalOf(set({ item: 'fund', companyRate: '12', personRate: '12.5' }))).toBe(
      'schemes.fundTooHigh',
    )
    expect(await refusalOf(set({ schemeId: '00000000-0000-4000-8000-000000000000' }))).toBe('input.notFound')
    await set({ item: 'fund', companyRate: '7', personRate: '7' })
  })

  it('is kept by HR and by nobody else', async () => {
    for (const [login, seat] of [
      ['sunli', 'hq'],
      ['hejun', 'hq'],
      ['yezhen', 'hq'],
      ['shaoning', 'hq'],
      ['gaoyuan', 'hq'],
      ['fangjing', 'store/nanxi'],
      ['guyan', 'me'],
    ] as const) {
      expect(await refusalOf(add({ city: '北京' }, login, seat))).toBe('input.refused')
      expect(await refusalOf(set({}, login, seat))).toBe('input.refused')
    }
  })
})

describe('a minimum wage', () => {
  it('is that of the city and day', async () => {
    await wage()
    await wage({ startsOn: '2026-07-01', monthly: '2800' })
    await wage({ startsOn: '2026-07-01', monthly: '2810', reason: '更正' })
    const least = (place: string, day: string) =>
      w.as('zhoulan', 'hq', async tx => (await findMinimumWage(tx, place, day))?.monthly)
    expect(await least('上海市徐汇区', '2026-06-30')).toBe(274_000)
    expect(await least('上海', '2026-07-01')).toBe(281_000)
    expect(await least('上海', '2025-06-30')).toBeUndefined()
    expect(await least('北京市', '2026-07-01')).toBeUndefined()
    expect(await refusalOf(wage())).toBe('schemes.reasonMissing')
    expect(await refusalOf(wage({ monthly: '0' }))).toBe('schemes.wageMissing')
  })

  it('is held when pay is agreed on, without what does not count', async () => {
    await wage()
    await w.as('zhoulan', 'hq', (tx, actor) =>
      signContract(
        tx,
        actor,
        signInput.parse({
          number: w.employees.guyan.number,
          kind: 'open_ended',
          signedOn: '2024-03-01',
          startsOn: '2024-03-01',
          position: '厨师',
          place: '上海市',
        }),
      ),
    )
    const [contract] = await w.as('zhoulan', 'hq', tx => listContracts(tx, w.employees.guyan.number))
    const agree = (over: Record<string, unknown>) =>
      w.as('zhoulan', 'hq', (tx, actor) =>
        agreePay(
          tx,
          actor,
          agreePayInput.parse({ contractId: contract?.id, startsOn: '2026-01-01', ...over }),
        ),
      )
    expect(await agree({ base: '2600', meal: '500' }).catch(failureOf)).toMatchObject({
      code: 'pay.belowMinimum',
      field: 'base',
      values: { city: '上海', least: '2,740.00', source: '沪人社规' },
    })
    await agree({ base: '2600', post: '140' })
    await agree({ base: '2000', startsOn: '2025-01-01' })
    // part-time work has a minimum of the hour
    await w.sql(`update employees set employment_form = 'part_time' where id = $1`, [w.employees.guyan.id])
    await agree({ base: '2000', startsOn: '2026-02-01' })
  })
})
