import { expect, it } from 'vitest'
import { certificateState, looksLikeIdentity } from './rules'

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
