import { describe, expect, it } from 'vitest'
import { changesBetween, isChange, isSeveral, severalIn } from './trail'

describe('a detail of the trail', () => {
  it.each([
    ['phone', ['13800000000', '13900000000']],
    ['leftOn', [null, '2026-01-01']],
    ['topics', [['tickets', 'reports'], []]],
  ])('of %s is a change: %j', (field, detail) => {
    expect(isChange(field, detail)).toBe(true)
    expect(isSeveral(detail)).toBe(false)
  })

  it.each([
    [{ list: ['emergency erased unneeded', 'contracts kept contracts'] }],
    [{ list: ['人事审批'] }],
    [{ list: [] }],
  ])('is several facts, however many: %j', detail => {
    expect(isChange('outcomes', detail)).toBe(false)
    expect(isSeveral(detail)).toBe(true)
  })

  it('is read in the language of the reader where the row has both', () => {
    const both = { list: ['人事审批'], listEn: ['HR approval'] }
    expect([severalIn(both, 'en'), severalIn(both, 'zh-CN')]).toEqual([['HR approval'], ['人事审批']])
    expect(severalIn({ list: ['人事审批'] }, 'en')).toEqual(['人事审批'])
  })

  it('is no change where two facts were stored without a shape of their own', () => {
    expect(isChange('outcomes', ['emergency erased unneeded', 'contracts kept contracts'])).toBe(false)
    expect(isChange('stages', ['部门审核', '人事审批'])).toBe(false)
  })

  it.each([['text'], [3], [null], [{ from: '22:00', to: '08:00' }]])('is a plain fact: %j', detail => {
    expect(isChange('quiet', detail)).toBe(false)
    expect(isSeveral(detail)).toBe(false)
  })

  it('says what differs as changes', () => {
    const before: Record<string, unknown> = { name: 'a', on: 1 }
    const changes = changesBetween(before, { name: 'b', city: '上海', on: 1 })
    expect(changes).toEqual({ name: ['a', 'b'], city: [null, '上海'] })
    expect(Object.entries(changes).every(entry => isChange(...entry))).toBe(true)
  })
})
