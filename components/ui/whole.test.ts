import { isValidElement, type ReactElement } from 'react'
import { expect, it } from 'vitest'
import { whole } from './whole'

type Parts = { children: (string | ReactElement<{ children: string }>)[] }

const read = (node: unknown): unknown =>
  isValidElement<Parts>(node)
    ? node.props.children.map(one => (typeof one === 'string' ? one : `[${one.props.children}]`)).join('')
    : node

it.each([
  ['2025-12-31 至 2028-12-30', '[2025-12-31] 至 [2028-12-30]'],
  ['上海 · 2026-05 起', '上海 · [2026-05] 起'],
  ['派驻 DG-2026-0028', '派驻 [DG-2026-0028]'],
  ['驻店主厨', '驻店主厨'],
  ['021-6438 0117', '021-6438 0117'],
])('keeps dates and numbers of requests in one piece: %s', (given, expected) => {
  expect(read(whole(given))).toBe(expected)
})
