import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  byStore,
  dayOfStay,
  dayPart,
  daysUntil,
  fieldsHiddenFrom,
  isEnding,
  lastDayThere,
  maskPhone,
  maskText,
  namePieces,
  nounsOf,
  outcomesOf,
  type Placement,
  placementOn,
  returnOf,
  type Stay,
  stretchesOf,
  teamOn,
  underWay,
} from './rules'

const stay = (unitKind: Stay['unitKind'], startsOn: string, endsOn: string | null): Stay => ({
  id: `${unitKind} ${startsOn}`,
  unitCode: unitKind,
  unitName: unitKind === 'store' ? '徐汇天钥店' : '餐饮事业部',
  unitKind,
  positionName: '厨师',
  startsOn,
  endsOn,
})
const career = [
  stay('department', '2025-01-01', '2026-04-01'),
  stay('store', '2026-04-01', '2026-10-01'),
  stay('department', '2026-10-01', null),
]

it.each<[string, string, Placement]>([
  ['long before the dispatch', '2025-06-01', 'scheduled'],
  ['the day before the dispatch', '2026-03-31', 'scheduled'],
  ['the first day in the store', '2026-04-01', 'stationed'],
  ['eight days before the end', '2026-09-23', 'stationed'],
  ['seven days before the end', '2026-09-24', 'returning'],
  ['the last day in the store', '2026-09-30', 'returning'],
  ['the first day back', '2026-10-01', 'home'],
])('%s a person is %s', (_, day, placement) => {
  expect(placementOn(null, career, day)).toBe(placement)
})

it('a person who moves on to another store does not return', () => {
  const moves = [stay('store', '2026-04-01', '2026-10-01'), stay('store', '2026-10-01', '2027-01-01')]
  expect(placementOn(null, moves, '2026-09-30')).toBe('stationed')
})

it.each<[string | null, string, Placement]>([
  ['2026-06-01', '2026-05-31', 'stationed'],
  ['2026-06-01', '2026-06-01', 'left'],
  ['2026-06-01', '2027-01-01', 'left'],
])('somebody who left on %s is on %s %s', (leftOn, day, placement) => {
  expect(placementOn(leftOn, career, day)).toBe(placement)
})

it('on no day a person has no placement, whatever their assignments', () => {
  const day = fc
    .integer({ min: 0, max: 900 })
    .map(n => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.option(day, { nil: null }), (on, leftOn) => {
      const placement = placementOn(leftOn, career, on)
      expect(placement === 'left').toBe(leftOn !== null && leftOn <= on)
    }),
  )
})

it.each([
  ['2026-04-01', '2026-03-31', undefined],
  ['2026-04-01', '2026-04-01', 1],
  ['2026-04-01', '2026-11-23', 237],
  ['2024-02-28', '2024-03-01', 3],
])('a stay that began on %s is on %s at day %s', (startsOn, day, expected) => {
  expect(dayOfStay(startsOn, day)).toBe(expected)
})

it.each([
  ['2026-12-01', '2026-11-23', 8],
  ['2026-11-23', '2026-11-23', 0],
  ['2026-11-01', '2026-11-23', 0],
])('until %s it is, on %s, %i days', (endsOn, day, expected) => {
  expect(daysUntil(endsOn, day)).toBe(expected)
})

it.each([
  [null, false],
  ['2026-11-23', false],
  ['2026-11-24', true],
  ['2026-12-23', true],
  ['2026-12-24', false],
])('on 2026-11-23 a stay until %s is ending: %s', (endsOn, expected) => {
  expect(isEnding(endsOn, '2026-11-23')).toBe(expected)
})

it.each<[Placement, string[]]>([
  ['home', ['dispatch']],
  ['scheduled', []],
  ['stationed', ['extend', 'move', 'return']],
  ['returning', ['extend', 'move', 'return']],
  ['left', []],
])('whoever is %s may be asked for %j', (placement, outcomes) => {
  expect(outcomesOf(placement)).toEqual(outcomes)
})

it('the lifeline is in order, says who owns each stretch and what is only planned', () => {
  const line = stretchesOf(career.toReversed(), null, '2026-05-01')
  expect(line.map(({ from, to, owner, planned }) => [from, to, owner, planned])).toEqual([
    ['2025-01-01', '2026-04-01', 'hq', false],
    ['2026-04-01', '2026-10-01', 'store', false],
    ['2026-10-01', undefined, 'hq', true],
  ])
})

it('the lifeline of somebody who left ends on that day', () => {
  expect(stretchesOf([stay('department', '2025-01-01', null)], '2026-02-01', '2026-05-01')).toMatchObject([
    { to: '2026-02-01' },
  ])
})

it('a stay is written up to its last day, as is that of whoever leaves', () => {
  expect(lastDayThere('2026-03-01', null)).toBe('2026-02-28')
  expect(lastDayThere('2026-03-01', '2026-12-04')).toBe('2026-02-28')
  expect(lastDayThere('2026-12-04', '2026-12-04')).toBe('2026-12-03')
  expect(lastDayThere(null, '2026-12-04')).toBe('2026-12-03')
  expect(lastDayThere(null, null)).toBeNull()
})

it.each([
  ['李婉清', ['li', 'wan', 'qing'], 'liwanqing', 'lwq'],
  ['阿依古丽·买买提', ['a', 'yi', 'gu', 'li', '·', 'mai', 'mai', 'ti'], 'ayigulimaimaiti', 'ayglmmt'],
  ['吕布', ['lü', 'bu'], 'lubu', 'lb'],
  ['Anna Li', ['Anna Li'], 'annali', 'a'],
])('%s is found by its sound', (name, syllables, namePinyin, nameInitials) => {
  expect(namePieces(name, syllables)).toMatchObject({ namePinyin, nameInitials })
})

it('a name is found by each character and each pair of neighbours', () => {
  expect(namePieces('李婉清', []).nameGrams).toEqual(['李', '李婉', '婉', '婉清', '清'])
})

it.each([
  ['hr', []],
  ['employee', []],
  ['head', ['email', 'emergency']],
  ['manager', ['email', 'emergency']],
  ['executive', ['phone', 'email', 'emergency']],
  ['specialist', ['phone', 'email', 'emergency']],
  ['auditor', ['phone', 'email', 'emergency']],
  ['admin', ['phone', 'email', 'emergency']],
] as const)('of the contact class %s does not see %j', (role, hidden) => {
  expect(fieldsHiddenFrom(role)).toEqual(hidden)
})

it.each([
  ['13912340202', '139****0202'],
  ['123', '***'],
  ['', ''],
])('%s is masked as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked)
})

it.each([
  ['2026-12-01', null, null, '2026-12-01'],
  ['2026-12-01', null, { unitKind: 'department', startsOn: '2026-12-01' }, '2026-12-01'],
  ['2026-12-01', null, { unitKind: 'store', startsOn: '2026-12-01' }, null],
  ['2026-12-01', '2026-12-01', null, null],
  [null, null, null, null],
] as const)(
  'a stay until %s of whoever leaves on %s and goes to %j next comes back on %s',
  (endsOn, leftOn, next, day) => {
    expect(returnOf({ unitKind: 'store', endsOn, leftOn, next })).toBe(day)
    expect(returnOf({ unitKind: 'department', endsOn, leftOn, next })).toBeNull()
  },
)

it('a name keeps its first letter when masked', () => {
  expect(maskText('李婉清')).toBe('李**')
  expect(maskText('')).toBe('')
})

it('a team is who is there, who comes and whose stay ends soon, each once where it belongs', () => {
  const row = (unitCode: string, startsOn: string, endsOn: string | null, goesTo: string | null = null) => ({
    unitCode,
    unitName: unitCode,
    startsOn,
    endsOn,
    goesTo,
  })
  const rows = [
    row('tianyao', '2026-01-01', '2027-01-01'),
    row('nanxi', '2026-01-01', '2026-12-01'),
    row('tianyao', '2026-12-01', null),
    row('tianyao', '2026-01-01', '2026-11-25'),
    row('nanxi', '2026-01-01', '2026-11-25', '徐汇天钥店'),
  ]
  const team = teamOn(rows, '2026-11-23')
  expect(team.now).toHaveLength(4)
  expect(team.arriving.map(one => one.startsOn)).toEqual(['2026-12-01'])
  expect(team.ending.map(one => one.endsOn)).toEqual(['2026-11-25', '2026-12-01'])
  expect(byStore(team.now).map(store => [store.code, store.rows.length])).toEqual([
    ['tianyao', 2],
    ['nanxi', 2],
  ])
})

it.each([
  [0, 'night'],
  [5, 'morning'],
  [11, 'noon'],
  [13, 'afternoon'],
  [18, 'evening'],
  [23, 'evening'],
])('at %i o’clock one says good %s', (hour, part) => {
  expect(dayPart(hour)).toBe(part)
})

it.each([
  ['in_progress', null, true],
  ['returned', null, true],
  ['approved', '2026-11-24', true],
  ['approved', '2026-11-23', false],
  ['cancelled', '2026-11-24', false],
  ['rejected', null, false],
])('a request that is %s from %s is under way: %s', (status, effectiveOn, expected) => {
  const one = { subject: 'transfer', status, effectiveOn }
  expect(underWay([one], '2026-11-23') !== undefined).toBe(expected)
  expect(underWay([one], '2026-11-23', 'leaving')).toBeUndefined()
})

it.each([
  ['record', ['pay.agreed', 'transfer.approved', 'employee.hired']],
  ['file', ['pay.agreed', 'employee.hired']],
  ['career', ['transfer.approved']],
  ['together', ['report.submitted', 'ticket.opened']],
  ['all', ['pay.agreed', 'transfer.approved', 'employee.hired', 'report.submitted', 'ticket.opened']],
] as const)('of the history, %s is %j', (kind, expected) => {
  const { only, nouns } = nounsOf(kind)
  const all = ['pay.agreed', 'transfer.approved', 'employee.hired', 'report.submitted', 'ticket.opened']
  expect(all.filter(action => nouns.includes(action.split('.')[0] ?? '') === only)).toEqual(expected)
})
