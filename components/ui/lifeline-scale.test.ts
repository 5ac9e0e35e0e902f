import { describe, expect, it } from 'vitest'
import { scaleOf } from './lifeline-scale'

const widths = (marks: number[], last: number): number[] => {
  const stretches = marks.slice(1).map((to, n) => ({ from: marks[n] ?? 0, to }))
  const at = scaleOf(stretches, marks[0] ?? 0, last)
  return stretches.map(({ from, to }) => Math.round(at(to) - at(from)))
}

describe('where a time stands on the line of a career', () => {
  it('is as far along as it is in time while every stretch can be pressed', () => {
    const at = scaleOf(
      [
        { from: 0, to: 400 },
        { from: 400, to: 900 },
      ],
      0,
      1000,
    )
    expect([0, 100, 400, 650, 900, 1000].map(at).map(Math.round)).toEqual([0, 10, 40, 65, 90, 100])
  })

  it('leaves each a tenth, however short, from what is long, and nothing overlaps', () => {
    expect(widths([0, 880, 1110, 1157, 1247], 1400)).toEqual([56, 15, 10, 10])
    expect(widths([0, 1, 2, 3, 1000], 1000)).toEqual([10, 10, 10, 70])
    // even what becomes too short by giving
    expect(widths([0, 1, 2, 105, 1000], 1000)).toEqual([10, 10, 10, 70])
  })

  it('divides the line evenly among more than it has room for, and keeps the order of time', () => {
    expect(widths([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1000], 1000)).toEqual(Array(12).fill(8))
    const at = scaleOf([{ from: 0, to: 1 }], 0, 1000)
    expect([0, 0.5, 1, 500.5, 1000].map(at).map(Math.round)).toEqual([0, 5, 10, 55, 100])
  })

  it('needs no time to have passed', () => {
    expect(scaleOf([{ from: 5, to: 5 }], 5, 35)(5)).toBe(0)
  })
})
