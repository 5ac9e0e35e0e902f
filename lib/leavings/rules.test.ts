import { describe, expect, it } from 'vitest'
import { addDays } from '../clock'
import type { LawLimit } from '../partners/rules'
import { dayFault, earliestLastDay, leavingItems, mayTick, noticeOf, reminderStep } from './rules'

const limit = (name: string, value: number, source = '第三十七条'): LawLimit => ({
  name,
  value,
  source,
  startsOn: '2008-01-01',
})
const law = [
  limit('notice.employee', 30),
  limit('notice.employee_in_probation', 3),
  limit('notice.employer', 30, '第四十条'),
  limit('notice.part_time', 0, '第七十一条'),
  limit('leaving.papers_within', 15, '第五十条'),
  limit('leaving.fund_within', 30, '第十五条'),
]

describe('notice', () => {
  it.each([
    ['thirty days are enough', 'employee', '2026-12-01', false, 30, 0],
    ['a day less is short', 'employee', '2026-11-30', false, 30, 1],
    ['three days in probation', 'employee', '2026-11-04', true, 3, 0],
    ['two are short there', 'employee', '2026-11-03', true, 3, 1],
    ['an employer has thirty, also in probation', 'employer', '2026-11-11', true, 30, 20],
  ] as const)('%s', (_what, rule, leftOn, isOnProbation, days, short) => {
    expect(
      noticeOf(rule, { noticeOn: '2026-11-01', leftOn, isOnProbation, isPartTime: false }, law),
    ).toMatchObject({
      days,
      short,
    })
  })

  it('is none where the law asks for none', () => {
    const now = { noticeOn: '2026-11-01', leftOn: '2026-11-01', isOnProbation: false, isPartTime: false }
    expect(noticeOf('none', now, law)).toBeUndefined()
  })

  it.each(['employee', 'employer'] as const)('may be given on the day in part-time work by the %s', rule => {
    const now = { noticeOn: '2026-11-01', leftOn: '2026-11-02', isOnProbation: true, isPartTime: true }
    expect(noticeOf(rule, now, law)).toEqual({ days: 0, source: '第七十一条', short: 0 })
  })

  it('is in time on the earliest last day, and short the day before', () => {
    const shortOf = (lastOn: string) =>
      noticeOf(
        'employee',
        { noticeOn: '2026-11-01', leftOn: addDays(lastOn, 1), isOnProbation: false, isPartTime: false },
        law,
      )?.short
    const earliest = earliestLastDay('2026-11-01', 30)
    expect([earliest, shortOf(earliest), shortOf(addDays(earliest, -1))]).toEqual(['2026-11-30', 0, 1])
  })
})

it.each([
  ['2026-11-01', false, '', undefined],
  ['2026-10-31', false, '补录', 'backDated'],
  ['2026-10-31', true, '', 'backDatedReasonMissing'],
  ['2026-10-31', true, '补录', undefined],
  ['2023-12-31', true, '补录', 'beforeHire'],
  ['2027-11-02', true, '', 'tooFarAhead'],
] as const)('a last day on %s, by HR %s, late because of “%s”: %s', (lastOn, isHr, lateReason, expected) => {
  expect(dayFault(lastOn, { hiredOn: '2024-01-01', today: '2026-11-01', isHr, lateReason })).toBe(expected)
})

it('papers follow within fifteen days of the last one, the rest by then', () => {
  const items = leavingItems('2026-12-01', law)
  expect(Object.fromEntries(items.map(({ item, dueOn }) => [item, dueOn]))).toEqual({
    handOverWork: '2026-11-30',
    returnBadgeAndKeys: '2026-11-30',
    returnEquipment: '2026-11-30',
    settlePay: '2026-11-30',
    certificate: '2026-11-30',
    moveFile: '2026-12-15',
    moveInsurance: '2026-12-15',
    closeFund: '2026-12-30',
  })
})

it.each([
  ['hr', 'hr', true],
  ['hr', 'head', false],
  ['source', 'manager', true],
  ['source', 'head', true],
  ['source', 'employee', false],
  ['employee', 'employee', true],
  ['employee', 'manager', false],
] as const)('an item of %s is ticked by a %s: %s', (side, role, expected) => {
  expect(mayTick({ side }, { role, userId: 'u' }, 'u')).toBe(expected)
})

it.each([
  [6, undefined],
  [5, 5],
  [0, 5],
  [-1, 0],
])('%i days before its last one, the reminder is %s', (days, expected) => {
  const today = new Date(Date.UTC(2026, 11, 20 - days)).toISOString().slice(0, 10)
  expect(reminderStep('2026-12-20', today)).toBe(expected)
})
