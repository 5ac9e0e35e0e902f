import { expect, it } from 'vitest'
import { classOf, expiryOn, fileNameOf, scanKinds } from './rules'

it('a document is of the work class only where a head has to see it', () => {
  expect(scanKinds.filter(kind => classOf(kind) === 'work')).toEqual(['diploma', 'certificate', 'photo'])
})

it.each([
  [null, undefined],
  ['2026-11-23', 'expired'],
  ['2026-11-24', 'soon'],
  ['2027-02-22', 'soon'],
  ['2027-02-23', 'fine'],
])('one that is good until %s is %s', (expiresOn, expiry) => {
  expect(expiryOn(expiresOn, '2026-11-24')).toBe(expiry)
})

it('a saved file is called by whose and what it is', () => {
  const file = { employeeName: '王沐阳', number: 2, contentType: 'application/pdf' } as const
  expect(fileNameOf({ ...file, label: '健康证' })).toBe('王沐阳 健康证 v2.pdf')
  expect(fileNameOf({ ...file, label: '../a\\b:"c"' })).toBe('王沐阳 .._a_b__c_ v2.pdf')
})
