import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { creditCheckSign, hasCreditCheck } from './credit-code'

describe('the check of a unified social credit code', () => {
  it.each([
    ['the example of GB 32100-2015', '91350100M000100Y43', true],
    ['one sign mistyped', '91350100M000100Y33', false],
    ['two signs exchanged', '91350100M000010Y43', false],
    ['another last sign', '91350100M000100Y44', false],
  ])('%s', (_what, code, isRight) => {
    expect(hasCreditCheck(code)).toBe(isRight)
  })

  it('finds every single wrong sign', () => {
    const signs = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
    const sign = fc.constantFrom(...signs)
    const body = fc.array(sign, { minLength: 17, maxLength: 17 }).map(all => all.join(''))
    fc.assert(
      fc.property(body, fc.nat({ max: 16 }), sign, (right, at, other) => {
        const code = `${right}${creditCheckSign(right)}`
        const typed = `${code.slice(0, at)}${other}${code.slice(at + 1)}`
        expect(hasCreditCheck(typed)).toBe(typed === code)
      }),
    )
  })
})
