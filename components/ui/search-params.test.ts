import { expect, it } from 'vitest'
import { sortParams, withParams } from './search-params'

it('changes one parameter and keeps the others', () => {
  expect(withParams({ q: '李', unit: ['a', 'b'] }, { after: 'E00231' })).toBe(
    '?q=%E6%9D%8E&unit=a&unit=b&after=E00231',
  )
})

it('leads nowhere with what was dropped before', () => {
  expect(withParams({ view: 'left', dropped: 'document' }, { after: 'x' })).toBe('?view=left&after=x')
})

it('drops a parameter that becomes empty', () => {
  expect(withParams({ q: '李', after: 'x' }, { after: undefined, q: '' })).toBe('?')
})

it.each([
  [undefined, '?q=a&sort=name'],
  ['name', '?q=a&sort=-name'],
  ['-name', '?q=a&sort=name'],
  ['since', '?q=a&sort=name'],
])('sorts by name when the order was %s, from the first page', (sort, expected) => {
  expect(sortParams({ q: 'a', sort, after: 'cursor' }, 'name')).toBe(expected)
})
