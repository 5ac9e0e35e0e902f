import { expect, it } from 'vitest'
import { translator } from './translators'

const history = translator('zh-CN', 'organisation.history')

it('what people wrote keeps its direction to itself inside a sentence', () => {
  expect(history('by', { name: '周岚', role: '人事' })).toBe('周岚 · 人事')
  expect(history('by', { name: 'דנה', role: '人事' })).toBe('\u2068דנה\u2069 · 人事')
})

it('a list among the values is joined as the language joins it', () => {
  const values = { names: ['周岚', '许听澜'] } as never
  expect(translator('zh-CN', 'tickets.thread')('mentioned', values)).toBe('提到 周岚、许听澜')
  expect(translator('en', 'tickets.thread')('mentioned', values)).toBe('mentioned 周岚, 许听澜')
})

it('texts are looked up as before', () => {
  expect(history.has('by')).toBe(true)
  expect(history.raw('by')).toBe('{name} · {role}')
  expect(translator('en', 'account.trail')('unit.renamed')).toBe('Renamed a unit')
  expect(history.rich('by', { name: 'דנה', role: '人事' })).toBe('\u2068דנה\u2069 · 人事')
})
