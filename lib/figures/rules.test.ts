import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostSeries, type Point, seriesOf, ticksOf } from './rules'

const days = ['2026-11-21', '2026-11-22', '2026-11-23']
const point = (key: string, day: string, total: number, n = 1): Point => ({ key, label: key, day, total, n })

describe('lines of a chart', () => {
  it('have a value for each day, and none where nothing was reported', () => {
    const [line] = seriesOf([point('a', '2026-11-21', 5), point('a', '2026-11-23', 7)], days, 'sum')
    expect(line?.values).toEqual([5, undefined, 7])
  })

  it('are totals or means', () => {
    const points = [point('a', '2026-11-21', 30, 3)]
    expect(seriesOf(points, days, 'sum')[0]?.values[0]).toBe(30)
    expect(seriesOf(points, days, 'mean')[0]?.values[0]).toBe(10)
  })

  it('are the five largest and one of all others', () => {
    const points = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key, n) => point(key, '2026-11-22', n + 1))
    const lines = seriesOf(points, days, 'sum')
    expect(lines.map(line => line.label)).toEqual(['g', 'f', 'e', 'd', 'c', null])
    expect(lines).toHaveLength(mostSeries + 1)
    expect(lines.at(-1)?.values[1]).toBe(3)
  })
})

it('a scale holds every value, begins at nothing and has few steps', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 0, max: 1e9 }),
      (hundredths, width) => {
        const low = hundredths / 100
        const ticks = ticksOf(low, low + width)
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(8)
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, low))
        const last = ticks.at(-1) ?? 0
        expect(last + Math.abs(last) * 1e-9 + 1e-9).toBeGreaterThanOrEqual(low + width)
      },
    ),
  )
})
