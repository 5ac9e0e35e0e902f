import { expect, it } from 'vitest'
import { coversMonth, isCovered, isVoid, maskAccount, mayBeEnrolled, registerBy } from './rules'

it.each([
  ['2026-06-01', false],
  ['2026-07-01', true],
  ['2026-08-01', true],
  ['2026-09-01', false],
])('July and August are covered, %s is %s', (month, expected) => {
  expect(coversMonth({ startsOn: '2026-07-01', endsOn: '2026-09-01' }, month)).toBe(expected)
})

it('one that ends where it begins covers nothing', () => {
  const span = { startsOn: '2026-07-01', endsOn: '2026-07-01' }
  expect(isVoid(span)).toBe(true)
  expect(coversMonth(span, '2026-07-01')).toBe(false)
  expect(isVoid({ startsOn: '2026-07-01', endsOn: null })).toBe(false)
})

const since = '2026-01-01'
const today = '2026-11-30'
it.each([
  ['nobody ever was', [], false, true, true],
  ['it goes on', [null], true, false, false],
  ['it ends later', ['2027-01-01'], true, true, false],
  ['it is over', ['2026-11-01'], false, true, true],
  ['it was entered wrongly', [since], false, true, true],
])('where %s', (_, ends, covered, enrolsWhoStays, enrolsWhoLeaves) => {
  const spans = ends.map(endsOn => ({ startsOn: since, endsOn }))
  expect(isCovered(spans, today)).toBe(covered)
  expect(mayBeEnrolled(spans, null, today)).toBe(enrolsWhoStays)
  expect(mayBeEnrolled(spans, '2026-12-05', today)).toBe(enrolsWhoLeaves)
  expect(mayBeEnrolled(spans, today, today)).toBe(false)
})

it('is due thirty days after the first day of work', () => {
  const limit = { name: 'insurance.register_within', value: 30, source: '第五十八条', startsOn: '2011-07-01' }
  expect(registerBy('2026-01-15', [limit])).toEqual({ date: '2026-02-14', source: '第五十八条' })
})

it('shows the last of an account', () => {
  expect(maskAccount('880012345678')).toBe('******5678')
  expect(maskAccount('')).toBe('')
})
