import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../clock'
import type { LawLimit } from '../partners/rules'
import { annualLeave, merged } from './rules'

const limit = (name: string, value: number, source = '第三条'): LawLimit => ({
  name,
  value,
  source,
  startsOn: '2008-01-01',
})
const law = [
  limit('annual_leave.from_20_years', 15),
  limit('annual_leave.from_1_years', 5),
  limit('annual_leave.from_10_years', 10),
  limit('annual_leave.after', 12, '第二条'),
]
const on = (today: string, hiredOn: string, earlier: [string, string][] = []) =>
  annualLeave(
    earlier.map(([startsOn, endsOn]) => ({ startsOn, endsOn })),
    { hiredOn, leftOn: null },
    today,
    law,
  )

describe('annual leave', () => {
  it.each([
    ['a day before the first year is full', '2026-12-31', '2026-01-01', [], 0, '2027-01-01'],
    ['after the first year', '2027-01-01', '2026-01-01', [], 5, null],
    ['a day before ten years', '2035-12-31', '2026-01-01', [], 5, null],
    ['after ten years', '2036-01-01', '2026-01-01', [], 10, null],
    ['after twenty', '2046-01-01', '2026-01-01', [], 15, null],
    [
      'with nine years before, a gap, and a year here',
      '2027-01-02',
      '2026-01-01',
      [['2010-01-01', '2019-01-01']],
      10,
      null,
    ],
    [
      'new here after nine years and a gap',
      '2026-06-01',
      '2026-01-01',
      [['2010-01-01', '2019-01-01']],
      0,
      '2027-01-01',
    ],
    ['new here without a gap', '2026-06-01', '2026-01-01', [['2020-01-01', '2026-01-01']], 5, null],
    [
      'with two jobs at once, which count once',
      '2027-01-01',
      '2026-01-01',
      [
        ['2017-01-01', '2021-01-01'],
        ['2017-01-01', '2021-01-01'],
      ],
      5,
      null,
    ],
  ] as const)('%s', (_what, today, hiredOn, earlier, days, entitledOn) => {
    expect(on(today, hiredOn, earlier as unknown as [string, string][])).toMatchObject({ days, entitledOn })
  })

  it('never falls with more work, and stretches that are put together neither overlap nor lose a day', () => {
    const work = fc
      .tuple(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 3000 }))
      .map(([from, days]) => ({
        startsOn: addDays('1995-01-01', from),
        endsOn: addDays('1995-01-01', from + days),
      }))
    fc.assert(
      fc.property(fc.array(work, { maxLength: 6 }), work, (jobs, more) => {
        const ours = { hiredOn: '2026-01-01', leftOn: null }
        const before = annualLeave(jobs, ours, '2028-01-01', law)
        expect(annualLeave([...jobs, more], ours, '2028-01-01', law).years).toBeGreaterThanOrEqual(
          before.years,
        )
        const all = merged(jobs)
        expect(all.every((one, n) => n === 0 || (all[n - 1]?.endsOn ?? '') < one.startsOn)).toBe(true)
        const days = new Set(
          jobs.flatMap(({ startsOn, endsOn }) =>
            Array.from({ length: daysBetween(startsOn, endsOn) }, (_, n) => addDays(startsOn, n)),
          ),
        )
        expect(all.reduce((sum, { startsOn, endsOn }) => sum + daysBetween(startsOn, endsOn), 0)).toBe(
          days.size,
        )
      }),
      { numRuns: 30 },
    )
  })
})
