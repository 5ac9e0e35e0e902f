import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concerns, frameOf, frameOfWord, pauseBeforeRefresh, readEvent, readEventId } from './rules'

const event = { id: 7, topic: 'request', subjectId: 'a' }

it.each([
  [['request'], true],
  [['request/a'], true],
  [['request/b'], false],
  [['inbox', 'requests'], false],
  [['inbox', 'request/a'], true],
  [[], false],
])('a page that listens to %j: %j', (topics, expected) => {
  expect(concerns(topics, event)).toBe(expected)
})

it('writes an event as one frame that is read back', () => {
  expect(frameOf(event)).toBe('id: 7\ndata: request a\n\n')
  expect(readEvent('request a')).toEqual({ topic: 'request', subjectId: 'a' })
  expect(frameOfWord('over')).toBe('event: over\ndata: .\n\n')
  expect(frameOfWord('missed', 9)).toBe('id: 9\nevent: missed\ndata: .\n\n')
})

it.each([
  ['12', 12],
  ['', 0],
  [null, 0],
  ['-1', 0],
  ['1e9', 0],
  ['9999999999999999', 0],
  ['1; drop table events', 0],
])('an id of %j means after %i', (text, expected) => {
  expect(readEventId(text)).toBe(expected)
})

describe('a page is drawn anew', () => {
  it.each([
    [[], 300],
    [[5000], 300],
    [[100], 900],
    [[100, 1200, 2300], 900],
    [[100, 1200, 2300, 3400], 1900],
    [[0, 1, 2, 3, 4, 5, 6, 7], 15_000],
    [[0, 40_000, 50_000, 60_000, 70_000], 1000],
  ])('after %j ms, in %i', (recent, expected) => {
    expect(pauseBeforeRefresh(recent)).toBe(expected)
  })

  it('at most every second, however many events there are, and ever more rarely while they do not stop', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 50, maxLength: 300 }), gaps => {
        let [now, due] = [0, Number.POSITIVE_INFINITY]
        let drawn: number[] = []
        for (const gap of gaps) {
          now += gap
          if (now >= due) {
            drawn = [due, ...drawn]
            due = Number.POSITIVE_INFINITY
          }
          if (due === Number.POSITIVE_INFINITY)
            due = now + pauseBeforeRefresh(drawn.slice(0, 8).map(at => now - at))
        }
        const between = drawn.slice(0, -1).map((at, index) => at - (drawn[index + 1] ?? 0))
        expect(Math.min(...between, 1000)).toBe(1000)
        expect(drawn.length).toBeLessThanOrEqual(6 + now / 4000)
      }),
    )
  })
})
