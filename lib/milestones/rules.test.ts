import { describe, expect, it } from 'vitest'
import { addDays, addMonths } from '../clock'
import { arrivalOf, dayMarks, firstWeekDay, milestonesBetween, originsBetween } from './rules'

const on = (day: string, hiredOn: string, arrivedOn?: string) =>
  milestonesBetween({ hiredOn, arrivedOn }, day, day).map(one => `${one.kind} ${one.n}`)

describe('milestones', () => {
  it.each([
    ['a year at the company', '2026-11-24', '2025-11-24', undefined, ['hireYears 1']],
    ['not on the day of hire', '2026-11-24', '2026-11-24', undefined, []],
    [
      'day 1 is the first day: day 30 comes 29 days later',
      '2026-11-30',
      '2020-01-01',
      '2026-11-01',
      ['storeDays 30'],
    ],
    ['day 100', '2026-11-24', '2020-01-01', addDays('2026-11-24', -99), ['storeDays 100']],
    ['365 days, and no first year besides', '2026-11-24', '2020-01-01', '2025-11-24', []],
    ['two years in the store', '2026-11-24', '2020-01-01', '2024-11-24', ['storeYears 2']],
    ['both on one day', '2026-11-24', '2020-11-24', '2024-11-24', ['hireYears 6', 'storeYears 2']],
    ['29 February, in another year', '2026-02-28', '2024-02-29', undefined, ['hireYears 2']],
    ['29 February, in a leap year', '2028-02-29', '2024-02-29', undefined, ['hireYears 4']],
    ['29 February, not twice', '2028-02-28', '2024-02-29', undefined, []],
    ['28 February, in a leap year', '2028-02-28', '2023-02-28', undefined, ['hireYears 5']],
  ])('%s', (_, day, hiredOn, arrivedOn, found) => {
    expect(on(day, hiredOn, arrivedOn)).toEqual(found)
  })

  it('are the same looked for from either end, on every day of six years', () => {
    const begins = ['2020-02-28', '2020-02-29', '2020-03-01', '2021-12-31', '2019-02-28', '2022-06-30']
    for (let ahead = 0; ahead < 6 * 366; ahead++) {
      const day = addDays('2022-07-01', ahead)
      const origins = originsBetween(day, day)
      for (const begin of begins) {
        const forward = on(day, begin, begin).sort()
        const back = origins
          .filter(origin => origin.begin === begin)
          .map(origin => `${origin.kind} ${origin.n}`)
          .sort()
        if (forward.join() !== back.join()) expect(back, `${begin} on ${day}`).toEqual(forward)
      }
    }
  })

  it('come once each: every year has its day, every mark too', () => {
    for (const begin of ['2020-02-29', '2021-03-15', '2023-12-31']) {
      const all = milestonesBetween({ hiredOn: begin, arrivedOn: begin }, begin, addMonths(begin, 120))
      expect(all.filter(one => one.kind === 'hireYears').map(one => one.n)).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
      ])
      expect(all.filter(one => one.kind === 'storeDays').map(one => one.n)).toEqual([...dayMarks])
      expect(all.filter(one => one.kind === 'storeYears').map(one => one.n)).toEqual([
        2, 3, 4, 5, 6, 7, 8, 9, 10,
      ])
    }
  })
})

it('an arrival is the first day of stays that follow each other in one store', () => {
  const stay = (unitCode: string, startsOn: string, endsOn: string | null, unitKind = 'store') => ({
    unitCode,
    unitKind,
    startsOn,
    endsOn,
  })
  const stays = [
    stay('a', '2026-01-01', '2026-02-01'),
    stay('home', '2026-02-01', '2026-03-01', 'department'),
    stay('a', '2026-03-01', '2026-04-01'),
    stay('a', '2026-04-01', null),
  ]
  expect(arrivalOf(stays, stays[3])).toBe('2026-03-01')
  expect(arrivalOf(stays, stays[1])).toBeUndefined()
})

it('the first week is seven days', () => {
  const day = (offset: number) => firstWeekDay('2026-11-20', addDays('2026-11-20', offset))
  expect([-1, 0, 6, 7].map(day)).toEqual([undefined, 1, 7, undefined])
})
