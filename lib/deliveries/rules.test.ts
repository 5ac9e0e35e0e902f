import { expect, it } from 'vitest'
import { gather, isDeliveryLate, mostTries, nextTry } from './rules'

const at = new Date('2026-11-23T10:00:00Z')
const minutes = (attempts: number, chance: number): number =>
  (nextTry(attempts, at, chance).getTime() - at.getTime()) / 60_000

it('tries again ever later, by chance a quarter earlier or later, and gives up after about a day', () => {
  expect([1, 2, 3, 4, 5, 6, 7].map(n => minutes(n, 0.5))).toEqual([1, 4, 16, 64, 256, 360, 360])
  expect([minutes(1, 0), minutes(1, 1)]).toEqual([0.75, 1.25])
  const longest = Array.from({ length: mostTries - 1 }, (_, n) => minutes(n + 1, 1)).reduce((a, b) => a + b)
  expect(longest).toBeLessThan(25 * 60)
})

it("puts a reader's bundled messages together, the oldest first, and leaves all others alone", () => {
  const row = (id: string, userId: string | null, isBundled: boolean, targetId: string | null = null) => ({
    id,
    userId,
    targetId,
    isBundled,
  })
  const rows = [
    row('5', 'a', true),
    row('1', 'a', false),
    row('2', 'a', true),
    row('3', 'b', true),
    row('4', 'b', true, 'phone'),
    row('6', null, false, 'robot'),
  ]
  expect(gather(rows).map(group => group.map(one => one.id))).toEqual([
    ['1'],
    ['2', '5'],
    ['3'],
    ['4'],
    ['6'],
  ])
})

it('is late when something has been due for minutes', () => {
  expect(isDeliveryLate(null, at)).toBe(false)
  expect(isDeliveryLate(new Date(at.getTime() - 60_000), at)).toBe(false)
  expect(isDeliveryLate(new Date(at.getTime() - 6 * 60_000), at)).toBe(true)
})
