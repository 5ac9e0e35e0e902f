import { describe, expect, it } from 'vitest'
import {
  classOfItem,
  type FileList,
  fileItems,
  fileLists,
  fullRank,
  percentOf,
  rankOf,
  ranksOf,
  tabOfItem,
} from './rules'

describe('a share', () => {
  it.each([
    [0, 9, 0],
    [1, 9, 11],
    [8, 9, 88],
    [199, 200, 99],
    [9, 9, 100],
    [0, 0, 100],
  ])('%i of %i are %i percent: a hundred only when nothing is missing', (have, total, percent) => {
    expect(percentOf({ have, total })).toBe(percent)
  })
})

describe('the order of files', () => {
  const rank = (legalHave: number, have: number, total = 12) =>
    rankOf({ legalTotal: 9, legalHave, total, have })

  it('asks for the legal minimum first, then for all of it', () => {
    const ranks = [rank(0, 3), rank(7, 7), rank(7, 10), rank(8, 8), rank(9, 9), rank(9, 11), rank(9, 12)]
    expect(ranks).toEqual([...ranks].sort((one, other) => one - other))
    expect(new Set(ranks).size).toBe(ranks.length)
    expect(rank(9, 12)).toBe(fullRank)
  })

  it.each([
    [8, 11, 'legal'],
    [9, 11, 'short'],
    [9, 12, 'complete'],
  ] as const)(
    '%i legal and %i in all stand on the list %s and on none of the others',
    (legal, have, list) => {
      const on = (one: FileList) => {
        const [from, to] = ranksOf(one)
        return rank(legal, have) >= from && rank(legal, have) <= to
      }
      expect(fileLists.filter(on)).toEqual([list, 'all'])
    },
  )
})

describe('an item', () => {
  it('has a class, and a tab where it is kept', () => {
    expect(classOfItem('health')).toBe('work')
    expect(classOfItem('healthScan')).toBe('identity')
    expect(classOfItem('bankAccount')).toBe('pay')
    expect(fileItems.map(tabOfItem)).not.toContain(undefined)
    expect(tabOfItem('idFront')).toBe('documents')
    expect(tabOfItem('currentAddress')).toBe('file')
    expect(tabOfItem('contract')).toBe('contracts')
    expect(tabOfItem('health')).toBe('background')
    expect(tabOfItem('phone')).toBe('overview')
  })
})
