import { expect, it } from 'vitest'
import { holdsDocumentNumber, mayBecomeDocumentNumber, noDocumentNumber } from './document-number'

it.each([
  ['31010419990506221X', true],
  ['31010419990506221x', true],
  ['310104199905062218', true],
  ['310104 19990506 2218', true],
  ['310104-19990506-221X ', true],
  ['３１０１０４１９９９０５０６２２１Ｘ', true],
  ['王沐阳 31010419990506221X', true],
  ['310104990506221', true],
  ['', false],
  ['王沐阳', false],
  ['lwq', false],
  ['E00231', false],
  ['13912345678', false],
  ['DG-2026-0417', false],
  ['2026-11-30 2026-12-31', false],
  ['31010419990506', false],
  ['订单 20261130123456789', false],
])('%j holds a document number: %j', (text, holds) => {
  expect(holdsDocumentNumber(text)).toBe(holds)
  // as a browser reads it
  expect(new RegExp(`^(?:${noDocumentNumber})$`, 'v').test(text)).toBe(!holds)
})

it.each([
  ['3101041999', true],
  ['310104 1999', true],
  ['310104199', false],
  // a whole phone, unless a card from there could begin so
  ['13812349876', false],
  ['+86 138-1234-9876', false],
  ['1381234987', true],
  ['138123498761', true],
  ['13010219900', true],
  ['11010519491', true],
  ['DG-2026-0417', false],
  ['E00231', false],
])('%j may become one: %j', (text, may) => {
  expect(mayBecomeDocumentNumber(text)).toBe(may)
})
