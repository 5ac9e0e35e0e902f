import { expect, it } from 'vitest'
import { largestUpload, tooHeavy } from './weight'

const file = (size: number) => new File([new Uint8Array(size)], 'a.pdf')
function form(...files: [field: string, size: number][]): FormData {
  const data = new FormData()
  data.set('title', 'x')
  for (const [field, size] of files) data.append(field, file(size))
  return data
}

it.each([
  [[], undefined],
  [[['file', largestUpload]], undefined],
  [[['file', largestUpload + 1]], 'file'],
  [
    [
      ['cover', 6_000_000],
      ['files', 6_500_000],
    ],
    'files',
  ],
] as const)('of %j the field that has to be smaller is %s', (files, expected) => {
  expect(tooHeavy(form(...files.map(([field, size]): [string, number] => [field, size])))).toBe(expected)
})
