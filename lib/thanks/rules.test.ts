import { describe, expect, it } from 'vitest'
import { evidenceMonths, kindsFor, mayHaveNotes, mayKeep, monthRange, verbsOf } from './rules'

const hour = 3_600_000
const now = new Date('2026-11-23T08:00:00Z')
const note = (over = {}) => ({
  createdAt: new Date(now.getTime() - hour),
  withdrawnAt: null,
  isAnswered: false,
  authorUserId: 'a',
  receiverUserId: 'b',
  ...over,
})
const late = { createdAt: new Date(now.getTime() - 24 * hour) }

describe('what may be done to a note', () => {
  it.each([
    ['its writer, within a day', 'a', {}, ['change', 'withdraw']],
    ['its writer, a day later', 'a', late, ['withdraw']],
    ['its writer, once answered', 'a', { isAnswered: true }, ['withdraw']],
    ['its writer, once withdrawn', 'a', { withdrawnAt: now }, []],
    ['its receiver', 'b', {}, ['answer']],
    ['its receiver, a day later', 'b', late, ['answer']],
    ['its receiver, who answered', 'b', { isAnswered: true }, []],
    ['its receiver, once withdrawn', 'b', { withdrawnAt: now }, []],
    ['anybody else', 'c', {}, []],
  ])('%s', (_, userId, over, verbs) => {
    expect(verbsOf(note(over), { userId, now })).toEqual(verbs)
  })
})

it('colleagues write thanks, and only those who assess keep evidence', () => {
  expect(kindsFor('colleague')).toEqual(['thanks'])
  expect(kindsFor('manager')).toEqual(['thanks', 'feedback'])
  expect((['team', 'hr', 'head'] as const).every(mayKeep)).toBe(true)
  expect((['contact', 'colleague', 'manager', 'hqContact'] as const).some(mayKeep)).toBe(false)
  expect(mayHaveNotes('employee') && !mayHaveNotes('auditor') && !mayHaveNotes('admin')).toBe(true)
})

it('evidence is for this month or the one before, over the turn of a year too', () => {
  expect(evidenceMonths('2026-11-23')).toEqual(['2026-11-01', '2026-10-01'])
  expect(evidenceMonths('2027-01-31')).toEqual(['2027-01-01', '2026-12-01'])
})

it.each([
  ['2026-12', { from: '2026-12-01', to: '2027-01-01' }],
  ['2026-13', undefined],
  ['november', undefined],
  [undefined, undefined],
])('the month %s is %j', (month, range) => {
  expect(monthRange(month)).toEqual(range)
})
