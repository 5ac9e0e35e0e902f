import { expect, it } from 'vitest'
import { soonIn } from './clock'

const zone = 'Asia/Shanghai'

it('names the day of what comes soon only when it is not today', () => {
  const now = new Date('2026-11-30T15:13:00Z')
  expect(soonIn(zone, new Date('2026-11-30T15:59:00Z'), now)).toBe('23:59')
  expect(soonIn(zone, new Date('2026-11-30T19:13:00Z'), now)).toBe('12-01 03:13')
})
