import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  contains,
  gramsOf,
  longestTerm,
  normalise,
  requestNumbers,
  requestPrefix,
  startsWith,
  termOf,
  transferFor,
} from './rules'

it.each([
  ['李', { kind: 'name', text: '李', grams: ['李'] }],
  ['婉清', { kind: 'name', text: '婉清', grams: ['婉清'] }],
  [' 李 婉清 ', { kind: 'name', text: '李婉清', grams: ['李婉', '婉清'] }],
  ['古丽•买', { kind: 'name', text: '古丽·买', grams: ['古丽', '丽·', '·买'] }],
  ['LiWanQing', { kind: 'latin', text: 'liwanqing' }],
  ["li wan'qing", { kind: 'latin', text: 'liwanqing' }],
  ['ｌｗｑ', { kind: 'latin', text: 'lwq' }],
  ['lü', { kind: 'latin', text: 'lv' }],
  ['e00231', { kind: 'numbers', from: 'E00231', to: 'E00232' }],
  ['00231', { kind: 'numbers', from: 'E00231', to: 'E00232' }],
  ['E199', { kind: 'numbers', from: 'E199', to: 'E2' }],
  ['E99', { kind: 'numbers', from: 'E99', to: 'F' }],
  ['231', { kind: 'number', exact: 'E00231' }],
  ['１２', { kind: 'number', exact: 'E00012' }],
])('%s is understood', (typed, term) => {
  expect(termOf(typed)).toEqual(term)
})

it.each(['', '   ', '😀', '%', '_', "'", '\u202e', '--', '\u0000', '{}', '；'])(
  '%j is nothing to look for',
  typed => {
    expect(termOf(typed)).toBeUndefined()
  },
)

it('whatever is typed, a term is short and has no sign that could mean something to the database', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), typed => {
      const term = termOf(typed)
      expect([...normalise(typed)].length).toBeLessThanOrEqual(longestTerm)
      expect(JSON.stringify(term ?? '')).not.toMatch(/[%_\\<>;]/)
    }),
  )
})

it('a right-to-left mark changes nothing', () => {
  expect(termOf('\u202e婉清')).toEqual(termOf('婉清'))
})

it('what was typed is no wildcard', () => {
  expect(startsWith('50%_\\')).toBe('50\\%\\_\\\\%')
  expect(contains('%')).toBe('%\\%%')
})

it('whoever is filed under a name is asked for by any piece of it', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[李婉清王沐阳顾言·]{2,6}$/u),
      fc.nat(5),
      fc.nat(5),
      (name, from, length) => {
        const piece = [...normalise(name)].slice(from, from + length + 1).join('')
        const term = termOf(piece)
        if (term?.kind === 'name') for (const gram of term.grams) expect(gramsOf(name)).toContain(gram)
      },
    ),
  )
})

it.each([
  ['dg-2026-04', 'DG-2026-04'],
  ['DG2026', 'DG-2026'],
  ['dg20260417', 'DG-2026-0417'],
  ['dg', 'DG'],
  ['李婉清', undefined],
  ['0417', undefined],
  ['lwq', undefined],
])('%s is the start of the request number %s', (typed, prefix) => {
  expect(requestPrefix(typed)).toBe(prefix)
})

it.each([
  ['417', ['DG-2026-0417', 'DG-2025-0417']],
  ['0417', ['DG-2026-0417', 'DG-2025-0417']],
  ['12345', ['DG-2026-12345', 'DG-2025-12345']],
  ['lwq', []],
])('%s may stand for %j', (typed, numbers) => {
  expect(requestNumbers(typed, 2026)).toEqual(numbers)
})

it.each([
  ['调岗 lwq', { verb: 'transfer', person: 'lwq' }],
  ['　换店　婉清 ', { verb: 'move', person: '婉清' }],
  ['Dispatch Anna Schmidt', { verb: 'dispatch', person: 'anna schmidt' }],
  ['调岗', undefined],
  ['调岗lwq', undefined],
  ['li wanqing', undefined],
  ['constructor x', undefined],
])('%s is a verb for somebody, or is not: %j', (typed, expected) => {
  expect(transferFor(typed)).toEqual(expected)
})
