import { describe, expect, it } from 'vitest'
import { agreementState, agreementThatCounts, dispatchShare, headcountOf, type LawLimit } from './rules'

const limits: LawLimit[] = [
  { name: 'labour_dispatch.share_warning', value: 800, source: '内部预警线', startsOn: '2014-03-01' },
  { name: 'labour_dispatch.share_max', value: 1000, source: '第四条', startsOn: '2014-03-01' },
]

it.each([
  ['2026-11-24', null, 'planned'],
  ['2026-11-23', null, 'current'],
  ['2020-01-01', '2026-11-23', 'ended'],
  ['2020-01-01', '2026-11-24', 'endsSoon'],
  ['2020-01-01', '2027-01-22', 'endsSoon'],
  ['2020-01-01', '2027-01-23', 'current'],
])('an agreement from %s to %s is %s', (startsOn, endsOn, expected) => {
  expect(agreementState({ startsOn, endsOn }, '2026-11-23')).toBe(expected)
})

describe('dispatchShare', () => {
  it.each([
    [7, 100, 700, 'calm'],
    [799, 10_000, 799, 'calm'],
    [8, 100, 800, 'near'],
    [9, 100, 900, 'near'],
    [10, 100, 1000, 'over'],
    [1, 3, 3333, 'over'],
    [0, 5, 0, 'calm'],
  ])('%i of %i is %i basis points: %s', (people, workforce, basisPoints, level) => {
    expect(dispatchShare(people, workforce, limits)).toMatchObject({ basisPoints, level, people, workforce })
  })

  it('says nothing without a workforce or without the law', () => {
    expect(dispatchShare(5, null, limits)).toBeUndefined()
    expect(dispatchShare(5, 100, [])).toBeUndefined()
  })
})

it.each([
  [3, 8, 5, 'free'],
  [8, 8, 0, 'full'],
  [9, 8, -1, 'over'],
])('%i people of %i leave %i: %s', (people, limit, left, level) => {
  expect(headcountOf(people, limit)).toEqual({ people, limit, left, level })
})

it.each([
  ['the one in force', ['ended', 'current', 'planned'], 1],
  ['the next where none is in force', ['ended', 'planned', 'planned'], 1],
  ['the last where none follows', ['ended', 'ended'], 1],
  ['none where there is none', [], undefined],
] as const)('for a partner speaks %s', (_what, states, at) => {
  const agreements = states.map((state, n) => ({ state, startsOn: `202${n}-01-01` }))
  expect(agreementThatCounts([...agreements].reverse())).toEqual(
    at === undefined ? undefined : agreements[at],
  )
})
