import { describe, expect, it } from 'vitest'
import { Failure } from '../failure'
import {
  type CustomClass,
  customClasses,
  type Definition,
  isSealed,
  mayEnter,
  readValue,
  seesCustom,
  tracedValue,
} from './rules'

const of = (kind: Definition['kind'], over: Partial<Definition> = {}): Definition => ({
  kind,
  choices: kind === 'choice' ? ['S', 'M', 'L'] : [],
  least: null,
  most: null,
  ...over,
})
const codeOf = (definition: Definition, typed: string): string | undefined => {
  try {
    return readValue(definition, typed)
  } catch (error) {
    if (error instanceof Failure) return error.code
    throw error
  }
}

describe('a value', () => {
  it.each([
    [of('text'), '  上海 ', '上海'],
    [of('text', { most: 2 }), '上海市', 'custom.tooLong'],
    [of('text', { least: 3 }), '上海', 'custom.tooShort'],
    [of('number'), '０４２', '42'],
    [of('number'), '-7', '-7'],
    [of('number'), '1.5', 'custom.notNumber'],
    [of('number'), '12345678901', 'custom.notNumber'],
    [of('number', { least: 1, most: 5 }), '0', 'custom.tooLow'],
    [of('number', { least: 1, most: 5 }), '6', 'custom.tooHigh'],
    [of('number', { least: 1, most: 5 }), '5', '5'],
    [of('date'), '2024-02-29', '2024-02-29'],
    [of('date'), '2023-02-29', 'custom.notDay'],
    [of('date'), '1200-01-01', 'custom.notDay'],
    [of('choice'), '2', '2'],
    [of('choice'), '3', 'custom.notChoice'],
    [of('choice'), 'M', 'custom.notChoice'],
    [of('yes_no'), 'yes', 'yes'],
    [of('yes_no'), '是', 'custom.notYesNo'],
    [of('choice'), '', undefined],
    [of('number'), '  ', undefined],
  ] as const)('of %o typed %j is kept as %j', (definition, typed, kept) => {
    expect(codeOf(definition, typed)).toBe(kept)
  })
})

describe('a class', () => {
  const who = (of: CustomClass) =>
    (['hr', 'executive', 'head', 'manager', 'employee', 'specialist', 'auditor', 'admin'] as const).filter(
      role => seesCustom(role, of),
    )

  it.each([
    ['work', ['hr', 'executive', 'head', 'manager', 'employee']],
    ['contact', ['hr', 'employee']],
    ['identity', ['hr', 'employee']],
    ['pay', ['hr', 'employee']],
  ] as const)('of %s is seen by %o', (of, roles) => {
    expect(who(of)).toEqual(roles)
  })

  it('says whether it is sealed, and what the trail tells of it', () => {
    expect(customClasses.filter(isSealed)).toEqual(['identity', 'pay'])
    expect(customClasses.map(of => tracedValue(of, '上海'))).toEqual(['上海', '******', '******', '******'])
    expect(tracedValue('pay', undefined)).toBeNull()
  })
})

describe('a field', () => {
  const me = { role: 'employee', employeeId: 'me' } as const
  it.each([
    [{ role: 'hr', employeeId: 'x' }, 'hr', true],
    [me, 'person', true],
    [me, 'hr', false],
    [{ role: 'employee', employeeId: 'other' }, 'person', false],
    [{ role: 'head', employeeId: 'me' }, 'person', false],
    [{ role: 'manager', employeeId: null }, 'person', false],
  ] as const)('%o enters one that is kept by %s: %s', (actor, keeper, may) => {
    expect(mayEnter(actor, { keeper }, 'me')).toBe(may)
  })
})
