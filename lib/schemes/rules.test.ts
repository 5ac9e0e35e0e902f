import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insuranceItems } from '@/db/schema/insurance'
import { month, setRateInput } from './input'
import { basisPointsOf, firstOf, fundFault, isNothing, monthOf, percentOf, type Rate, ratesIn } from './rules'

const rate = (over: Partial<Rate> = {}): Rate => ({
  item: 'pension',
  startsOn: '2025-07-01',
  version: 1,
  companyRate: 1600,
  personRate: 800,
  companyFixed: 0,
  personFixed: 0,
  floor: null,
  ceiling: null,
  roundTo: 1,
  ...over,
})
const limit = (name: string, value: number) => ({ name, value, source: name, startsOn: '2002-03-24' })
const law = [limit('fund.rate_min', 500), limit('fund.rate_max', 1200)]

describe('the rates of a month', () => {
  it.each([
    ['2025-06-01', undefined],
    ['2025-07-01', 800],
    ['2026-06-01', 800],
    ['2026-07-01', 750],
  ])('in %s have a person pay %s', (on, personRate) => {
    const rates = [
      rate({ personRate: 900 }),
      rate({ version: 2 }),
      rate({ startsOn: '2026-07-01', personRate: 750 }),
    ]
    expect(ratesIn(rates, on)[0]?.personRate).toBe(personRate)
  })

  it('are one for each item, whatever order they are in, and none that begins later', () => {
    const rates = fc.array(
      fc.record({
        item: fc.constantFrom(...insuranceItems),
        startsOn: fc.integer({ min: 1, max: 12 }).map(n => `2026-${String(n).padStart(2, '0')}-01`),
        version: fc.integer({ min: 1, max: 3 }),
      }),
    )
    fc.assert(
      fc.property(rates, all => {
        const found = ratesIn(all, '2026-06-01')
        expect(new Set(found.map(one => one.item)).size).toBe(found.length)
        for (const one of found) {
          expect(one.startsOn <= '2026-06-01').toBe(true)
          const rivals = all.filter(other => other.item === one.item && other.startsOn <= '2026-06-01')
          for (const rival of rivals)
            expect([one.startsOn, one.version] >= [rival.startsOn, rival.version]).toBe(true)
        }
      }),
    )
  })
})

describe('the housing fund', () => {
  it.each([
    ['five and five', 500, 500, undefined],
    ['twelve and twelve', 1200, 1200, undefined],
    ['too little of the company', 499, 500, 'companyRate low'],
    ['too little of the person', 500, 400, 'personRate low'],
    ['too much', 1201, 500, 'companyRate high'],
    ['nothing of both: it has ended', 0, 0, undefined],
  ])('may take %s', (_what, companyRate, personRate, expected) => {
    const fault = fundFault({ companyRate, personRate }, law)
    expect(fault && `${fault.field} ${fault.fault}`).toBe(expected)
  })

  it('is not judged by a law that was not there yet', () => {
    expect(fundFault({ companyRate: 100, personRate: 100 }, [])).toBeUndefined()
  })
})

describe('typing', () => {
  it('takes percent to the basis point and months as months', () => {
    expect(basisPointsOf('0.26')).toBe(26)
    expect(basisPointsOf('16')).toBe(1600)
    expect(percentOf(26)).toBe('0.26%')
    expect(month.parse('2026-07')).toBe('2026-07-01')
    expect(month.safeParse('2026-13').success).toBe(false)
    expect(firstOf('2026-07-31')).toBe('2026-07-01')
    expect(monthOf('2026-07-01')).toBe('2026-07')
    expect(isNothing(rate({ companyRate: 0, personRate: 0 }))).toBe(true)
    expect(isNothing(rate({ companyRate: 0, personRate: 0, companyFixed: 1 }))).toBe(false)
    const facts = {
      schemeId: '00000000-0000-4000-8000-000000000000',
      item: 'fund',
      from: '2026-07',
      companyRate: '7',
      personRate: '7.125',
      source: 'x',
    }
    expect(setRateInput.safeParse(facts).success).toBe(false)
    expect(setRateInput.parse({ ...facts, personRate: '7.12' })).toMatchObject({
      personRate: 712,
      roundTo: 1,
    })
  })
})
