import { expect, it } from 'vitest'
import { handOverDue, handOverItems } from './rules'

const dueOf = (effectiveOn: string, approvedOn: string): Record<string, string> =>
  Object.fromEntries(
    handOverItems('dispatch').map(item => [item.item, handOverDue(item, effectiveOn, approvedOn)]),
  )

it('has a hand-over around the first day', () => {
  expect(dueOf('2026-12-10', '2026-11-30')).toEqual({
    handOverWork: '2026-12-09',
    checkHealthCertificate: '2026-12-09',
    contractPlaceOfWork: '2026-12-09',
    badgeAndUniform: '2026-12-10',
    welcomeOnFirstDay: '2026-12-10',
    readStoreRules: '2026-12-13',
  })
})

it('gives whoever comes to know late as long after that, and never less than a day', () => {
  expect(dueOf('2026-11-26', '2026-11-30')).toEqual({
    handOverWork: '2026-12-01',
    checkHealthCertificate: '2026-12-01',
    contractPlaceOfWork: '2026-12-01',
    badgeAndUniform: '2026-12-01',
    welcomeOnFirstDay: '2026-12-01',
    readStoreRules: '2026-12-03',
  })
})
