import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  calendarOf,
  deadlineOf,
  type Hours,
  may,
  mayMerge,
  officeHours,
  type Part,
  refusalOf,
  ticketVerbs,
  verbsOf,
} from './rules'

const shanghai = (local: string) => new Date(`${local.replace(' ', 'T')}:00+08:00`)
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const store: Hours = [{ days: everyDay, opens: '10:00', closes: '22:00' }]
const night: Hours = [{ days: [5, 6], opens: '17:00', closes: '02:00' }]

// 2026-11-23 is a Monday.
describe('the deadline', () => {
  it.each([
    ['within a day at the office', officeHours, '2026-11-23 10:00', 4, '2026-11-23 14:00'],
    ['before the office opens', officeHours, '2026-11-23 07:30', 2, '2026-11-23 11:00'],
    ['after it closed', officeHours, '2026-11-23 20:00', 1, '2026-11-24 10:00'],
    ['to the minute of closing', officeHours, '2026-11-23 17:00', 1, '2026-11-23 18:00'],
    ['over an evening', officeHours, '2026-11-23 17:00', 2, '2026-11-24 10:00'],
    ['over a weekend', officeHours, '2026-11-27 17:30', 1, '2026-11-30 09:30'],
    ['from a Sunday', officeHours, '2026-11-29 12:00', 9, '2026-11-30 18:00'],
    ['over two weeks', officeHours, '2026-11-23 09:00', 90, '2026-12-04 18:00'],
    ['of a store on a Sunday', store, '2026-11-29 21:00', 2, '2026-11-30 11:00'],
    ['of a bar at night', night, '2026-11-27 23:00', 4, '2026-11-28 18:00'],
    ['after midnight, in the night that began yesterday', night, '2026-11-29 01:00', 2, '2026-12-04 18:00'],
    [
      'around the clock',
      [{ days: everyDay, opens: '00:00', closes: '00:00' }],
      '2026-11-23 22:00',
      5,
      '2026-11-24 03:00',
    ],
    [
      'over lunch',
      [
        { days: everyDay, opens: '17:00', closes: '21:00' },
        { days: everyDay, opens: '11:00', closes: '14:00' },
      ],
      '2026-11-23 13:00',
      2,
      '2026-11-23 18:00',
    ],
  ] as [string, Hours, string, number, string][])('%s', (_what, hours, from, n, expected) => {
    expect(deadlineOf(shanghai(from), n, { zone: 'Asia/Shanghai', hours })).toEqual(shanghai(expected))
  })

  it('counts in the zone of whoever receives it', () => {
    const at = (zone: string) => deadlineOf(new Date('2026-11-23T00:00:00Z'), 1, { zone, hours: officeHours })
    expect(at('Asia/Tokyo')).toEqual(new Date('2026-11-23T01:00:00Z'))
    expect(at('Asia/Shanghai')).toEqual(new Date('2026-11-23T02:00:00Z'))
    expect(at('Europe/London')).toEqual(new Date('2026-11-23T10:00:00Z'))
  })

  it('stands still for nobody where clocks change', () => {
    // 2026-10-25 in London is 25 hours long.
    const hours: Hours = [{ days: everyDay, opens: '00:00', closes: '00:00' }]
    const due = deadlineOf(new Date('2026-10-24T23:00:00Z'), 25, { zone: 'Europe/London', hours })
    expect(due).toEqual(new Date('2026-10-26T00:00:00Z'))
  })

  it('takes the office for a store that has not said when it is open', () => {
    expect(calendarOf({ zone: 'Asia/Shanghai', hours: [] }).hours).toBe(officeHours)
    expect(calendarOf({ zone: 'Asia/Shanghai', hours: store }).hours).toBe(store)
  })

  it('never comes before as many hours have passed, and later for more of them', () => {
    const any = fc.record({
      from: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
      hours: fc.integer({ min: 1, max: 400 }),
      calendar: fc.constantFrom(officeHours, store, night),
    })
    fc.assert(
      fc.property(any, ({ from, hours, calendar }) => {
        const due = (n: number) => deadlineOf(from, n, { zone: 'Asia/Shanghai', hours: calendar }).getTime()
        expect(due(hours) - from.getTime()).toBeGreaterThanOrEqual(hours * 3_600_000)
        expect(due(hours + 1) - due(hours)).toBeGreaterThanOrEqual(3_600_000)
      }),
      { numRuns: 300 },
    )
  })
})

const part = (over: Partial<Part>): Part => ({
  status: 'open',
  isAuthor: false,
  isHandler: false,
  isMerged: false,
  isRated: false,
  ...over,
})

describe('who may do what', () => {
  it.each([
    ['author', 'open', ['reply', 'close']],
    ['author', 'in_progress', ['reply', 'close']],
    ['author', 'answered', ['reply', 'close', 'reopen', 'rate']],
    ['author', 'closed', ['reopen', 'rate']],
    ['handler', 'open', ['take', 'answer', 'reply', 'note', 'reroute', 'prioritise', 'merge']],
    ['handler', 'in_progress', ['answer', 'reply', 'note', 'reroute', 'prioritise', 'merge']],
    ['handler', 'answered', ['reply', 'note']],
    ['handler', 'closed', ['note']],
    ['reader', 'open', []],
    ['reader', 'answered', []],
  ] as const)('%s of a ticket that is %s: %j', (who, status, verbs) => {
    expect(verbsOf(part({ status, isAuthor: who === 'author', isHandler: who === 'handler' }))).toEqual(verbs)
  })

  it('lets nobody deal with their own, rate twice, or touch what was merged', () => {
    expect(verbsOf(part({ isAuthor: true, isHandler: true }))).not.toContain('take')
    expect(may('rate', part({ status: 'closed', isAuthor: true, isRated: true }))).toBe(false)
    for (const status of ['open', 'closed'] as const)
      expect(verbsOf(part({ status, isAuthor: true, isMerged: true }))).toEqual([])
  })

  it('says whether it is the person or the state that stands in the way', () => {
    for (const verb of ticketVerbs) expect(refusalOf(verb, part({}))).toBe('notYours')
    expect(refusalOf('take', part({ status: 'answered', isHandler: true }))).toBe('changed')
    expect(refusalOf('rate', part({ isAuthor: true }))).toBe('changed')
  })

  it.each([
    [{}, {}, true],
    [{}, { id: 'a' }, false],
    [{}, { status: 'closed' as const }, false],
    [{}, { isMerged: true }, false],
    [{ isPrivate: true }, {}, false],
    [{}, { isPrivate: true }, false],
    [{ isPrivate: true }, { isPrivate: true }, true],
    [{ isPrivate: true }, { isPrivate: true, authorUserId: 'other' }, false],
  ])('merging %j into %j: %s', (duplicate, into, expected) => {
    const one = { id: 'a', isPrivate: false, authorUserId: 'x', ...duplicate }
    const other = {
      id: 'b',
      isPrivate: false,
      authorUserId: 'x',
      status: 'open' as const,
      isMerged: false,
      ...into,
    }
    expect(mayMerge(one, other)).toBe(expected)
  })
})
