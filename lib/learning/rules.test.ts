import { describe, expect, it } from 'vitest'
import { isFitDueDay, mayGive, mayNudge, mayTakeBack, nextLesson, progressOf, standingOf } from './rules'

const today = '2026-11-23'

it.each([
  ['hr', true],
  ['manager', true],
  ['head', false],
  ['executive', false],
  ['employee', false],
])('%s gives courses: %s', (role, expected) => {
  expect(mayGive({ role })).toBe(expected)
})

it.each([
  ['hr', 'rule', 'system', true],
  ['hr', 'hand', 'manager', true],
  ['manager', 'hand', 'manager', true],
  ['manager', 'hand', 'hr', false],
  ['manager', 'transfer', 'system', false],
  ['manager', 'rule', 'hr', false],
  ['head', 'hand', 'manager', false],
] as const)('%s takes back what came by %s of %s: %s', (role, why, assignedByRole, expected) => {
  expect(mayTakeBack({ role }, { why, assignedByRole })).toBe(expected)
})

it.each([
  ['open', '2026-11-23', null, 'open'],
  ['open', '2026-11-23', '2026-11-20T08:00:00Z', 'begun'],
  ['open', '2026-11-22', '2026-11-20T08:00:00Z', 'overdue'],
  ['open', '2026-11-22', null, 'overdue'],
  ['completed', '2026-11-01', '2026-11-20T08:00:00Z', 'completed'],
  ['withdrawn', '2026-11-01', null, 'withdrawn'],
] as const)('%s, due on %s and begun at %s, is %s', (status, dueOn, begunAt, expected) => {
  expect(standingOf({ status, dueOn, begunAt }, today)).toBe(expected)
})

it.each([
  [0, 3, 0],
  [1, 3, 33],
  [3, 3, 100],
  [4, 3, 100],
  [0, 0, 0],
])('%i of %i lessons are %i percent', (lessonsDone, lessons, expected) => {
  expect(progressOf({ lessonsDone, lessons })).toBe(expected)
})

it.each([
  ['2026-11-22', false],
  ['2026-11-23', true],
  ['2027-11-23', true],
  ['2027-11-24', false],
])('%s is a day to be done by: %s', (dueOn, expected) => {
  expect(isFitDueDay(dueOn, today)).toBe(expected)
})

it.each([
  [null, true],
  [new Date('2026-11-22T08:00:00Z'), true],
  [new Date('2026-11-22T08:00:01Z'), false],
])('somebody reminded at %s may be reminded: %s', (nudgedAt, expected) => {
  expect(mayNudge(nudgedAt, new Date('2026-11-23T08:00:00Z'))).toBe(expected)
})

describe('the next lesson', () => {
  const lesson = (id: string, completedAt: string | null = null) => ({ id, completedAt })
  const done = 'x'
  it.each([
    ['the one behind it', [lesson('a'), lesson('b'), lesson('c')], 'a', 'b'],
    ['not one that is learnt', [lesson('a'), lesson('b', done), lesson('c')], 'a', 'c'],
    ['one before it when none is left behind', [lesson('a'), lesson('b', done), lesson('c')], 'c', 'a'],
    ['none when all are learnt', [lesson('a', done), lesson('b')], 'b', undefined],
    ['the first of all at the beginning', [lesson('a', done), lesson('b')], undefined, 'b'],
  ])('is %s', (_what, lessons, after, expected) => {
    expect(nextLesson(lessons, after)?.id).toBe(expected)
  })
})
