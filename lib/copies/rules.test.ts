import { expect, it } from 'vitest'
import { entryNameOf, fitting } from './rules'

it('takes scans into an archive while there is room, the first ones first', () => {
  const sizes = (most: number) =>
    fitting(
      [5, 9, 4, 1].map(size => ({ size })),
      most,
    ).map(one => one.size)
  expect(sizes(100)).toEqual([5, 9, 4, 1])
  expect(sizes(10)).toEqual([5, 4, 1])
  expect(sizes(4)).toEqual([4])
  expect(sizes(0)).toEqual([])
})

it('calls no two files of an archive the same', () => {
  const taken = new Set<string>()
  const names = ['照片 v1.jpg', '照片 v1.jpg', '照片 v1 (2).jpg', '照片 v1.jpg', '无后缀', '无后缀']
  expect(names.map(name => entryNameOf(taken, name))).toEqual([
    '照片 v1.jpg',
    '照片 v1 (2).jpg',
    '照片 v1 (2) (2).jpg',
    '照片 v1 (3).jpg',
    '无后缀',
    '无后缀 (2)',
  ])
})
