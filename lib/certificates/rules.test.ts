import { describe, expect, it } from 'vitest'
import { certificateState, looksLikeIdentity, paperHintsOf } from './rules'

it.each([
  ['2026-01-01', 'expired'],
  ['2026-01-02', 'expiresSoon'],
  ['2026-04-02', 'expiresSoon'],
  ['2026-04-03', 'good'],
  [null, 'good'],
])('a certificate that is good until %s is %s on 2 January', (expiresOn, state) => {
  expect(certificateState({ expiresOn, isReplaced: false }, '2026-01-02')).toBe(state)
  expect(certificateState({ expiresOn, isReplaced: true }, '2026-01-02')).toBe('replaced')
})

it.each([
  ['11010519491231002X', true],
  ['110105 19491231 002x', true],
  ['１１０１０５１９４９１２３１００２１', true],
  ['健康证号 110105194912310021', true],
  ['沪卫健 2026-004417', false],
  ['202600441700000000000', false],
  ['', false],
])('%s looks like an identity number: %s', (text, is) => {
  expect(looksLikeIdentity(text)).toBe(is)
})

describe('hints', () => {
  const today = '2026-11-20'
  const law = [
    {
      name: 'health.check_every',
      startsOn: '2015-10-01',
      value: 12,
      measure: 'months',
      source: '第四十五条',
    },
  ]
  const paper = (kind: 'health' | 'skill', expiresOn: string | null, isReplaced = false) => ({
    kind,
    name: kind === 'health' ? '健康证' : '厨师证',
    expiresOn,
    isReplaced,
  })
  const scan = (kind: 'id_card_back' | 'health', expiresOn: string) => ({
    kind,
    title: '',
    state: 'verified' as const,
    expiresOn,
  })
  const of = (
    certificates: ReturnType<typeof paper>[],
    needsHealth = true,
    scans: ReturnType<typeof scan>[] = [],
  ) =>
    paperHintsOf({ certificates, scans, needsHealth }, today, law).map(
      hint => `${hint.hint} ${'date' in hint ? hint.date : ''}`,
    )

  it.each([
    ['expired', [paper('health', '2026-11-19')], ['healthExpired 2026-11-19']],
    ['missing', [], ['healthMissing ']],
    ['good until today', [paper('health', '2026-11-20')], ['certificateSoon 2026-11-20']],
    ['good for long', [paper('health', '2027-11-20')], []],
    ['renewed', [paper('health', '2026-01-01', true), paper('health', '2027-11-20')], []],
  ] as const)('ask for a health certificate that is %s, where one is needed', (_, certificates, hints) => {
    expect(of([...certificates])).toEqual(hints)
  })

  it('ask nobody for a health certificate who needs none', () => {
    expect(of([], false)).toEqual([])
    expect(of([paper('health', '2026-11-19')], false)).toEqual([])
  })

  it('name other papers that are no longer good, and scans whose facts stand nowhere else', () => {
    expect(
      of([paper('skill', '2026-11-19'), paper('skill', '2026-12-31'), paper('skill', null)], false),
    ).toEqual(['certificateExpired 2026-11-19', 'certificateSoon 2026-12-31'])
    expect(of([], false, [scan('id_card_back', '2026-11-01'), scan('health', '2026-11-01')])).toEqual([
      'scanExpired 2026-11-01',
    ])
  })
})
