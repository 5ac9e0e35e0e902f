import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../organisation/input'
import { agreePayInput } from './input'
import {
  countedOf,
  fenOf,
  inForce,
  leastInProbation,
  leastOfPost,
  probationFault,
  signedYuan,
  totalOf,
  yuan,
} from './rules'

const law = [
  { name: 'probation.pay_share_min', value: 8000, source: '第二十条', startsOn: '2008-01-01' },
  { name: 'probation.post_pay_share_min', value: 8000, source: '第十五条', startsOn: '2008-09-18' },
]

describe('money', () => {
  it.each([
    ['8000', 800_000],
    ['0.5', 50],
    ['8000.05', 800_005],
    [' 12.30 ', 1230],
  ])('of %j yuan is %d fen', (typed, fen) => {
    expect(money.parse(typed)).toBe(fen)
  })

  it.each(['', '1,000', '1.234', '-1', '1e5', '12345678', '８０００', '0x10'])('is not %j', typed => {
    expect(money.safeParse(typed).success).toBe(false)
  })

  it('reads what it writes, to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), fen => {
        expect(fenOf(yuan(fen).replaceAll(',', ''))).toBe(fen)
      }),
    )
    expect(yuan(123_456_789)).toBe('1,234,567.89')
    expect(yuan(-5)).toBe('-0.05')
    expect([70_350, 0, -1].map(signedYuan)).toEqual(['+703.50', '0.00', '-0.01'])
  })
})

describe('probation', () => {
  it('pays at least four fifths of all that is agreed, and never less than the law asks for a fen of difference', () => {
    expect(leastInProbation({ base: 800_000, allowances: { meal: 20_001 } }, law)).toEqual({
      fen: 656_001,
      percent: 80,
      source: '第二十条',
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), base => {
        const fen = leastInProbation({ base, allowances: {} }, law)?.fen ?? -1
        expect(fen * 10).toBeGreaterThanOrEqual(base * 8)
        expect((fen - 1) * 10).toBeLessThan(base * 8)
      }),
    )
    expect(leastInProbation({ base: 1, allowances: {} }, [])).toBeUndefined()
    expect(countedOf({ base: 5, allowances: { post: 1, meal: 2, other: 3 } })).toBe(6)
    expect(totalOf({ base: 1, allowances: { meal: 2, other: 3 } })).toBe(6)
  })
})

describe('probation by the lowest pay of the post', () => {
  const agreed = { fen: 800_000, percent: 80, source: '第二十条' }
  const post = leastOfPost(700_001, law)
  it.each([
    ['reaches what is agreed', 800_000, post, undefined, undefined],
    ['reaches neither', 560_000, post, 'post', 'probationBelowBoth'],
    ['reaches the post alone, unsaid', 560_001, post, undefined, 'probationNeedsBasis'],
    ['reaches the post alone, said', 560_001, post, 'post', undefined],
    ['misses what is agreed, the post unknown', 799_999, undefined, 'post', 'probationTooLow'],
    // a post that pays more at least than was agreed asks for no more than the law does
    ['reaches what is agreed, the post more', 800_000, leastOfPost(2_000_000, law), undefined, undefined],
  ] as const)('%s', (_what, fen, least, basis, fault) => {
    expect(probationFault(fen, { agreed, post: least }, basis)).toBe(fault)
  })
  it('asks for nothing before the law did', () => {
    expect(leastOfPost(700_000, [])).toBeUndefined()
    expect(probationFault(1, { agreed: undefined, post: undefined }, undefined)).toBeUndefined()
  })
})

it('of one day the latest version counts, and later days come first', () => {
  const rows = [
    { startsOn: '2026-01-01', version: 1 },
    { startsOn: '2026-07-01', version: 1 },
    { startsOn: '2026-01-01', version: 2 },
  ]
  expect(inForce(rows)).toEqual([rows[1], rows[2]])
})

it('has no field for whose it is or how it is kept', () => {
  const contractId = '00000000-0000-4000-8000-000000000000'
  for (const extra of ['employeeId', 'sealed', 'version'])
    expect(agreePayInput.safeParse({ contractId, base: '1', [extra]: '1' }).success).toBe(false)
})
