import { dayIn, zone } from '../clock'

/** What a file is, by its first bytes; undefined: nothing that we accept. */
export function contentTypeOf(content: Uint8Array): string | undefined {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => content[index] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (
    starts(0x52, 0x49, 0x46, 0x46) &&
    [0x57, 0x45, 0x42, 0x50].every((byte, index) => content[8 + index] === byte)
  )
    return 'image/webp'
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'application/pdf'
  return undefined
}

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
