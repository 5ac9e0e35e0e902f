import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  answersOf,
  dueDays,
  type Field,
  faultOf,
  fieldKinds,
  keepsTemplate,
  moved,
  newField,
  problemOf,
  sameFields,
  stateOf,
} from './rules'

const field = (over: Partial<Field>): Field => ({ ...newField('text', []), label: '项', ...over })
const number = (over: Partial<Field> = {}): Field => field({ kind: 'number', required: true, ...over })

describe('an answer', () => {
  it.each<[string, Field, string | string[] | undefined, number, string | undefined]>([
    ['a text that is there', field({ required: true }), '好', 0, undefined],
    ['a required text that is not', field({ required: true }), undefined, 0, 'missing'],
    ['an optional text that is not', field({ required: false }), undefined, 0, undefined],
    ['a whole number', number(), '12', 0, undefined],
    ['zero, which is an answer', number(), '0', 0, undefined],
    ['words for a number', number(), '十二', 0, 'notANumber'],
    ['an exponent', number(), '1e3', 0, 'notANumber'],
    ['a number with more decimals than asked', number({ decimals: 1 }), '1.25', 0, 'tooManyDecimals'],
    ['as many decimals as asked', number({ decimals: 2 }), '1.25', 0, undefined],
    ['a number below the minimum', number({ min: 0 }), '-1', 0, 'tooSmall'],
    ['the minimum', number({ min: 0 }), '0', 0, undefined],
    ['a number above the maximum', number({ max: 10 }), '11', 0, 'tooLarge'],
    ['an option', field({ kind: 'choice', options: ['甲', '乙'] }), ['甲'], 0, undefined],
    ['no option', field({ kind: 'choice', options: ['甲', '乙'] }), ['丙'], 0, 'notAnOption'],
    ['two of one', field({ kind: 'choice', options: ['甲', '乙'] }), ['甲', '乙'], 0, 'notAnOption'],
    [
      'two of many',
      field({ kind: 'choice', multiple: true, options: ['甲', '乙'] }),
      ['甲', '乙'],
      0,
      undefined,
    ],
    [
      'some ticks',
      field({ kind: 'checklist', required: false, options: ['甲', '乙'] }),
      ['甲'],
      0,
      undefined,
    ],
    [
      'some ticks of all',
      field({ kind: 'checklist', required: true, options: ['甲', '乙'] }),
      ['甲'],
      0,
      'notAllTicked',
    ],
    ['a tick that is not asked', field({ kind: 'checklist', options: ['甲'] }), ['乙'], 0, 'notAnOption'],
    ['no photo where one is due', field({ kind: 'photo', required: true }), undefined, 0, 'photoMissing'],
    ['a photo', field({ kind: 'photo', required: true }), undefined, 1, undefined],
  ])('%s', (_what, asked, answer, photos, expected) => {
    expect(problemOf(asked, answer, photos)?.problem).toBe(expected)
  })

  it('is kept in the shape of its field, and only if it was asked', () => {
    const fields = [
      number({ key: 'f1' }),
      field({ key: 'f2', kind: 'choice', options: ['甲'] }),
      field({ key: 'f3', kind: 'photo' }),
    ]
    expect(answersOf(fields, { f1: '１，２３４．５', f2: '甲', f3: 'x', f9: 'y' })).toEqual({
      f1: '1234.5',
      f2: ['甲'],
    })
  })
})

describe('a list of fields', () => {
  it.each<[string, Partial<Field>[], string | undefined]>([
    ['holds together', [{ key: 'f1' }, { key: 'f2', kind: 'choice', options: ['甲', '乙'] }], undefined],
    ['has no key twice', [{ key: 'f1' }, { key: 'f1' }], 'keysSame'],
    ['gives a choice', [{ kind: 'choice', options: ['甲'] }], 'optionsMissing'],
    ['has something to tick', [{ kind: 'checklist' }], 'optionMissing'],
    ['has no option twice', [{ kind: 'choice', options: ['甲', '甲'] }], 'optionsSame'],
    ['has bounds in order', [{ kind: 'number', min: 2, max: 1 }], 'boundsCrossed'],
  ])('%s', (_what, fields, expected) => {
    expect(faultOf(fields.map(one => field(one)))?.problem).toBe(expected)
  })

  it('keeps the kind of a field, because its numbers go on', () => {
    expect(faultOf([number({ key: 'f1' })], [field({ key: 'f1' })])?.problem).toBe('kindChanged')
  })

  it('has new keys for new fields, whatever was removed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fieldKinds), { maxLength: 12 }), fc.nat(11), (kinds, gone) => {
        const fields: Field[] = []
        for (const kind of kinds) fields.push(newField(kind, fields))
        const left = fields.filter((_, at) => at !== gone)
        const keys = [...left, newField('text', left)].map(one => one.key)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('loses nothing when one of them is moved', () => {
    fc.assert(
      fc.property(fc.nat(6), fc.integer({ min: 0, max: 6 }), fc.constantFrom(-1, 1), (size, at, by) => {
        const fields = Array.from({ length: size }, (_, n) => field({ key: `f${n}` }))
        const next = moved(fields, at, by as 1 | -1)
        expect(next.map(one => one.key).sort()).toEqual(fields.map(one => one.key).sort())
        if (at < size && at + by >= 0 && at + by < size) expect(next[at + by]?.key).toBe(`f${at}`)
      }),
    )
  })

  it('is the same whatever order the database gives its properties', () => {
    const one = field({ key: 'f1', label: '客流' })
    const turned = Object.fromEntries(Object.entries(one).reverse()) as Field
    expect(sameFields([one], [turned])).toBe(true)
    expect(sameFields([one], [{ ...one, required: !one.required }])).toBe(false)
  })
})

describe('a template', () => {
  it.each([
    [null, null, 'draft'],
    ['2026-11-24', null, 'planned'],
    ['2026-11-23', null, 'active'],
    ['2026-11-01', '2026-11-24', 'active'],
    ['2026-11-01', '2026-11-23', 'ended'],
  ] as const)('from %s to %s is %s', (startsOn, endsOn, expected) => {
    expect(stateOf({ startsOn, endsOn }, '2026-11-23')).toBe(expected)
  })

  it('is kept by HR, and by the manager of all of its units when a manager made it', () => {
    const of = (authorRole: string, unitIds: string[]) => ({ authorRole, unitIds })
    expect(keepsTemplate({ role: 'hr' }, of('manager', ['a']), [])).toBe(true)
    expect(keepsTemplate({ role: 'manager' }, of('manager', ['a']), ['a', 'b'])).toBe(true)
    expect(keepsTemplate({ role: 'manager' }, of('manager', ['a', 'c']), ['a', 'b'])).toBe(false)
    expect(keepsTemplate({ role: 'manager' }, of('hr', ['a']), ['a'])).toBe(false)
    expect(keepsTemplate({ role: 'manager' }, of('manager', []), ['a'])).toBe(false)
    expect(keepsTemplate({ role: 'executive' }, of('manager', ['a']), ['a'])).toBe(false)
  })

  it('is due on its days of the week', () => {
    expect(dueDays([5], '2026-11-23')).toEqual(['2026-11-27', '2026-12-04'])
    expect(dueDays([1, 7], '2026-11-23')).toEqual(['2026-11-23', '2026-11-29', '2026-11-30', '2026-12-06'])
  })
})
