import { describe, expect, it } from 'vitest'
import { byWeekday, coordinateHint, dayRuns, groupHours, type Hours, overlappingDay, pointIn } from './rules'

describe('overlappingDay', () => {
  it.each<[string, Hours[], number | undefined]>([
    [
      'the same hours every day',
      [{ days: [1, 2, 3, 4, 5, 6, 7], opens: '10:00', closes: '22:00' }],
      undefined,
    ],
    [
      'over midnight every day',
      [{ days: [1, 2, 3, 4, 5, 6, 7], opens: '18:00', closes: '02:00' }],
      undefined,
    ],
    ['around the clock', [{ days: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '00:00' }], undefined],
    [
      'a night that runs into the next morning',
      [
        { days: [5], opens: '18:00', closes: '09:00' },
        { days: [6], opens: '08:00', closes: '12:00' },
      ],
      6,
    ],
    [
      'Sunday night into Monday',
      [
        { days: [7], opens: '20:00', closes: '06:00' },
        { days: [1], opens: '05:00', closes: '12:00' },
      ],
      1,
    ],
    [
      'lunch and dinner',
      [
        { days: [1], opens: '11:00', closes: '14:00' },
        { days: [1], opens: '17:00', closes: '22:00' },
      ],
      undefined,
    ],
    [
      'twice on one day',
      [
        { days: [1], opens: '11:00', closes: '14:00' },
        { days: [1], opens: '13:00', closes: '22:00' },
      ],
      1,
    ],
    ['no hours', [], undefined],
    ['one night', [{ days: [7], opens: '20:00', closes: '06:00' }], undefined],
  ])('%s', (_, hours, expected) => {
    expect(overlappingDay(hours)).toBe(expected)
  })
})

it('writes equal hours once and reads them back by weekday', () => {
  const days = [
    { day: 2, opens: '10:00', closes: '22:00' },
    { day: 1, opens: '10:00', closes: '22:00' },
    { day: 6, opens: '18:00', closes: '02:00' },
  ]
  const hours = groupHours(days)
  expect(hours).toEqual([
    { days: [1, 2], opens: '10:00', closes: '22:00' },
    { days: [6], opens: '18:00', closes: '02:00' },
  ])
  expect(byWeekday(hours).map(({ day, isOvernight }) => [day, isOvernight])).toEqual([
    [1, false],
    [2, false],
    [6, true],
  ])
})

it.each([
  [31.19, 121.43, 'gcj02', undefined],
  [121.43, 31.19, 'gcj02', 'swapped'],
  [48.85, 2.35, 'gcj02', 'outsideChina'],
  [48.85, 2.35, 'bd09', 'outsideChina'],
  [48.85, 2.35, 'wgs84', undefined],
] as const)('%f, %f in %s: %s', (latitude, longitude, system, expected) => {
  expect(coordinateHint({ latitude, longitude }, system)).toBe(expected)
})

it('moves a point in Shanghai by the distance that the systems differ by', () => {
  const point = { latitude: 31.2304, longitude: 121.4737 }
  const gcj = pointIn(point, 'wgs84', 'gcj02')
  const northing = (gcj.latitude - point.latitude) * 111_320
  const easting = (gcj.longitude - point.longitude) * 111_320 * Math.cos((31.23 * Math.PI) / 180)
  expect(Math.hypot(northing, easting)).toBeGreaterThan(400)
  expect(Math.hypot(northing, easting)).toBeLessThan(600)
  expect(pointIn(point, 'gcj02', 'gcj02')).toEqual(point)
})

it.each([
  [[1, 2, 3, 4, 5], [[1, 5]]],
  [
    [7, 1, 2],
    [
      [1, 2],
      [7, 7],
    ],
  ],
  [[3], [[3, 3]]],
  [[], []],
])('weekdays %j in a row are %j', (days, runs) => {
  expect(dayRuns(days)).toEqual(runs)
})
