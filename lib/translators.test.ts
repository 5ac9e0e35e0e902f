import { expect, it } from 'vitest'
import { translator } from './translators'

const history = translator('zh-CN', 'organisation.history')

it('what people wrote keeps its direction to itself inside a sentence', () => {
  expect(history('by', { name: '周岚', role: '人事' })).toBe('周岚 · 人事')
  expect(history('by', { name: 'דנה', role: '人事' })).toBe('\u2068דנה\u2069 · 人事')
})

it('texts are looked up as before', () => {
  expect(history.has('by')).toBe(true)
  expect(history.raw('by')).toBe('{name} · {role}')
  expect(translator('en', 'organisation.trail')('unit.renamed')).toBe('Renamed')
  expect(history.rich('by', { name: 'דנה', role: '人事' })).toBe('\u2068דנה\u2069 · 人事')
})
