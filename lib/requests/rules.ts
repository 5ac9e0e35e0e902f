import { dayIn, zone } from '../clock'

/** Pictures that every browser draws and that can carry no script; only these are shown where they are attached. */
export function isPicture(contentType: string): boolean {
  return ['image/png', 'image/jpeg', 'image/webp'].includes(contentType)
}

/** How near the end of a time limit is, for the chip beside it. */
export function dueLevel(at: Date, now: Date): 'overdue' | 'today' | 'soon' | 'later' {
  const hours = (at.getTime() - now.getTime()) / 3_600_000
  if (hours < 0) return 'overdue'
  if (dayIn(zone, at) === dayIn(zone, now)) return 'today'
  return hours <= 48 ? 'soon' : 'later'
}
