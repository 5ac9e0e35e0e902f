import { describe, expect, it } from 'vitest'
import type { LawLimit } from '../partners/rules'
import { isOnProbation, latestEnd, type Outcome, outcomeFault, type Probation } from './rules'

const source = '《劳动合同法》第十九条'
const law: LawLimit[] = [
  ['probation.once', 1],
  ['probation.from_3_months', 1],
  ['probation.from_12_months', 2],
  ['probation.from_36_months', 6],
].map(([name, value]) => ({ name: String(name), value: Number(value), source, startsOn: '2008-01-01' }))
const contract = (over: Partial<Probation> = {}): Probation => ({
  kind: 'fixed_term',
  startsOn: '2026-09-01',
  endsOn: '2029-09-01',
  endedEarlyOn: null,
  probationEndsOn: '2026-12-01',
  probationExtendedFrom: null,
  confirmedOn: null,
  ...over,
})

it.each([
  ['during it', {}, '2026-11-30', true],
  ['on the first day after it', {}, '2026-12-01', false],
  ['before it', {}, '2026-08-31', false],
  ['once confirmed', { confirmedOn: '2026-12-01' }, '2026-11-30', false],
  ['of a contract that ended', { endedEarlyOn: '2026-11-15' }, '2026-11-10', false],
  ['without one', { probationEndsOn: null }, '2026-11-30', false],
] as const)('there is something to decide %s', (_what, over, today, expected) => {
  expect(isOnProbation(contract(over), today)).toBe(expected)
})

describe('the latest end', () => {
  it.each([
    ['three years', {}, '2027-03-01'],
    ['open-ended', { kind: 'open_ended', endsOn: null }, '2027-03-01'],
    ['a day under three years', { endsOn: '2029-08-31' }, '2026-11-01'],
    ['one year', { endsOn: '2027-09-01' }, '2026-11-01'],
    ['three months', { endsOn: '2026-12-01' }, '2026-10-01'],
  ] as const)('of %s', (_what, over, expected) => {
    expect(latestEnd(contract(over), law).on).toBe(expected)
  })
})

it.each<[Outcome, string | undefined, Partial<Probation>, string | undefined]>([
  ['confirm', '2026-12-01', {}, undefined],
  ['confirm', '2026-11-20', {}, undefined],
  ['confirm', '2026-11-19', {}, 'tooEarly'],
  ['confirm', '2026-12-02', {}, 'tooLate'],
  ['prolong', undefined, {}, 'dateMissing'],
  ['prolong', '2027-03-01', {}, undefined],
  ['prolong', '2027-03-02', {}, 'tooLong'],
  ['prolong', '2026-12-01', {}, 'notLater'],
  ['prolong', '2027-02-01', { probationExtendedFrom: '2026-11-01' }, 'prolongedAlready'],
  ['decline', '2026-12-01', {}, undefined],
  ['decline', '2026-12-01', { probationEndsOn: '2026-11-20' }, 'over'],
])('%s to %s is refused as %j: %s', (outcome, effectiveOn, over, expected) => {
  expect(outcomeFault({ outcome, effectiveOn }, contract(over), '2026-11-20', law)?.fault).toBe(expected)
})
