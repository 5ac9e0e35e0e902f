import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayIn, timeIn } from '../clock'
import type { LawLimit } from '../partners/rules'
import {
  absenceOn,
  collide,
  daysOf,
  headcount,
  isBreakTooLong,
  isNear,
  isOvernight,
  lengthOf,
  overlap,
  pressed,
  publishedChange,
  rowsOf,
  type Span,
  spanOf,
  weekHints,
  weekOf,
  workOf,
} from './rules'

describe('a week', () => {
  it.each([
    ['2026-11-30', '2026-11-30'],
    ['2026-12-06', '2026-11-30'],
    ['2026-12-07', '2026-12-07'],
    ['2027-01-01', '2026-12-28'],
  ])('%s lies in the one from %s', (day, monday) => {
    expect(weekOf(day)).toBe(monday)
    expect(daysOf(monday)).toContain(day)
  })

  it('is near for some weeks ahead, and for a year back', () => {
    expect(isNear('2026-11-30', '2026-12-02')).toBe(true)
    expect(isNear('2027-02-08', '2026-12-02')).toBe(false)
    expect(isNear('2024-12-02', '2026-12-02')).toBe(false)
  })
})

describe('a shift', () => {
  it.each([
    ['09:00', '17:00', false, 480],
    ['22:00', '06:00', true, 480],
    ['16:00', '00:00', true, 480],
    ['09:30:00', '09:00:00', true, 1410],
  ])('from %s to %s', (startsAt, endsAt, overnight, length) => {
    expect([isOvernight({ startsAt, endsAt }), lengthOf({ startsAt, endsAt })]).toEqual([overnight, length])
  })

  it('is longer than its break', () => {
    const times = { startsAt: '10:00', endsAt: '11:00' }
    expect(isBreakTooLong({ ...times, breakMinutes: 60 })).toBe(true)
    expect(isBreakTooLong({ ...times, breakMinutes: 59 })).toBe(false)
  })

  it('begins and ends at its local times, over midnight too, in every zone without summer time', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`)
    fc.assert(
      fc.property(
        fc.constantFrom('Asia/Shanghai', 'Asia/Urumqi', 'Asia/Tokyo', 'Asia/Singapore'),
        fc.integer({ min: 0, max: 1500 }).map(days => addDays('2024-01-01', days)),
        time,
        time,
        (zone, day, startsAt, endsAt) => {
          fc.pre(startsAt !== endsAt)
          const span = spanOf(zone, day, { startsAt, endsAt })
          expect([dayIn(zone, span.startsAt), timeIn(zone, span.startsAt)]).toEqual([day, startsAt])
          const lastDay = isOvernight({ startsAt, endsAt }) ? addDays(day, 1) : day
          expect([dayIn(zone, span.endsAt), timeIn(zone, span.endsAt)]).toEqual([lastDay, endsAt])
          expect(workOf({ ...span, breakMinutes: 0 })).toBe(lengthOf({ startsAt, endsAt }))
        },
      ),
    )
  })

  it('runs into another only where both take place', () => {
    const zone = 'Asia/Shanghai'
    const night = spanOf(zone, '2026-12-01', { startsAt: '22:00', endsAt: '06:00' })
    const early = (startsAt: string): Span => spanOf(zone, '2026-12-02', { startsAt, endsAt: '12:00' })
    expect(overlap(night, early('05:59'))).toBe(true)
    expect(overlap(night, early('06:00'))).toBe(false)
  })
})

describe('a press on a cell', () => {
  it.each([
    [[], 'a', false, ['a']],
    [['b'], 'a', false, ['a']],
    [['a'], 'a', false, []],
    [['b'], 'a', true, ['b', 'a']],
    [['b', 'a'], 'a', true, ['b']],
    [['b', 'c'], 'a', true, ['b', 'a']],
    [['b', 'c'], 'a', false, ['a']],
    [['b', 'c'], null, true, []],
  ])('on %j with %j, added: %j', (now, chosen, adds, expected) => {
    expect(pressed(now, chosen, adds)).toEqual(expected)
  })

  const cell = [
    { shift: 'a', isPublished: true },
    { shift: 'b', isPublished: true },
    { shift: 'c', isPublished: false },
  ]
  it.each([
    ['nothing', ['a', 'b', 'c'], { taken: 0, swapped: 0, isWaiting: false }],
    ['a published one away', ['b', 'c'], { taken: 1, swapped: 0, isWaiting: false }],
    ['all away', [], { taken: 2, swapped: 0, isWaiting: false }],
    ['only a draft away', ['a', 'b'], { taken: 0, swapped: 0, isWaiting: false }],
    ['a published one for another', ['a', 'c', 'd'], { taken: 0, swapped: 1, isWaiting: false }],
    ['a draft for another', ['a', 'b', 'd'], { taken: 0, swapped: 0, isWaiting: true }],
  ])('says what becomes at once of published shifts: %s', (_, next, expected) => {
    expect(publishedChange(cell, next)).toEqual(expected)
  })

  it('changes how many work on the day, and on which shift', () => {
    expect(headcount([['早班'], [], ['午市', '晚市'], ['午市']], ['早班', '晚班', '午市'])).toEqual({
      people: 3,
      shifts: [
        { name: '早班', n: 1 },
        { name: '午市', n: 2 },
        { name: '晚市', n: 1 },
      ],
    })
  })

  it.each([
    ['10:30', '14:00', '17:00', '21:00', false],
    ['10:30', '14:00', '14:00', '21:00', false],
    ['09:00', '17:30', '14:00', '22:30', true],
    ['22:00', '06:00', '23:00', '23:30', true],
    ['22:00', '06:00', '05:00', '12:00', false],
  ])('knows whether %s to %s and %s to %s overlap', (startsAt, endsAt, otherStart, otherEnd, expected) => {
    const [one, other] = [
      { startsAt, endsAt },
      { startsAt: otherStart, endsAt: otherEnd },
    ]
    expect([collide(one, other), collide(other, one)]).toEqual([expected, expected])
  })

  it('is on a day with all its parts', () => {
    const part = (id: string) => ({ id, employeeId: 'x', employeeName: '王沐阳', onDay: '2026-12-01' })
    const [row] = rowsOf([], [part('lunch'), part('dinner')], '2026-11-30')
    expect(row?.cells.map(one => one.entries.map(entry => entry.id))).toEqual([
      [],
      ['lunch', 'dinner'],
      ...[2, 3, 4, 5, 6].map(() => []),
    ])
  })
})

describe('who is not in the store', () => {
  const stays = [
    { startsOn: '2026-11-01', endsOn: '2026-12-03' },
    { startsOn: '2026-12-05', endsOn: '2026-12-06' },
  ]
  it.each([
    ['2026-12-02', undefined],
    ['2026-12-03', { away: 'before', date: '2026-12-05' }],
    ['2026-12-05', undefined],
    ['2026-12-06', { away: 'after', date: '2026-12-06' }],
  ])('on %s', (day, expected) => {
    expect(absenceOn(stays, day)).toEqual(expected)
  })

  it('is whoever never was', () => {
    expect(absenceOn([], '2026-12-01')).toEqual({ away: 'unknown' })
    expect(absenceOn([{ startsOn: '2026-11-01', endsOn: null }], '2027-12-01')).toBeUndefined()
  })
})

describe('hints about a week', () => {
  const law = (name: string, value: number): LawLimit => ({
    name,
    value,
    source: name,
    startsOn: '1995-01-01',
  })
  const limits = [
    law('hours.day', 8),
    law('hours.week', 40),
    law('hours.week_average', 44),
    law('rest.week', 1),
  ]
  const week = (days: number, endsAt = '17:00', breakMinutes = 0) =>
    daysOf('2026-11-30')
      .slice(0, days)
      .map(onDay => ({
        onDay,
        breakMinutes,
        ...spanOf('Asia/Shanghai', onDay, { startsAt: '09:00', endsAt }),
      }))
  it.each([
    ['five days of eight hours', week(5), []],
    ['nine hours with an hour of break', week(5, '18:00', 60), []],
    ['a day of nine hours', week(1, '18:00'), ['day']],
    ['five and a half days', week(6, '16:00'), ['week']],
    ['six days of eight hours', week(6), ['weekAverage']],
    ['every day, however short', week(7, '12:00'), ['rest']],
  ])('%s', (_, entries, expected) => {
    expect(weekHints(entries, limits).map(one => one.hint)).toEqual(expected)
  })

  const on = (onDay: string, startsAt: string, endsAt: string) => ({
    onDay,
    breakMinutes: 0,
    ...spanOf('Asia/Shanghai', onDay, { startsAt, endsAt }),
  })
  it('count both parts of a day', () => {
    const parts = [on('2026-11-30', '09:00', '14:00'), on('2026-11-30', '17:00', '21:00')]
    expect(weekHints(parts, limits)).toMatchObject([{ hint: 'day', days: ['2026-11-30'] }])
  })

  it.each([
    ['seven hours', [on('2026-11-30', '15:00', '23:00'), on('2026-12-01', '06:00', '12:00')], [420]],
    ['eight hours', [on('2026-11-30', '15:00', '23:00'), on('2026-12-01', '07:00', '12:00')], []],
    [
      'a night’s end to the same noon',
      [on('2026-11-30', '22:00', '06:00'), on('2026-12-01', '12:00', '18:00')],
      [360],
    ],
    ['the afternoon off', [on('2026-11-30', '10:30', '14:00'), on('2026-11-30', '17:00', '21:00')], []],
    [
      'two parts until late, then early',
      [
        on('2026-11-30', '10:00', '12:00'),
        on('2026-11-30', '18:00', '23:30'),
        on('2026-12-01', '07:00', '09:00'),
      ],
      [450],
    ],
  ])('name a short night: %s', (_, entries, minutes) => {
    const [hint] = weekHints(entries, [])
    expect(hint?.hint === 'gap' ? hint.gaps.map(one => one.minutes) : []).toEqual(minutes)
  })

  it('name the night from the Sunday before, on its Monday', () => {
    const monday = [on('2026-11-30', '06:00', '12:00')]
    expect(weekHints(monday, [])).toEqual([])
    expect(weekHints(monday, [], [on('2026-11-29', '16:00', '00:00')])).toEqual([
      { hint: 'gap', limit: 8, gaps: [{ day: '2026-11-30', minutes: 360 }] },
    ])
  })

  it('say what, which days, the limit and the article', () => {
    expect(weekHints(week(2, '18:00'), limits)).toEqual([
      { hint: 'day', days: ['2026-11-30', '2026-12-01'], limit: 8, source: 'hours.day' },
    ])
    expect(weekHints(week(7), [])).toEqual([])
  })
})
