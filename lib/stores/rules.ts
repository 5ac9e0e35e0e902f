import gcoord from 'gcoord'

export const coordinateSystems = ['gcj02', 'wgs84', 'bd09'] as const
export type CoordinateSystem = (typeof coordinateSystems)[number]
export type Point = { latitude: number; longitude: number }

const systems = { wgs84: gcoord.WGS84, gcj02: gcoord.GCJ02, bd09: gcoord.BD09 }

/**
 * The same place in the systems of the maps that people copy from, rounded to about 10 cm.
 * Nothing is turned back into WGS-84: the result is off by up to 10 m and its publication is restricted (china.md 4.10).
 */
export function pointIn(point: Point, from: CoordinateSystem, to: 'gcj02' | 'bd09'): Point {
  if (from === to) return point
  const [longitude = 0, latitude = 0] = gcoord.transform(
    [point.longitude, point.latitude] as [number, number],
    systems[from],
    systems[to],
  )
  return { latitude: round(latitude), longitude: round(longitude) }
}

const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

/** The rectangle in which Chinese maps shift coordinates; outside it, GCJ-02 and BD-09 mean nothing. */
const china = { south: 0.8293, north: 55.8271, west: 72.004, east: 137.8347 }

export type CoordinateHint = 'outsideChina' | 'swapped'

/** What looks wrong about a point; a hint, since a store may really be abroad. */
export function coordinateHint(point: Point, system: CoordinateSystem): CoordinateHint | undefined {
  if (isInChina(point)) return undefined
  if (isInChina({ latitude: point.longitude, longitude: point.latitude })) return 'swapped'
  return system === 'wgs84' ? undefined : 'outsideChina'
}

function isInChina({ latitude, longitude }: Point): boolean {
  return (
    latitude >= china.south && latitude <= china.north && longitude >= china.west && longitude <= china.east
  )
}

/** days: 1 Monday to 7 Sunday. Closing at or before opening means on the next day; the same time means around the clock. */
export type Hours = { days: number[]; opens: string; closes: string }
/** Minutes since Monday 00:00, [from, to); `to` may lie in the next week. */
type Stretch = { day: number; from: number; to: number }

const dayMinutes = 24 * 60
const weekMinutes = 7 * dayMinutes

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function stretchesOf(hours: Hours[]): Stretch[] {
  return hours.flatMap(({ days, opens, closes }) =>
    days.map(day => {
      const from = (day - 1) * dayMinutes + minutesOf(opens)
      const length = (minutesOf(closes) - minutesOf(opens) + dayMinutes) % dayMinutes || dayMinutes
      return { day, from, to: from + length }
    }),
  )
}

/** The first weekday whose hours run into other ones, also over midnight and from Sunday into Monday. */
export function overlappingDay(hours: Hours[]): number | undefined {
  const stretches = stretchesOf(hours).toSorted((a, b) => a.from - b.from)
  for (const [index, one] of stretches.entries()) {
    const next = stretches[(index + 1) % stretches.length]
    if (!next || stretches.length === 1) continue
    const nextFrom = index + 1 < stretches.length ? next.from : next.from + weekMinutes
    if (one.to > nextFrom) return next.day
  }
  return undefined
}

export type DayHours = { day: number; opens: string; closes: string; isOvernight: boolean; isAllDay: boolean }

/** Hours weekday by weekday, for the editor and for reading; a day without an entry is closed. */
export function byWeekday(hours: Hours[]): DayHours[] {
  return hours
    .flatMap(({ days, opens, closes }) =>
      days.map(day => ({
        day,
        opens,
        closes,
        isOvernight: minutesOf(closes) <= minutesOf(opens) && opens !== closes,
        isAllDay: opens === closes,
      })),
    )
    .toSorted((a, b) => a.day - b.day || minutesOf(a.opens) - minutesOf(b.opens))
}

/** Weekdays in a row as the first and the last of them: 1 2 3 5 → 1–3, 5. */
export function dayRuns(days: number[]): [from: number, to: number][] {
  const runs: [number, number][] = []
  for (const day of days.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last[1] === day - 1) last[1] = day
    else runs.push([day, day])
  }
  return runs
}

/** Weekdays with the same hours written as one entry, so that equal hours are equal data. */
export function groupHours(days: { day: number; opens: string; closes: string }[]): Hours[] {
  const groups: Hours[] = []
  for (const { day, opens, closes } of days.toSorted((a, b) => a.day - b.day)) {
    const same = groups.find(group => group.opens === opens && group.closes === closes)
    if (same) same.days.push(day)
    else groups.push({ days: [day], opens, closes })
  }
  return groups
}
