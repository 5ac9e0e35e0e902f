import { describe, expect, it } from 'vitest'
import type { LawLimit } from '../partners/rules'
import {
  erasableFrom,
  erasureOf,
  type RightsCategory,
  type RightsGround,
  type RightsOutcome,
  wholeOf,
} from './rules'

const limit = (name: string, value: number, source: string): LawLimit => ({
  name,
  value,
  source,
  startsOn: '2008-01-01',
})
const limits = [
  limit('retention.contracts', 24, '《劳动合同法》第五十条'),
  limit('retention.roster', 24, '《劳动合同法实施条例》第八条'),
  limit('retention.wages', 24, '《工资支付暂行规定》第六条'),
  limit('retention.access_log', 6, '《网络安全法》第二十一条'),
]
const today = '2026-11-30'

describe('what law says of erasing', () => {
  it.each<[RightsCategory, string | null, boolean, RightsOutcome, RightsGround, string | null]>([
    ['emergency', null, false, 'erased', 'unneeded', null],
    ['photo', null, false, 'erased', 'unneeded', null],
    ['emergency', '2026-10-01', false, 'erased', 'unneeded', null],
    ['background', null, false, 'kept', 'employed', null],
    ['background', '2026-12-31', false, 'kept', 'employed', null],
    ['background', '2026-11-30', false, 'erased', 'unneeded', null],
    ['contracts', null, false, 'kept', 'contracts', null],
    ['contracts', '2026-10-31', false, 'kept', 'contracts', '2028-10-31'],
    ['contracts', '2024-12-01', false, 'kept', 'contracts', '2026-12-01'],
    ['contracts', '2024-11-30', false, 'due', 'contracts', '2026-11-30'],
    ['identity', '2024-11-30', false, 'due', 'roster', '2026-11-30'],
    ['contact', null, false, 'kept', 'roster', null],
    ['bank', '2025-02-28', false, 'kept', 'wages', '2027-02-28'],
    ['work', '2020-01-01', false, 'due', 'contracts', '2022-01-01'],
    ['accessLog', '2020-01-01', false, 'kept', 'accessLog', null],
    ['emergency', null, true, 'kept', 'hold', null],
    ['contracts', '2020-01-01', true, 'kept', 'hold', null],
  ])(
    '%s of who leaves %s, held %s: %s for %s until %s',
    (category, leftOn, isHeld, outcome, ground, until) => {
      expect(erasureOf(category, { leftOn, isHeld }, limits, today)).toMatchObject({
        outcome,
        ground,
        keptUntil: until,
      })
    },
  )

  it('names the law and how long', () => {
    const answer = erasureOf('contracts', { leftOn: null, isHeld: false }, limits, today)
    expect(answer).toMatchObject({ months: 24, source: '《劳动合同法》第五十条' })
  })
})

it('everything goes when the longest of its terms is over', () => {
  expect(erasableFrom('2024-02-29', limits)).toBe('2026-02-28')
  const longer = limits.map(one => (one.name === 'retention.wages' ? { ...one, value: 36 } : one))
  expect(erasableFrom('2024-02-29', longer)).toBe('2027-02-28')
})

it.each([
  [['erased', 'erased'], 'all'],
  [['erased', 'kept'], 'partly'],
  [['kept', 'due'], 'none'],
  [['corrected'], 'all'],
  [['refused'], 'none'],
] as const)('%j is %s', (outcomes, whole) => {
  expect(wholeOf(outcomes.map(outcome => ({ outcome })))).toBe(whole)
})
