import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths } from '../clock'
import type { LawLimit } from '../partners/rules'
import {
  contractState,
  fixedTermsBefore,
  hintsOf,
  openEndedDue,
  probationFault,
  probationLimit,
  stepOf,
  urgencyOf,
  writtenState,
} from './rules'

const limit = (name: string, value: number, source = '第十九条'): LawLimit => ({
  name,
  value,
  source,
  startsOn: '2008-01-01',
})
/** As the migration fills them. */
const law: LawLimit[] = [
  limit('contract.written_within', 1, '第十条'),
  limit('contract.unwritten_becomes_open_ended', 12, '第十四条'),
  limit('contract.double_pay', 11, '第八十二条'),
  limit('contract.open_ended_after_terms', 2, '第十四条'),
  limit('contract.open_ended_after_years', 10, '第十四条'),
  limit('probation.once', 1),
  limit('probation.part_time', 0, '第七十条'),
  limit('probation.from_36_months', 6),
  limit('probation.from_3_months', 1),
  limit('probation.from_12_months', 2),
]
const fixed = (startsOn: string, endsOn: string | null, probationEndsOn: string | null = null) => ({
  kind: 'fixed_term' as const,
  startsOn,
  endsOn,
  probationEndsOn,
  signedOn: startsOn,
})
const open = (startsOn: string) => ({ ...fixed(startsOn, null), kind: 'open_ended' as const })

describe('probation', () => {
  it.each([
    ['a day short of three months', fixed('2026-01-01', '2026-03-31'), 0],
    ['three months', fixed('2026-01-01', '2026-04-01'), 1],
    ['a day short of a year', fixed('2026-01-01', '2026-12-31'), 1],
    ['a year', fixed('2026-01-01', '2027-01-01'), 2],
    ['a day short of three years', fixed('2026-01-01', '2028-12-31'), 2],
    ['three years', fixed('2026-01-01', '2029-01-01'), 6],
    ['no end', open('2026-01-01'), 6],
    ['one task', { ...fixed('2026-01-01', '2029-01-01'), kind: 'task_based' as const }, 0],
    ['three months from the end of a long month', fixed('2025-11-30', '2026-02-28'), 1],
  ])('of a term of %s is at most as the law says', (_what, term, months) => {
    expect(probationLimit(term, law)).toEqual({ months, source: '第十九条' })
  })

  it.each([
    ['on its last allowed day', '2026-03-01', undefined],
    ['a day longer', '2026-03-02', 'tooLong'],
  ])('%s', (_what, probationEndsOn, fault) => {
    const contract = fixed('2026-01-01', '2028-01-01', probationEndsOn)
    expect(probationFault(contract, { form: null, earlier: [] }, law)?.fault).toBe(fault)
  })

  it('is none for a short term, and only once with one person', () => {
    expect(
      probationFault(fixed('2026-01-01', '2026-03-01', '2026-01-10'), { form: null, earlier: [] }, law)
        ?.fault,
    ).toBe('none')
    const second = fixed('2026-01-01', '2029-01-01', '2026-02-01')
    expect(
      probationFault(second, { form: null, earlier: [{ probationEndsOn: '2020-02-01' }] }, law)?.fault,
    ).toBe('once')
    expect(probationFault(second, { form: null, earlier: [{ probationEndsOn: null }] }, law)).toBeUndefined()
    expect(
      probationFault({ ...second, probationEndsOn: null }, { form: null, earlier: [second] }, law),
    ).toBeUndefined()
  })

  it('is none in part-time work, whatever the term', () => {
    const term = fixed('2026-01-01', '2029-01-01', '2026-02-01')
    expect(probationFault(term, { form: 'part_time', earlier: [] }, law)).toEqual({
      fault: 'partTime',
      months: 0,
      source: '第七十条',
    })
    expect(probationFault(term, { form: 'full_time', earlier: [] }, law)).toBeUndefined()
    expect(
      probationFault({ ...term, probationEndsOn: null }, { form: 'part_time', earlier: [] }, law),
    ).toBeUndefined()
  })

  it('never shrinks with a longer term, and its own limit is always allowed', () => {
    const starts = fc.integer({ min: 0, max: 3000 }).map(n => addDays('2020-01-01', n))
    fc.assert(
      fc.property(
        starts,
        fc.integer({ min: 1, max: 2500 }),
        fc.integer({ min: 0, max: 900 }),
        (start, days, more) => {
          const term = fixed(start, addDays(start, days))
          const { months } = probationLimit(term, law)
          expect(
            probationLimit(fixed(start, addDays(start, days + more)), law).months,
          ).toBeGreaterThanOrEqual(months)
          const end = addMonths(start, months)
          if (months > 0) {
            expect(
              probationFault({ ...term, probationEndsOn: end }, { form: null, earlier: [] }, law),
            ).toBeUndefined()
            expect(end <= (term.endsOn ?? '')).toBe(true)
          }
          expect(
            probationFault({ ...term, probationEndsOn: addDays(end, 1) }, { form: null, earlier: [] }, law),
          ).toBeDefined()
        },
      ),
    )
  })
})

describe('an open-ended contract', () => {
  const two = [fixed('2020-01-01', '2023-01-01'), fixed('2023-01-01', '2026-01-01')]
  const asked = { hiredOn: '2020-01-01', startsOn: '2026-01-01', form: null }

  it('is due after two fixed terms in a row', () => {
    expect(openEndedDue(two, asked, law)).toEqual({ why: 'terms', n: 2, source: '第十四条' })
    expect(openEndedDue(two.slice(1), asked, law)).toBeUndefined()
    expect(
      openEndedDue([two[0] ?? open('2019-01-01'), { ...open('2023-01-01') }], asked, law),
    ).toBeUndefined()
    expect(fixedTermsBefore([...two, open('2019-01-01')], '2026-01-01')).toBe(2)
  })

  it.each([
    ['2016-01-01', 'years'],
    ['2016-01-02', undefined],
  ])('is due for who was hired on %s: %s', (hiredOn, why) => {
    expect(openEndedDue([], { hiredOn, startsOn: '2026-01-01', form: null }, law)?.why).toBe(why)
  })
})

it('an open-ended contract is never due in part-time work, which either side may end at any time', () => {
  const two = [fixed('2010-01-01', '2023-01-01'), fixed('2023-01-01', '2026-01-01')]
  const of = (form: 'part_time' | 'full_time') =>
    openEndedDue(two, { hiredOn: '2010-01-01', startsOn: '2026-01-01', form }, law)?.why
  expect([of('full_time'), of('part_time')]).toEqual(['terms', undefined])
  const hints = (employmentForm: 'part_time' | 'full_time') =>
    hintsOf(two, { hiredOn: '2010-01-01', leftOn: null, employmentForm }, '2025-12-01', law)
  expect([hints('full_time').map(one => one.hint), hints('part_time')]).toEqual([['terms'], []])
  const unwritten = (employmentForm: 'part_time' | 'full_time') =>
    hintsOf([], { hiredOn: '2020-01-01', leftOn: null, employmentForm }, '2025-12-01', law)
  expect([unwritten('full_time').map(one => one.hint), unwritten('part_time')]).toEqual([['deemed'], []])
})

describe('a written contract', () => {
  it.each([
    ['2026-04-30', undefined, 'waiting'],
    ['2026-05-01', undefined, 'waiting'],
    ['2026-05-02', undefined, 'overdue'],
    ['2027-03-31', undefined, 'overdue'],
    ['2027-04-01', undefined, 'deemed'],
    ['2027-04-01', '2026-05-01', 'inTime'],
    ['2027-04-01', '2026-05-02', 'late'],
  ])('of who came on 1 April 2026, on %s and signed %s, is %s', (today, signedOn, state) => {
    expect(writtenState('2026-04-01', signedOn, today, law)).toMatchObject({ state, dueOn: '2026-05-01' })
  })
})

describe('hints', () => {
  const person = { hiredOn: '2023-01-01', leftOn: null, employmentForm: null }
  const hints = (contracts: ReturnType<typeof fixed>[], today: string) =>
    hintsOf(contracts, person, today, law).map(hint => hint.hint)

  it('say what there is to do, and nothing of who has left or is all right', () => {
    const three = fixed('2023-01-01', '2026-01-01', '2023-07-01')
    const next = fixed('2026-01-01', '2029-01-01')
    expect(hints([], '2023-01-20')).toEqual(['waiting'])
    expect(hints([], '2023-02-20')).toEqual(['overdue'])
    expect(hints([three], '2024-05-05')).toEqual([])
    expect(hints([three], '2023-06-10')).toEqual(['probationEnds'])
    expect(hints([three], '2026-01-01')).toEqual(['lapsed'])
    expect(hints([three, next], '2028-12-01')).toEqual(['terms'])
    expect(hints([three, next, fixed('2029-01-01', '2030-01-01')], '2028-12-01')).toEqual([])
    expect(hints([{ ...three, signedOn: '2023-03-01' }], '2024-05-05')).toEqual(['late'])
    expect(hintsOf([], { ...person, leftOn: '2023-02-01' }, '2023-02-20', law)).toEqual([])
  })

  it('ask nothing in writing of part-time work, which may be agreed by word of mouth', () => {
    const of = (employmentForm: 'part_time' | 'full_time') =>
      hintsOf([], { ...person, employmentForm }, '2023-02-20', law).map(hint => hint.hint)
    expect(of('part_time')).toEqual([])
    expect(of('full_time')).toEqual(['overdue'])
  })
})

describe('days', () => {
  it('reach each step of a reminder, the smallest counting', () => {
    expect([91, 90, 31, 30, 8, 7, 0].map(stepOf)).toEqual([undefined, 90, 90, 30, 30, 7, 7])
    expect(urgencyOf('2026-01-01', '2026-01-02')).toBe('overdue')
    expect(urgencyOf('2026-01-09', '2026-01-02')).toBe('days7')
    expect(urgencyOf('2026-01-10', '2026-01-02')).toBe('days30')
    expect(urgencyOf('2026-03-01', '2026-01-02')).toBe('days90')
  })

  it.each([
    ['2025-12-31', 'planned'],
    ['2026-01-01', 'current'],
    ['2026-10-01', 'current'],
    ['2026-10-02', 'endsSoon'],
    ['2026-12-31', 'endsSoon'],
    ['2027-01-01', 'ended'],
  ])('on %s a contract for the year is %s', (today, state) => {
    expect(contractState(fixed('2026-01-01', '2027-01-01'), today)).toBe(state)
  })
})
