/** What time it is; given to business code so that tests and seeds can live in another time. */
export type Clock = { now(): Date }

/** Where a unit does not say otherwise. */
export const zone = 'Asia/Shanghai'

export const systemClock: Clock = { now: () => new Date() }

/** Making a formatter costs a hundred times what using it does, so each zone's is kept. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()
const timeFormats = new Map<string, Intl.DateTimeFormat>()

/** The local day 'YYYY-MM-DD' at an instant in a zone. */
export function dayIn(zone: string, at: Date): string {
  let format = dayFormats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    })
    dayFormats.set(zone, format)
  }
  return format.format(at)
}

/** The local time 'HH:mm' at an instant in a zone. */
export function timeIn(zone: string, at: Date): string {
  let format = timeFormats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    timeFormats.set(zone, format)
  }
  return format.format(at)
}

/** When something is that is near: 'HH:mm' when it is today, else with its day, 'MM-DD HH:mm'. */
export function soonIn(zone: string, at: Date, now: Date): string {
  const day = dayIn(zone, at)
  return day === dayIn(zone, now) ? timeIn(zone, at) : `${day.slice(5)} ${timeIn(zone, at)}`
}

/** Adds whole days to a local day. */
export function addDays(day: string, days: number): string {
  const moved = new Date(`${day}T00:00:00Z`)
  moved.setUTCDate(moved.getUTCDate() + days)
  return moved.toISOString().slice(0, 10)
}

/** Adds whole months; the day is cut to the month's last where it has fewer (31 January + 1 month is 28 or 29 February). */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Whole days from one local day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** The local minute 'YYYY-MM-DD HH:mm' at an instant in a zone. */
export function minuteIn(zone: string, at: Date): string {
  return `${dayIn(zone, at)} ${timeIn(zone, at)}`
}

/** The local second 'YYYY-MM-DD HH:mm:ss': zones are whole minutes apart. */
export function secondIn(zone: string, at: Date): string {
  return `${minuteIn(zone, at)}:${at.toISOString().slice(17, 19)}`
}

/** The instant of a local time. Where clocks go forward past it, the same time before the change. */
export function instantOf(zone: string, day: string, time: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`)
  const first = asUtc - offsetOf(zone, asUtc)
  return asUtc - offsetOf(zone, first)
}

const offsetFormats = new Map<string, Intl.DateTimeFormat>()

/** How far a zone's clocks are ahead of UTC at an instant. */
function offsetOf(zone: string, at: number): number {
  let format = offsetFormats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' })
    offsetFormats.set(zone, format)
  }
  const name = format.formatToParts(at).find(part => part.type === 'timeZoneName')?.value ?? ''
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}
