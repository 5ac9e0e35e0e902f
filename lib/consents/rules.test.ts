import { expect, it } from 'vitest'
import { sharingOf } from './rules'

const base = { includesPerformance: false, includesTraining: false }
const more = { includesPerformance: true, includesTraining: false }
const plain = { isOutside: false, given: null, standing: null, asks: false }

it.each([
  ['another store', { isOutside: true, standing: more }, 'hidden'],
  ['a plan that will ask', { asks: true }, 'asked'],
  ['a request that nobody has said yes to', {}, 'none'],
  ['what was said with it', { given: { ...more, withdrawnAt: null }, standing: base }, more],
  ['what was taken back', { given: { ...more, withdrawnAt: '2026-11-23' } }, 'withdrawn'],
  ['what was said before', { standing: more }, more],
  ['a reader who would not hear of it', { standing: undefined }, 'unknown'],
] as const)('%s', (_, about, expected) => {
  const sharing = sharingOf({ ...plain, ...about })
  if (typeof expected === 'string') expect(sharing).toBe(expected)
  else expect(sharing).toMatchObject(expected)
})
