import { expect, it } from 'vitest'
import { isolated } from './bidi'

it.each(['李婉清', 'Ana María', '🎉', '12', '', 'ไทย'])('%j stands in a sentence as it is', text => {
  expect(isolated(text)).toBe(text)
})

it.each(['דנה לוי', 'محمد', 'Ana محمد', '李 דנה'])('%j keeps its direction to itself', text => {
  expect(isolated(text)).toBe(`\u2068${text}\u2069`)
})
