import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths } from '../clock'
import { anniversariesBetween, birthdaysBetween, kindsFor, monthOf, weeksOf } from './rules'

describe('a month', () => {
  it.each([
    ['2026-11', '2026-11-30', '2026-10', '2026-12'],
    ['2027-02', '2027-02-28', '2027-01', '2027-03'],
    ['2028-02', '2028-02-29', '2028-01', '2028-03'],
    ['2026-12', '2026-12-31', '2026-11', '2027-01'],
  ])('%s ends on %s', (name, to, previous, next) => {
    expect(monthOf(name)).toEqual({ name, from: `${name}-01`, to, previous, next })
  })

  it('is weeks from Monday that hold each of its days once', () => {
    expect(weeksOf(monthOf('2026-11'))[0]).toEqual([...Array(6).fill(undefined), '2026-11-01'])
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
        const month = monthOf(`${year}-${String(number).padStart(2, '0')}`)
        const weeks = weeksOf(month)
        const days = weeks.flat().filter(day => day !== undefined)
        expect([days[0], days.at(-1)]).toEqual([month.from, month.to])
        expect(new Set(days).size).toBe(Number(month.to.slice(8)))
        for (const week of weeks)
          for (const [place, day] of week.entries())
            if (day) expect((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7).toBe(place)
      }),
    )
  })
})

describe('a birthday', () => {
  it('of 29 February is kept on the 28th where there is no 29th', () => {
    expect(birthdaysBetween('2027-02-27', '2027-03-01')).toEqual([
      { on: '2027-02-27', birthday: '02-27' },
      { on: '2027-02-28', birthday: '02-28' },
      { on: '2027-02-28', birthday: '02-29' },
      { on: '2027-03-01', birthday: '03-01' },
    ])
    expect(birthdaysBetween('2028-02-28', '2028-03-01').map(one => one.birthday)).toEqual([
      '02-28',
      '02-29',
      '03-01',
    ])
  })

  it('is kept once in every year, whoever was born when', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2090 }), year => {
        const kept = birthdaysBetween(`${year}-01-01`, `${year}-12-31`).map(one => one.birthday)
        expect(kept).toHaveLength(366)
        expect(new Set(kept).size).toBe(366)
      }),
    )
  })

  it('is for HR alone', () => {
    expect(kindsFor('hr')).toContain('birthday')
    expect(kindsFor('executive')).not.toContain('birthday')
    expect(kindsFor('head')).toEqual(['anniversary', 'probation', 'contract', 'certificate'])
  })
})

describe('an anniversary', () => {
  it('is each full year, cut to the last day of a short month', () => {
    const found = anniversariesBetween('2027-02-28', '2027-02-28').filter(one => one.years === 3)
    expect(found.map(one => one.hiredOn).sort()).toEqual(['2024-02-28', '2024-02-29'])
    expect(anniversariesBetween('2028-02-29', '2028-02-29').find(one => one.years === 4)?.hiredOn).toBe(
      '2024-02-29',
    )
  })

  it('is found for everybody who has one, and for nobody else', () => {
    const day = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map(at => at.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (hiredOn, years) => {
        const on = addMonths(hiredOn, 12 * years)
        expect(anniversariesBetween(on, on)).toContainEqual({ on, hiredOn, years })
      }),
    )
  })
})
