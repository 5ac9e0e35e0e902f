import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Login, type SeatName, type World, world } from '@/test/world'
import { addDays } from '../clock'
import { getPerson } from '../plans/queries'
import { getPreview, type Preview } from './queries'

let w: World
beforeAll(async () => {
  w = await world()
  await w.sql(
    `insert into agreements (partner_id, number, kind, starts_on, headcount_limit, partner_workforce)
     values ($1, 'XY-1', 'labour_dispatch', '2024-01-01', 15, 20)`,
    [w.partners.hefeng],
  )
})
afterAll(() => w.close())

const previewOf = (login: Login, seat: SeatName, toUnitId: string): Promise<Preview> =>
  w.as(login, seat, async (tx, actor) => {
    const person = await getPerson(tx, w.employees.liwanqing.number)
    const effectiveOn = addDays(w.today, 10)
    const wanted = { toUnitId, effectiveOn, endsOn: addDays(effectiveOn, 90), reason: '-' }
    return getPreview(tx, actor, person, 'dispatch', wanted, null)
  })

describe('the agreement in a preview', () => {
  it.each([
    ['hr', 'zhoulan', 'hq'],
    ['head', 'hejun', 'hq'],
  ] as const)('is shown to %s with people and share, now and after', async (_, login, seat) => {
    const { agreement } = await previewOf(login, seat, w.units.tianyao)
    expect(agreement?.figures).toMatchObject({
      number: 'XY-1',
      before: 1,
      after: 2,
      limit: 15,
      ofLimit: { after: 1333 },
      share: { before: { basisPoints: 500 }, after: { basisPoints: 1000, level: 'over' } },
    })
    expect(agreement?.warnings.map(one => one.warning)).toEqual(['share'])
  })

  it('is none where there is no agreement, and says so', async () => {
    const { agreement } = await previewOf('zhoulan', 'hq', w.units.nanxi)
    expect(agreement).toEqual({ figures: undefined, warnings: [{ warning: 'noAgreement' }] })
  })

  it('is not told to the person concerned', async () => {
    expect((await previewOf('liwanqing', 'me', w.units.tianyao)).agreement).toBeUndefined()
  })
})
