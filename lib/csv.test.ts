import { describe, expect, it } from 'vitest'
import { cellOf, csvOf } from './csv'

describe('a CSV file', () => {
  it.each([
    ['平常', '平常'],
    ['=1+1', `'=1+1`],
    ['+1', `'+1`],
    ['@x', `'@x`],
    ['-5', '-5'],
    ['-5+1', `'-5+1`],
    ['12.50', '12.50'],
    ['\t=1', `'\t=1`],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['=a,b', `"'=a,b"`],
  ])('has %j as %j', (text, expected) => {
    expect(cellOf(text)).toBe(expected)
  })

  it('opens in a spreadsheet', () => {
    expect(
      csvOf([
        ['日期', '客流'],
        ['2026-11-23', '12'],
      ]),
    ).toBe('\uFEFF日期,客流\r\n2026-11-23,12\r\n')
  })
})
