import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  changeRefusal,
  drawTree,
  effectiveOn,
  isNoDay,
  mayStandUnder,
  otherDay,
  type UnitKind,
  type UnitOnDay,
} from './rules'

const unit = (id: string, parentId: string | null, kind: UnitKind = 'department'): UnitOnDay => ({
  id,
  code: id,
  kind,
  name: id,
  parentId,
  openedOn: '2020-01-01',
})

describe('drawTree', () => {
  it('rolls people up and draws departments, regions, stores in that order', () => {
    const units = [
      unit('s1', 'r', 'store'),
      unit('hq', null, 'headquarters'),
      unit('r', 'hq', 'region'),
      unit('d', 'hq'),
    ]
    const people = new Map([
      ['hq', 1],
      ['d', 2],
      ['s1', 5],
    ])
    const lines = drawTree(units, people).map(({ unit, depth, here, total, children }) => [
      unit.id,
      depth,
      here,
      total,
      children,
    ])
    expect(lines).toEqual([
      ['hq', 0, 1, 8, 2],
      ['d', 1, 2, 2, 0],
      ['r', 1, 0, 5, 1],
      ['s1', 2, 5, 5, 0],
    ])
  })

  it('draws every unit once and loses nobody, also under an unknown parent', () => {
    const units = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(units, fc.func(fc.nat(50)), (ids, peopleAt) => {
        // A parent is always a smaller number, so that there is no ring; some parents are not in the list.
        const tree = ids.map(id => unit(`${id}`, id === 0 ? null : `${Math.floor(id / 2)}`))
        const people = new Map(tree.map(({ id }) => [id, peopleAt(id)]))
        const lines = drawTree(tree, people)
        const sum = [...people.values()].reduce((a, b) => a + b, 0)
        const tops = lines.filter(line => line.depth === 0).reduce((a, line) => a + line.total, 0)
        expect(new Set(lines.map(line => line.unit.id)).size).toBe(tree.length)
        expect(tops).toBe(sum)
      }),
    )
  })
})

it.each<[UnitKind, UnitKind, boolean]>([
  ['department', 'headquarters', true],
  ['department', 'department', true],
  ['department', 'region', false],
  ['region', 'region', true],
  ['region', 'store', false],
  ['store', 'region', true],
  ['store', 'department', true],
  ['store', 'store', false],
  ['headquarters', 'headquarters', false],
])('a %s under a %s: %s', (kind, parent, expected) => {
  expect(mayStandUnder(kind, parent)).toBe(expected)
})

it.each([
  ['2026-03-01', '2026-03-01'],
  ['2026-11-23', undefined],
  ['2027-01-01', '2027-01-01'],
  ['9999-01-01', undefined],
  ['2026-02-30', undefined],
  ["2026-03-01' or true", undefined],
  [['2026-03-01'], undefined],
  [undefined, undefined],
])('the other day in %j is %s', (text, expected) => {
  expect(otherDay(text, '2026-11-23')).toBe(expected)
})

it.each([
  ['9999-12-31', true],
  ['2200-01-01', true],
  ['2199-12-31', false],
  ['1900-01-01', false],
  ['1899-12-31', true],
  ['0001-01-01', true],
  ['2026-02-30', true],
  ['2026-13-01', true],
  ['yesterday', true],
  [['2026-03-01', '2026-03-02'], true],
  ['2026-11-23', false],
  ['', false],
  [undefined, false],
])('%j asks for a day that cannot be shown: %s', (text, expected) => {
  expect(isNoDay(text)).toBe(expected)
})

it.each([
  ['2026-11-23', '2020-01-01', '2026-11-23'],
  ['2026-11-23', '2026-12-01', '2026-12-01'],
])('a change on %s of a unit opened on %s counts from %s', (today, openedOn, expected) => {
  expect(effectiveOn(today, openedOn)).toBe(expected)
})

it.each([
  ['2026-11-23', '2020-01-01', false, undefined],
  ['2027-01-01', '2020-01-01', false, undefined],
  ['2026-11-22', '2020-01-01', false, 'lateWithoutReason'],
  ['2026-11-22', '2020-01-01', true, undefined],
  ['2026-05-01', '2026-05-01', true, undefined],
  ['2026-04-30', '2026-05-01', true, 'beforeLastChange'],
  ['2026-11-23', '2027-01-01', false, 'changePlanned'],
  ['2027-01-01', '2027-01-01', false, undefined],
  ['2019-12-31', '2020-01-01', true, 'beforeOpening'],
])(
  'a change from %s of what last changed on %s, with a reason: %s → %s',
  (startsOn, lastStartsOn, hasReason, expected) => {
    const unit = { openedOn: '2020-01-01', lastStartsOn }
    expect(changeRefusal(startsOn, unit, { today: '2026-11-23', hasReason })).toBe(expected)
  },
)
