import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePools } from '@/db/client'
import { type Login, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { withdrawConsent } from '../consents/commands'
import { approveRequest } from '../requests/commands'
import { recordTouchpoint } from '../touchpoints/commands'
import { recordTouchpointInput } from '../touchpoints/input'
import { requestTransfer } from '../transfers/commands'
import { listDispatches } from './queries'

let w: World
let number: string
const day = (days: number): string => addDays(w.today, days)

/** 李婉清 is to go to 天钥店 in ten days; 王沐阳 has been there for a hundred, and 周岚 talked with him. */
beforeAll(async () => {
  w = await world()
  await w.as('zhoulan', 'hq', tx => tx.execute('select app.renew_touchpoints(null, app.today())'))
  number = (
    await w.as('liwanqing', 'me', (tx, actor) =>
      requestTransfer(tx, actor, {
        employee: w.employees.liwanqing.number,
        kind: 'dispatch',
        toUnitId: w.units.tianyao,
        toPositionId: w.positions.storeChef,
        effectiveOn: day(10),
        endsOn: day(190),
        reason: '希望就近驻店',
        consentBase: 'yes',
        consentTraining: 'yes',
      }),
    )
  ).number
  const signers: [Login, SeatName][] = [
    ['hejun', 'hq'],
    ['zhaomingyuan', 'store/tianyao'],
    ['zhoulan', 'hq'],
    ['sunli', 'hq'],
  ]
  for (const [login, seat] of signers)
    await w.as(login, seat, (tx, actor) => approveRequest(tx, actor, { number }))
  await w.as('zhoulan', 'hq', (tx, actor) =>
    recordTouchpoint(
      tx,
      actor,
      recordTouchpointInput.parse({
        number: w.employees.wangmuyang.number,
        happenedOn: day(-3),
        way: 'call',
        topic: 'settling',
      }),
    ),
  )
})
afterAll(async () => {
  await w.close()
  await closePools()
})

const dispatchesOf = (who: 'liwanqing' | 'wangmuyang' | 'guyan' | 'zhoulan', login: Login = 'zhoulan') =>
  w.as(login, 'hq', tx => listDispatches(tx, w.employees[who].number))

describe('the history of dispatches', () => {
  it('tells of each stay in a store on what it rests, what was consented to and handed over', async () => {
    const [stay, ...others] = await dispatchesOf('liwanqing')
    expect(others).toEqual([])
    expect(stay).toMatchObject({
      unitName: '徐汇天钥店',
      partnerName: '和风餐饮',
      homeName: '餐饮事业部',
      positionName: '驻店主厨',
      startsOn: day(10),
      endsOn: day(190),
      request: { number, kind: 'dispatch' },
      consent: { includesPerformance: false, includesTraining: true, withdrawnAt: null },
      handOver: { done: 0, total: 6 },
      talks: { count: 0, lastOn: null },
    })
  })

  it('counts the talks that headquarters had while it lasted, for those who may read them', async () => {
    const talks = async (login: Login) => (await dispatchesOf('wangmuyang', login))[0]?.talks
    expect(await talks('zhoulan')).toEqual({ count: 1, lastOn: day(-3) })
    expect(await talks('hejun')).toEqual({ count: 1, lastOn: day(-3) })
    expect(await talks('sunli')).toEqual({ count: 0, lastOn: null })
  })

  it('is empty for somebody who was never in a store, and for a head of others', async () => {
    expect(await dispatchesOf('zhoulan')).toEqual([])
    expect(await dispatchesOf('zhoulan', 'hejun')).toEqual([])
    expect((await dispatchesOf('guyan', 'hejun')).map(one => one.unitName)).toEqual(['南京西路店'])
  })

  it('keeps a consent that was withdrawn, as withdrawn', async () => {
    const [consent] = await w.sql<{ id: string }>('select id from consents')
    await w.as('liwanqing', 'me', (tx, actor) => withdrawConsent(tx, actor, { consent: consent?.id ?? '' }))
    const [stay] = await dispatchesOf('liwanqing')
    expect(stay?.consent).toMatchObject({ includesTraining: true, withdrawnAt: expect.any(String) })
  })
})
