import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closePools, enterService } from '@/db/client'
import { type Login, refusalOf, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { signContract } from '../contracts/commands'
import { signInput } from '../contracts/input'
import { listContracts } from '../contracts/queries'
import { failureOf } from '../failure'
import { listReveals } from '../identities/queries'
import { destroyKey } from '../vault'
import { agreePay, revealOwnPay, revealPay } from './commands'
import { agreePayInput, revealPayInput } from './input'
import { listPays } from './queries'

let w: World
let contractId: string
beforeAll(async () => {
  w = await world()
})
beforeEach(async () => {
  for (const table of ['reveals', 'contract_pays', 'contracts', 'file_keys'])
    await w.sql(`delete from ${table}`)
  contractId = await sign(w.employees.guyan.number)
})
afterAll(async () => {
  await w.close()
  await closePools()
})

async function sign(number: string): Promise<string> {
  await w.as('zhoulan', 'hq', (tx, actor) =>
    signContract(
      tx,
      actor,
      signInput.parse({
        number,
        kind: 'fixed_term',
        signedOn: '2024-03-01',
        startsOn: '2024-03-01',
        lastOn: '2027-02-28',
        probationLastOn: '2024-08-31',
        position: '厨师',
        place: '上海',
      }),
    ),
  )
  const [contract] = await w.as('zhoulan', 'hq', tx => listContracts(tx, number))
  return contract?.id ?? ''
}
const agree = (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, (tx, actor) =>
    agreePay(tx, actor, agreePayInput.parse({ contractId, base: '8123.45', meal: '300', ...over })),
  )
const pays = (login: Login = 'zhoulan', seat: SeatName = 'hq') =>
  w.as(login, seat, tx => listPays(tx, w.employees.guyan.number))
const latest = async (): Promise<string> => (await pays())[0]?.id ?? ''
const look = async (over: Record<string, unknown> = {}, login: Login = 'zhoulan', seat: SeatName = 'hq') => {
  const input = revealPayInput.parse({
    number: w.employees.guyan.number,
    payId: await latest(),
    purpose: 'payroll',
    ...over,
  })
  return w.as(login, seat, (tx, actor) => revealPay(tx, actor, input))
}
const lookAtOwn = (login: Login, payId: string) =>
  w.as(login, 'me', (tx, actor) => revealOwnPay(tx, actor, { payId }))

describe('agreed pay', () => {
  it('is kept sealed with the day from which it holds, and told in the trail without the amount', async () => {
    await agree({ probation: '7000' })
    expect(await pays()).toMatchObject([{ contractId, startsOn: '2024-03-01', version: 1, reason: '' }])
    const [row] = await w.sql<{ sealed: Buffer }>('select sealed from contract_pays')
    expect(row?.sealed.toString('latin1')).not.toContain('812345')
    const [trail] = await w.sql<{ details: object }>(
      `select details from trail where action = 'pay.agreed' order by id desc limit 1`,
    )
    expect(trail?.details).toEqual({ startsOn: '2024-03-01', pay: [null, '******'] })
    expect(await look()).toEqual({
      value: '每月 8,423.45 元（基本工资 8,123.45，餐补 300.00，试用期每月 7,000.00）',
    })
  })

  it('that changes is one more row, and what was wrong is one more version with its reason', async () => {
    await agree()
    await agree({ startsOn: '2026-01-01', base: '9000' })
    expect(await refusalOf(agree({ startsOn: '2026-01-01', base: '9500' }))).toBe('pay.reasonMissing')
    await agree({ startsOn: '2026-01-01', base: '9500', reason: '录入错误' })
    expect(await pays()).toMatchObject([
      { startsOn: '2026-01-01', version: 2, reason: '录入错误' },
      { startsOn: '2026-01-01', version: 1 },
      { startsOn: '2024-03-01', version: 1 },
    ])
    for (const [login, seat] of [
      ['zhoulan', 'hq'],
      ['guyan', 'me'],
    ] as const)
      for (const statement of [`update contract_pays set reason = 'x'`, 'delete from contract_pays'])
        await expect(w.as(login, seat, tx => tx.execute(statement))).rejects.toMatchObject({
          cause: { code: '42501' },
        })
  })

  it('is four fifths in probation at least, with the article that says so', async () => {
    const error = await agree({ probation: '6738.75' }).catch(failureOf)
    expect(error).toMatchObject({
      code: 'pay.probationTooLow',
      field: 'probation',
      values: { least: '6,738.76', percent: 80, source: '《劳动合同法》第二十条' },
    })
    await agree({ probation: '6738.76' })
  })

  it('may rest in probation on the lowest pay of the post, when that is said, and never on less than both', async () => {
    const ofPost = '《劳动合同法实施条例》第十五条'
    await w.sql(
      `insert into position_floors (position_id, monthly) select id, 700000 from positions where name = '厨师'`,
    )
    const failure = await agree({ probation: '5599.99', probationBasis: 'post' }).catch(failureOf)
    expect(failure).toMatchObject({
      code: 'pay.probationBelowBoth',
      field: 'probation',
      values: { least: '6,738.76', ofPost: '5,600.00', floor: '7,000.00', postSource: ofPost },
    })
    expect(await agree({ probation: '5600' }).catch(failureOf)).toMatchObject({
      code: 'pay.probationNeedsBasis',
      field: 'probationBasis',
    })
    await agree({ probation: '5600', probationBasis: 'post' })
    expect((await look()).value).toContain('试用期每月 5,600.00（按同岗位最低档）')
    // what reaches the share of what is agreed rests on that, whatever was chosen
    await agree({ probation: '6738.76', probationBasis: 'post', reason: '更正' })
    expect((await look()).value).toContain('试用期每月 6,738.76）')
    const trail = await w.sql<{ details: object }>(
      `select details from trail where action like 'pay.%' order by id desc limit 2`,
    )
    expect(trail.map(row => 'probationOfPost' in row.details)).toEqual([false, true])
    await w.sql('delete from position_floors')
    expect(await refusalOf(agree({ probation: '5600', probationBasis: 'post', reason: '更正' }))).toBe(
      'pay.probationTooLow',
    )
  })

  it.each([
    ['before the contract', { startsOn: '2024-02-29' }, 'pay.outside'],
    ['after it', { startsOn: '2027-03-01' }, 'pay.outside'],
    ['for a probation that is over', { startsOn: '2024-09-01', probation: '8000' }, 'pay.noProbation'],
    ['of no contract', { contractId: '00000000-0000-4000-8000-000000000000' }, 'input.notFound'],
  ])('is refused %s', async (_what, over, code) => {
    expect(await refusalOf(agree(over))).toBe(code)
    expect(await pays()).toEqual([])
  })

  it('of a contract that has ended is entered once and changes no more', async () => {
    await agree()
    await w.sql(`update contracts set ended_early_on = $1, ended_early_reason = 'x'`, [w.today])
    for (const over of [{ startsOn: '2026-01-01' }, { reason: '录入错误' }])
      expect(await refusalOf(agree(over))).toBe('pay.ended')
    await w.sql('delete from contract_pays')
    await agree()
    await w.sql(`update contracts set ended_early_on = $1`, [addDays(w.today, 1)])
    await agree({ startsOn: '2026-01-01' })
    expect(await pays()).toHaveLength(2)
  })

  it('is entered and read by HR and read by the person, and by nobody else', async () => {
    await agree()
    const payId = await latest()
    for (const [login, seat] of [
      ['sunli', 'hq'],
      ['hejun', 'hq'],
      ['yezhen', 'hq'],
      ['shaoning', 'hq'],
      ['gaoyuan', 'hq'],
      ['fangjing', 'store/nanxi'],
      ['qinchuan', 'store/east'],
    ] as const) {
      expect(await refusalOf(agree({}, login, seat))).toBe('input.refused')
      expect(await refusalOf(look({}, login, seat))).toBe('input.refused')
      await expect(w.as(login, seat, tx => tx.execute('select from contract_pays'))).rejects.toMatchObject({
        cause: { code: '42501' },
      })
    }
    expect(await refusalOf(agree({}, 'guyan', 'me'))).toBe('input.refused')
    expect(await pays('wangmuyang', 'me')).toEqual([])
    expect(await refusalOf(lookAtOwn('wangmuyang', payId))).toBe('input.notFound')
    expect(await lookAtOwn('guyan', payId)).toMatchObject({ value: expect.stringContaining('8,423.45') })
  })

  it('is looked at for a purpose, and the person sees who did', async () => {
    await agree()
    expect(await refusalOf(look({ purpose: 'own' }))).toBe('identities.purposeMissing')
    expect(await refusalOf(look({ number: w.employees.wangmuyang.number }))).toBe('input.notFound')
    await look({ note: '调薪' })
    await lookAtOwn('guyan', await latest())
    const seen = await w.as('guyan', 'me', tx => listReveals(tx, { employeeId: w.employees.guyan.id }))
    expect(seen.rows).toMatchObject([
      { what: 'pay', purpose: 'own', userName: '顾言' },
      { what: 'pay', purpose: 'payroll', note: '调薪', userName: '周岚' },
    ])
  })

  it('opens nowhere else, and not at all once the key is destroyed', async () => {
    await agree()
    const first = await latest()
    await agree({ startsOn: '2026-01-01', base: '9000' })
    await w.sql('update contract_pays set sealed = (select sealed from contract_pays where id = $1)', [first])
    expect(await refusalOf(look())).toBe('input.notFound')
    await enterService('job', tx => destroyKey(tx, w.employees.guyan.id, new Date()))
    expect(await refusalOf(look({ payId: first }))).toBe('input.notFound')
    expect(await refusalOf(agree({ startsOn: '2026-02-01' }))).toBe('identities.destroyed')
  })
})
