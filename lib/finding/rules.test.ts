import fc from 'fast-check'
import { expect, it } from 'vitest'
import { excerptOf, gathered, isFindable, wordsOf } from './rules'

const marked = (text: string, typed: string, length?: number): string =>
  excerptOf(text, wordsOf(typed), length)
    .map(piece => (piece.isHit ? `[${piece.text}]` : piece.text))
    .join('')

it.each([
  ['客人要定制尺寸，三天内要', '定制尺寸', '客人要[定制尺寸]，三天内要'],
  ['客人要定制尺寸', '尺寸 客人', '[客人]要定制[尺寸]'],
  ['型号 ＡＢ－１２ 的灯', 'ab-12', '型号 [ＡＢ－１２] 的灯'],
  ['iPhone 15 Pro', 'iphone', '[iPhone] 15 Pro'],
  ['面积 20㎡ 左右', '20m2', '面积 [20㎡] 左右'],
  ['打八折 100%_\\', '%_\\', '打八折 100[%_\\]'],
  ['<b>门</b>锁坏了', '<b>门', '[<b>门]</b>锁坏了'],
  ['做得好👍🏻谢谢', '👍🏻', '做得好[👍🏻]谢谢'],
  ['没有这个词', '尺寸', '没有这个词'],
])('%s, looked for %s', (text, typed, result) => {
  expect(marked(text, typed)).toBe(result)
})

it('shows the part around the first hit', () => {
  const text = `${'前'.repeat(100)}定制尺寸${'后'.repeat(100)}`
  expect(marked(text, '定制尺寸', 60)).toBe(`…${'前'.repeat(24)}[定制尺寸]${'后'.repeat(32)}…`)
  expect(marked('前'.repeat(100), '尺寸', 10)).toBe(`${'前'.repeat(10)}…`)
})

it('loses no letter and adds none, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 10 }), (text, typed) => {
      const plain = text.replace(/\s+/g, ' ').trim()
      expect(
        excerptOf(text, wordsOf(typed), 200)
          .map(piece => piece.text)
          .join(''),
      ).toBe(plain)
    }),
  )
})

it.each([
  ['定制', true],
  ['定', false],
  ['定 制', false],
  ['', false],
  ['\u202e定\u200b', false],
  ['a1', true],
])('%j can be found: %s', (typed, is) => {
  expect(isFindable(wordsOf(typed))).toBe(is)
})

it('shows one thing once, with how often it hits besides', () => {
  const rows = ['a', 'b', 'a', 'a'].map((ownerId, id) => ({ ownerId, id }))
  expect(gathered(rows)).toEqual([
    { ownerId: 'a', id: 0, more: 2 },
    { ownerId: 'b', id: 1, more: 0 },
  ])
})
