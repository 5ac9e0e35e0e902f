import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths } from '../clock'
import { lengthOf } from '../transfers/rules'
import { draftInput } from './input'
import {
  dateProblem,
  draftedEnd,
  draftOf,
  missingIn,
  placeProblem,
  rangesOf,
  settled,
  stillPossible,
} from './rules'

describe('the days of a transfer', () => {
  const placement = { startsOn: '2026-01-01', endsOn: '2026-07-01' }
  const check = (over: Partial<Parameters<typeof dateProblem>[0]>, isHr = false) =>
    dateProblem(
      { kind: 'dispatch', effectiveOn: '2026-03-10', endsOn: '2026-09-10', ...over },
      placement,
      '2026-03-01',
      isHr,
    )
  it.each([
    [{}, undefined],
    [{ endsOn: null }, 'endMissing'],
    [{ kind: 'extend' as const, effectiveOn: '2026-07-01', endsOn: null }, 'endMissing'],
    [{ endsOn: '2026-03-10' }, 'endsBeforeStart'],
    [{ kind: 'extend' as const, effectiveOn: '2026-07-01', endsOn: '2026-07-01' }, 'notLater'],
    [{ kind: 'return' as const, endsOn: null }, undefined],
    [{ effectiveOn: '2026-02-28' }, 'backDated'],
    [{ endsOn: '2029-03-11' }, 'tooLong'],
    [{ effectiveOn: '2027-03-02', endsOn: '2027-09-01' }, 'tooFarAhead'],
  ])('%j: %s', (over, expected) => {
    expect(check(over)).toBe(expected)
  })

  it('may lie in the past for HR, with a reason', () => {
    expect(check({ effectiveOn: '2026-02-28' }, true)).toBe('backDatedReasonMissing')
    expect(check({ effectiveOn: '2026-02-28', backDatedReason: '补录' }, true)).toBeUndefined()
    expect(check({ effectiveOn: '2026-01-01', backDatedReason: '补录' }, true)).toBe('beforeArrival')
  })
})

it('the days that a transfer may have are told, however far away the ones were that somebody typed', () => {
  const typed = { effectiveOn: '0001-01-01', endsOn: '9999-12-31' }
  expect(draftInput.parse(typed)).toMatchObject(typed)
  expect(draftInput.parse({ endsOn: '2026-02-30' }).endsOn).toBeUndefined()
  expect(rangesOf({ startsOn: '2026-01-01' }, '2026-07-01', '2026-03-01')).toEqual({
    earliest: '2026-01-02',
    latest: '2027-03-01',
    firstEnd: '2026-07-02',
    lastEnd: '2029-07-01',
  })
})

describe('the place of a transfer', () => {
  const place = { openedOn: '2026-12-01', closedOn: null }
  it.each([
    ['on its first day', place, '2026-12-01', undefined],
    ['a day before it exists', place, '2026-11-30', { name: 'beforePlace', date: '2026-12-01' }],
    [
      'once it is closed',
      { openedOn: '2020-01-01', closedOn: '2026-11-20' },
      '2026-12-01',
      { name: 'placeClosed', date: '2026-11-20' },
    ],
  ])('is there or not: %s', (_, there, effectiveOn, expected) => {
    expect(placeProblem(there, effectiveOn)).toEqual(expected)
  })
})

describe('what is missing', () => {
  it.each([
    ['dispatch', {}, ['toUnitId', 'effectiveOn', 'endsOn']],
    ['dispatch', { months: 6 }, ['toUnitId', 'effectiveOn']],
    ['move', { toUnitId: 'x', effectiveOn: '2026-03-10' }, ['endsOn']],
    ['return', {}, ['effectiveOn']],
    ['extend', {}, ['endsOn']],
    ['extend', { endsOn: '2026-12-01' }, []],
  ] as const)('of a %s with %j is %j, all at once', (kind, draft, expected) => {
    expect(Object.keys(missingIn(kind, draft))).toEqual(expected)
  })
})

describe('the length of a stay whose start moves', () => {
  const shown = { wasFrom: '2026-03-10', wasTo: '2026-08-10', endsOn: '2026-08-10' }
  it.each([
    ['moves the return along, by months', { ...shown, effectiveOn: '2026-04-01' }, '2026-09-01'],
    [
      'by days where it was no whole months',
      { ...shown, wasTo: '2026-08-15', endsOn: '2026-08-15', effectiveOn: '2026-03-15' },
      '2026-08-20',
    ],
    [
      'leaves a return that the person changed',
      { ...shown, effectiveOn: '2026-04-01', endsOn: '2026-08-11' },
      '2026-08-11',
    ],
    ['changes nothing while the start stands', { ...shown, effectiveOn: '2026-03-10' }, '2026-08-10'],
    ['changes nothing of a new request', { effectiveOn: '2026-04-01', endsOn: '2026-08-10' }, '2026-08-10'],
  ])('%s', (_, draft, expected) => {
    expect(settled('dispatch', draft, null).endsOn).toBe(expected)
  })

  it('is kept again when the start moves once more', () => {
    const once = settled('dispatch', { ...shown, effectiveOn: '2026-04-01' }, null)
    expect(settled('dispatch', { ...once, effectiveOn: '2026-05-01' }, null).endsOn).toBe('2026-10-01')
  })

  it('moves with the present end when a stay is extended', () => {
    expect(settled('extend', shown, '2026-03-20').endsOn).toBe('2026-08-20')
  })

  it('is the same before and after, for every stay and every new start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -300, max: 300 }), (days, moved) => {
        const from = '2026-06-15'
        const to = addDays(from, days)
        const draft = { ...draftOf('dispatch', from, to), effectiveOn: addDays(from, moved) }
        const end = draftedEnd('dispatch', settled('dispatch', draft, null), null) ?? ''
        const length = lengthOf(from, to)
        expect(end).toBe(
          length.unit === 'months'
            ? addMonths(draft.effectiveOn, length.n)
            : addDays(draft.effectiveOn, length.n),
        )
      }),
    )
  })

  it.each([
    ['dispatch', '2026-03-10', '2026-09-10', { months: 6 }],
    ['dispatch', '2026-03-10', '2026-08-10', { endsOn: '2026-08-10', wasFrom: '2026-03-10' }],
    ['return', '2026-03-10', null, { effectiveOn: '2026-03-10' }],
  ] as const)('of a %s from %s to %s comes back into the form', (kind, from, to, expected) => {
    expect(draftOf(kind, from, to)).toMatchObject(expected)
  })
})

describe('what is asked for anew', () => {
  it.each([
    [
      'all of it while it is ahead',
      { effectiveOn: '2026-12-10', months: 6 },
      { effectiveOn: '2026-12-10', months: 6 },
    ],
    ['its length once the first day has passed', { effectiveOn: '2026-11-10', months: 6 }, { months: 6 }],
    [
      'its last day where that is ahead',
      { effectiveOn: '2026-11-10', endsOn: '2027-01-20', wasFrom: '2026-11-10', wasTo: '2027-01-20' },
      { endsOn: '2027-01-20' },
    ],
    ['nothing of what is over', { effectiveOn: '2026-10-10', endsOn: '2026-11-20' }, {}],
  ])('keeps %s', (_, draft, kept) => {
    expect(stillPossible(draft, '2026-11-30')).toEqual(kept)
  })
})
