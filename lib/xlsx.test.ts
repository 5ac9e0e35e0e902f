import fc from 'fast-check'
import { readSheet } from 'read-excel-file/node'
import { expect, it } from 'vitest'
import { Workbook } from './xlsx'

function written(write: (book: Workbook) => void): Buffer {
  const pieces: Uint8Array[] = []
  const book = new Workbook(bytes => pieces.push(bytes))
  write(book)
  book.end()
  return Buffer.concat(pieces)
}

it('is read back as it was written, sheet by sheet', async () => {
  const file = written(book => {
    book.sheet('员工', ['姓名', '工号'])
    book.rows([['李婉清', 'E00001']])
    book.rows([])
    book.rows([['顾言', 'E00002']])
    book.sheet('来源/说明', ['谁', '何时'])
    book.rows([['周岚', '2026-11-24']])
  })
  expect(await readSheet(file, 1)).toEqual([
    ['姓名', '工号'],
    ['李婉清', 'E00001'],
    ['顾言', 'E00002'],
  ])
  expect(await readSheet(file, '来源 说明')).toEqual([
    ['谁', '何时'],
    ['周岚', '2026-11-24'],
  ])
})

it.each(['=1+1', '+cmd|x', '@SUM(A1)', '-2+3', '00123', '1e5', '_x000A_', '<b>&"\'', ' 两端 ', '😀'])(
  'keeps %j as text',
  async text => {
    const file = written(book => {
      book.sheet('a', ['h'])
      book.rows([[text]])
    })
    const [, row] = await readSheet(file, 1, { trim: false })
    expect(row?.[0]).toBe(text)
    expect(file.includes('<f>')).toBe(false)
  },
)

it('can be opened whatever people are called', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async text => {
      const file = written(book => {
        book.sheet(text, ['h'])
        book.rows([['a', text]])
      })
      expect((await readSheet(file, 1))[1]?.[0]).toBe('a')
    }),
    { numRuns: 60 },
  )
})
