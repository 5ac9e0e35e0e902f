import { dayIn, timeIn, zone } from '@/lib/clock'
import { spanOf } from '@/lib/timeline/rules'
import { getFormatter, getTranslations } from '@/lib/translations'

export type When = {
  /** "10-20 09:12", with the year when it is another one. */
  stamp: (at: Date) => string
  /** "10-23", with the year when it is another one; takes an instant or a local day. */
  day: (at: Date | string) => string
  /** "10-22 周四". */
  weekday: (day: string) => string
  /** "09:12". */
  clock: (at: Date) => string
  /** "5 小时". */
  span: (milliseconds: number) => string
}

/** Times as the pages of requests write them, in the reader's language. */
export async function getWhen(now: Date): Promise<When> {
  const t = await getTranslations('requests.span')
  const format = await getFormatter()
  const thisYear = dayIn(zone, now).slice(0, 4)
  const day = (at: Date | string) => {
    const local = typeof at === 'string' ? at : dayIn(zone, at)
    return local.startsWith(thisYear) ? local.slice(5) : local
  }
  const clock = (at: Date) => timeIn(zone, at)
  return {
    day,
    clock,
    stamp: at => `${day(at)} ${clock(at)}`,
    weekday: local =>
      `${day(local)} ${format.dateTime(new Date(`${local}T00:00:00Z`), { weekday: 'short', timeZone: 'UTC' })}`,
    span: milliseconds => {
      const { unit, n } = spanOf(milliseconds)
      return t(unit, { n })
    },
  }
}
