import { describe, expect, it } from 'vitest'
import { isEnded, mayKeepCourses, mayReadCourses, moved, stateOf, whomOf } from './rules'

it.each([
  ['hr', true, true],
  ['executive', false, true],
  ['head', false, true],
  ['manager', false, false],
  ['auditor', false, false],
  ['employee', false, false],
])('%s keeps courses: %s, reads the list: %s', (role, keeps, reads) => {
  expect([mayKeepCourses({ role }), mayReadCourses({ role })]).toEqual([keeps, reads])
})

it.each([
  [0, null, 'draft'],
  [1, null, 'published'],
  [3, '2026-11-23', 'retired'],
] as const)('version %i, retired at %s, is %s', (version, retiredAt, state) => {
  expect(stateOf({ version, retiredAt })).toBe(state)
})

describe('lessons', () => {
  it.each([
    ['b', 'up', 'bac'],
    ['b', 'down', 'acb'],
    ['a', 'up', 'abc'],
    ['c', 'down', 'abc'],
    ['x', 'up', 'abc'],
  ] as const)('%s moved %s is %s', (id, by, expected) => {
    expect(moved(['a', 'b', 'c'], id, by).join('')).toBe(expected)
  })
})

it.each([
  ['', { positionId: null, family: '' }],
  ['family:餐饮', { positionId: null, family: '餐饮' }],
  ['position:0198', { positionId: '0198', family: '' }],
])('a rule for "%s" is for %j', (text, whom) => {
  expect(whomOf(text)).toEqual(whom)
})

it.each([
  [null, false],
  ['2026-11-24', false],
  ['2026-11-23', true],
])('a rule that ends on %s has ended: %s', (endsOn, expected) => {
  expect(isEnded({ endsOn }, '2026-11-23')).toBe(expected)
})
