import type { InsuranceItem } from '@/db/schema/insurance'
import type { Role } from '../actor'
import { addMonths } from '../clock'
import type { LawLimit } from '../partners/rules'

/** Schemes, enrolments and monthly records are HR's: they tell pay. */
export function mayKeepInsurance(role: Role): boolean {
  return role === 'hr'
}

/** What an item costs: shares in basis points, amounts in fen. */
export type Rate = {
  item: InsuranceItem
  startsOn: string
  version: number
  companyRate: number
  personRate: number
  companyFixed: number
  personFixed: number
  floor: number | null
  ceiling: number | null
  roundTo: number
}

/** The rates of a month, one for each item that the scheme has by then; of one month the latest version counts. */
export function ratesIn<R extends Pick<Rate, 'item' | 'startsOn' | 'version'>>(
  rates: R[],
  month: string,
): R[] {
  const found = new Map<InsuranceItem, R>()
  for (const rate of rates) {
    if (rate.startsOn > month) continue
    const known = found.get(rate.item)
    if (!known || isLater(rate, known)) found.set(rate.item, rate)
  }
  return [...found.values()]
}

type Entry = Pick<Rate, 'startsOn' | 'version'>
const isLater = (one: Entry, other: Entry): boolean =>
  one.startsOn === other.startsOn ? one.version > other.version : one.startsOn > other.startsOn

/** An item whose last rate is nothing has ended. */
export const isNothing = (
  rate: Pick<Rate, 'companyRate' | 'personRate' | 'companyFixed' | 'personFixed'>,
): boolean => rate.companyRate + rate.personRate + rate.companyFixed + rate.personFixed === 0

/** What the law has against a rate of the housing fund: either side pays at least a share and at most another, since the day of each. */
export function fundFault(
  rate: Pick<Rate, 'companyRate' | 'personRate'>,
  limits: LawLimit[],
):
  | { field: 'companyRate' | 'personRate'; fault: 'low' | 'high'; percent: number; source: string }
  | undefined {
  const named = (name: string) => limits.find(limit => limit.name === name)
  const [least, most] = [named('fund.rate_min'), named('fund.rate_max')]
  if (rate.companyRate + rate.personRate === 0) return undefined
  for (const field of ['companyRate', 'personRate'] as const) {
    if (least && rate[field] < least.value)
      return { field, fault: 'low', percent: least.value / 100, source: least.source }
    if (most && rate[field] > most.value)
      return { field, fault: 'high', percent: most.value / 100, source: most.source }
  }
  return undefined
}

/** What somebody typed as percent, in basis points. */
export function basisPointsOf(percent: string): number {
  const [whole = '0', part = ''] = percent.split('.')
  return Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

/** 16 %, 0.5 %: basis points as people read them. */
export const percentOf = (basisPoints: number): string => `${basisPoints / 100}%`

/** 2026-11 for a month that is kept by its first day. */
export const monthOf = (firstDay: string): string => firstDay.slice(0, 7)
/** The first day of the month of a day. */
export const firstOf = (day: string): string => `${day.slice(0, 7)}-01`
/** The first day of the month after that of a day. */
export const monthAfter = (day: string): string => addMonths(firstOf(day), 1)
