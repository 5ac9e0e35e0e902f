import { timeIn } from '@/lib/clock'
import type { OwnEntry, RosterEntry } from '@/lib/rosters/queries'
import { type Absence, isOvernight, type Span } from '@/lib/rosters/rules'
import { getFormatter, getTranslations } from '@/lib/translations'

export type DayWords = { day: string; weekday: string; date: string; long: string }

/** Days of a roster in the reader's language. */
export async function dayWords(days: string[]): Promise<DayWords[]> {
  const format = await getFormatter()
  return days.map(day => {
    const at = new Date(`${day}T00:00:00Z`)
    const weekday = format.dateTime(at, { weekday: 'short', timeZone: 'UTC' })
    return { day, weekday, date: day.slice(5), long: `${day.slice(5)} ${weekday}` }
  })
}

/** Hours of so many minutes, to a tenth. */
export const inHours = (minutes: number): number => Math.round(minutes / 6) / 10

/** The times of a shift, of one over midnight with its day. */
export async function shiftTimes(shift: { startsAt: string; endsAt: string }): Promise<string> {
  const t = await getTranslations('rosters.shifts')
  return t('times', {
    from: shift.startsAt,
    to: isOvernight(shift) ? t('overnight', { time: shift.endsAt }) : shift.endsAt,
  })
}

/** The times of what is rostered, in the store's zone. */
export const spanTimes = (zone: string, { startsAt, endsAt }: Span): Promise<string> =>
  shiftTimes({ startsAt: timeIn(zone, startsAt), endsAt: timeIn(zone, endsAt) })

/** When somebody works next, in one line: the day and its parts. */
export async function nextShiftsText(entries: OwnEntry[]): Promise<string> {
  const format = await getFormatter()
  const [day] = await dayWords(entries.slice(0, 1).map(entry => entry.onDay))
  const parts = await Promise.all(
    entries.map(async entry => `${entry.shift} ${await spanTimes(entry.zone, entry)}`),
  )
  return `${day?.long} · ${format.list(parts, { style: 'narrow' })}`
}

/** Why a cell is empty for good. */
export async function absenceText(absence: Absence): Promise<string> {
  const t = await getTranslations('rosters.person')
  return absence.away === 'unknown' ? '—' : t(absence.away, { date: absence.date.slice(5) })
}

export const draftsOf = (entries: RosterEntry[], today: string): RosterEntry[] =>
  entries.filter(entry => !entry.isPublished && entry.onDay >= today)
