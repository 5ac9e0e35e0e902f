import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insuranceItems } from '@/db/schema/insurance'
import type { Rate } from '../schemes/rules'
import { addTo, clamp, isOpen, lastMonthOpen, noTotals, shareOf, statementOf } from './rules'

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

describe('a share', () => {
  it.each([
    ['of 8,765.43 at 8 %', 876_543, 800, 1, 70_123],
    ['half a fen and more', 5, 1000, 1, 1],
    ['just under half a fen', 49, 100, 1, 0],
    ['exactly half a fen', 50, 100, 1, 1],
    ['to the yuan, half a yuan', 714_285, 700, 100, 50_000],
    ['to the yuan, up', 721_500, 700, 100, 50_500],
    ['to the jiao', 876_543, 800, 10, 70_120],
    ['of nothing', 0, 1600, 1, 0],
    ['of no rate', 876_543, 0, 1, 0],
    ['of the most that a form takes', 999_999_999, 9999, 1, 999_899_999],
  ])('%s', (_what, base, bp, roundTo, expected) => {
    expect(shareOf(base, bp, roundTo)).toBe(expected)
  })

  const bases = fc.integer({ min: 0, max: 999_999_999 })
  const shares = fc.integer({ min: 0, max: 10_000 })
  const units = fc.constantFrom(1, 10, 100)

  it('is never further than half a unit from what it is, half a unit counts up, and it is whole units', () => {
    fc.assert(
      fc.property(bases, shares, units, (base, bp, unit) => {
        const paid = shareOf(base, bp, unit)
        expect(paid % unit).toBe(0)
        const exact = BigInt(base) * BigInt(bp)
        const twice = (BigInt(paid) * 10_000n - exact) * 2n
        const whole = BigInt(unit) * 10_000n
        expect(twice > -whole && twice <= whole).toBe(true)
      }),
    )
  })

  it('grows with the base', () => {
    fc.assert(
      fc.property(bases, fc.nat(1_000_000), shares, units, (base, more, bp, unit) => {
        expect(shareOf(base + more, bp, unit)).toBeGreaterThanOrEqual(shareOf(base, bp, unit))
      }),
    )
  })
})

describe('a base', () => {
  it.each([
    [100, null, null, 100],
    [100, 200, null, 200],
    [300, null, 200, 200],
    [150, 100, 200, 150],
    [100, 100, 100, 100],
  ])('of %d between %j and %j is %d', (base, floor, ceiling, expected) => {
    expect(clamp(base, { floor, ceiling })).toBe(expected)
  })

  it('lies within its limits, and clamping again changes nothing', () => {
    const limits = fc
      .tuple(fc.nat(1_000_000), fc.nat(1_000_000))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)])
    fc.assert(
      fc.property(fc.nat(2_000_000), limits, (base, [floor = 0, ceiling = 0]) => {
        const within = clamp(base, { floor, ceiling })
        expect(within).toBeGreaterThanOrEqual(floor)
        expect(within).toBeLessThanOrEqual(ceiling)
        expect(clamp(within, { floor, ceiling })).toBe(within)
        if (base >= floor && base <= ceiling) expect(within).toBe(base)
      }),
    )
  })
})

describe('a month', () => {
  const rates = [
    rate({ floor: 738_400, ceiling: 3_692_100 }),
    rate({ item: 'injury', companyRate: 26, personRate: 0 }),
    rate({ item: 'medical', companyRate: 950, personRate: 200, personFixed: 300 }),
    rate({ item: 'fund', companyRate: 700, personRate: 700, roundTo: 100 }),
    rate({ item: 'maternity', companyRate: 0, personRate: 0 }),
    rate({ item: 'unemployment', startsOn: '2026-08-01' }),
  ]

  it('is worked out item by item, each on its own base', () => {
    expect(statementOf(rates, { insurance: 500_000, fund: 612_345 }, '2026-07-01')).toEqual({
      lines: [
        {
          item: 'pension',
          base: 738_400,
          companyRate: 1600,
          personRate: 800,
          company: 118_144,
          person: 59_072,
        },
        {
          item: 'medical',
          base: 500_000,
          companyRate: 950,
          personRate: 200,
          company: 47_500,
          person: 10_300,
        },
        { item: 'injury', base: 500_000, companyRate: 26, personRate: 0, company: 1300, person: 0 },
        { item: 'fund', base: 612_345, companyRate: 700, personRate: 700, company: 42_900, person: 42_900 },
      ],
      company: 209_844,
      person: 112_272,
    })
  })

  it('has no fund for who has none, and nothing before there are rates', () => {
    const items = (fund: number | null, month: string) =>
      statementOf(rates, { insurance: 500_000, fund }, month).lines.map(line => line.item)
    expect(items(null, '2026-07-01')).toEqual(['pension', 'medical', 'injury'])
    expect(items(500_000, '2026-08-01')).toContain('unemployment')
    expect(items(500_000, '2025-06-01')).toEqual([])
  })

  it('has sums that are those of its lines, and adds up to those of everybody', () => {
    const people = fc.array(fc.record({ insurance: fc.nat(5_000_000), fund: fc.option(fc.nat(5_000_000)) }))
    fc.assert(
      fc.property(people, all => {
        const totals = noTotals()
        const statements = all.map(bases => statementOf(rates, bases, '2026-09-01'))
        for (const statement of statements) {
          expect(statement.person).toBe(statement.lines.reduce((sum, line) => sum + line.person, 0))
          addTo(totals, statement)
        }
        expect(totals.people).toBe(all.length)
        expect(totals.company).toBe(statements.reduce((sum, one) => sum + one.company, 0))
        const byItem = insuranceItems.reduce((sum, item) => sum + (totals.items[item]?.company ?? 0), 0)
        expect(byItem).toBe(totals.company)
      }),
    )
  })

  it('may be reckoned up to the one after this', () => {
    expect(lastMonthOpen('2026-11-29')).toBe('2026-12-01')
    expect(lastMonthOpen('2026-12-01')).toBe('2027-01-01')
    expect((['waiting', 'draft', 'issued', 'failed'] as const).map(isOpen)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
