import { expect, it } from 'vitest'
import { hidesSomething, isolated } from './bidi'

it.each(['李婉清', 'Ana María', '🎉', '12', '', 'ไทย'])('%j stands in a sentence as it is', text => {
  expect(isolated(text)).toBe(text)
})

it.each(['דנה לוי', 'محمد', 'Ana محمد', '李 דנה'])('%j keeps its direction to itself', text => {
  expect(isolated(text)).toBe(`\u2068${text}\u2069`)
})

it.each(['李\u202E婉清', '李婉清\u2069', 'Ana\u200BMaría', '\uFEFF李婉清', '李\u0000婉清', '李\u2028婉清'])(
  '%j holds what nobody sees',
  text => {
    expect(hidesSomething(text)).toBe(true)
  },
)

it.each(['李婉清', '欧阳·若溪', 'Ana María O’Neill', 'דנה לוי', '李婉清!', ''])('%j does not', text => {
  expect(hidesSomething(text)).toBe(false)
})
