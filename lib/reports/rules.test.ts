import { describe, expect, it } from 'vitest'
import { groupsOf, mayAnswer, mayWrite, standingOf } from './rules'

const now = new Date('2026-11-23T12:00:00Z')
const at = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000)

describe('a report', () => {
  it.each([
    ['open', 1, null, 'due'],
    ['open', 0, null, 'missing'],
    ['open', -1, null, 'missing'],
    ['submitted', -1, -1, 'submitted'],
    ['submitted', -1, -0.5, 'late'],
    ['excused', -1, null, 'excused'],
  ] as const)(
    'that is %s, due in %d hours and given after %s stands as %s',
    (status, due, given, expected) => {
      const dates = { status, dueAt: at(due), submittedAt: given === null ? null : at(given) }
      expect(standingOf(dates, now)).toBe(expected)
    },
  )

  it.each([
    ['open', 1, null, true],
    ['open', -100, null, true],
    ['excused', 1, null, true],
    ['submitted', 1, null, true],
    ['submitted', 1, -1, false],
    ['submitted', -1, null, false],
    ['released', 1, null, false],
  ] as const)(
    'that is %s, due in %d hours and read after %s may be written: %s',
    (status, due, read, expected) => {
      const report = {
        status,
        dueAt: at(due),
        submittedAt: status === 'submitted' ? at(-2) : null,
        readAt: read === null ? null : at(read),
      }
      expect(mayWrite(report, now)).toBe(expected)
    },
  )

  it.each([
    [3, null, true],
    [2, -23, true],
    [2, -25, false],
    [1, null, false],
  ] as const)('answers version %d of 3, replaced %s hours ago: %s', (version, replaced, expected) => {
    const replacedAt = replaced === null ? null : at(replaced)
    expect(mayAnswer({ version, replacedAt }, { version: 3 }, now)).toBe(expected)
  })
})

it('groups rows in the order in which they came', () => {
  expect(groupsOf([3, 1, 4, 1, 5], n => String(n % 2))).toEqual([[3, 1, 1, 5], [4]])
})
