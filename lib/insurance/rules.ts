import { type InsuranceItem, type InsuranceRunState, insuranceItems } from '@/db/schema/insurance'
import { addDays, addMonths, daysBetween } from '../clock'
import type { Bases } from '../enrolments/rules'
import { limitOf } from '../law/rules'
import type { LawLimit } from '../partners/rules'
import { isNothing, type Rate, ratesIn } from '../schemes/rules'

/** One item of a month: the base that counts, shares in basis points, amounts in fen. */
export type Line = {
  item: InsuranceItem
  base: number
  companyRate: number
  personRate: number
  company: number
  person: number
}

export type Statement = { lines: Line[]; company: number; person: number }

/** A base within its limits. */
export function clamp(base: number, { floor, ceiling }: Pick<Rate, 'floor' | 'ceiling'>): number {
  const atLeast = floor === null ? base : Math.max(base, floor)
  return ceiling === null ? atLeast : Math.min(atLeast, ceiling)
}

/**
 * A share of a base, in whole units of what is paid, half of one counting as one (四舍五入). This is the only place where amounts are
 * rounded: each item and side for itself, so that a sum is always the sum of what is shown.
 */
export function shareOf(base: number, basisPoints: number, roundTo: number): number {
  const unit = roundTo * 10_000
  return Math.floor((base * basisPoints * 2 + unit) / (unit * 2)) * roundTo
}

/** What is due for a month, item by item; an item that costs nothing is none. */
export function statementOf(
  rates: Rate[],
  bases: Pick<Bases, 'insurance' | 'fund'>,
  month: string,
): Statement {
  const inForce = ratesIn(rates, month)
  const lines = insuranceItems.flatMap(item => {
    const rate = inForce.find(one => one.item === item)
    const typed = item === 'fund' ? bases.fund : bases.insurance
    if (!rate || typed === null || isNothing(rate)) return []
    const base = clamp(typed, rate)
    return [
      {
        item,
        base,
        companyRate: rate.companyRate,
        personRate: rate.personRate,
        company: shareOf(base, rate.companyRate, rate.roundTo) + rate.companyFixed,
        person: shareOf(base, rate.personRate, rate.roundTo) + rate.personFixed,
      },
    ]
  })
  return {
    lines,
    company: lines.reduce((sum, line) => sum + line.company, 0),
    person: lines.reduce((sum, line) => sum + line.person, 0),
  }
}

export type Totals = {
  people: number
  company: number
  person: number
  items: Partial<Record<InsuranceItem, { company: number; person: number }>>
}

export const noTotals = (): Totals => ({ people: 0, company: 0, person: 0, items: {} })

/** Adds a person's month to the sums of everybody's. */
export function addTo(totals: Totals, { lines, company, person }: Statement): void {
  totals.people += 1
  totals.company += company
  totals.person += person
  for (const line of lines) {
    const item = totals.items[line.item] ?? { company: 0, person: 0 }
    totals.items[line.item] = { company: item.company + line.company, person: item.person + line.person }
  }
}

/** Why somebody has no part in a month, or has one that they should not have. */
export const gaps = ['never', 'ended', 'later', 'noRates', 'erased', 'gone'] as const
export type Gap = (typeof gaps)[number]
/** Those that want somebody to do something. */
export const urgentGaps: readonly Gap[] = ['never', 'ended', 'noRates', 'gone']

/** It is being made, or waits for HR: until then no other of the month may be. */
export const isOpen = (status: InsuranceRunState): boolean =>
  status === 'waiting' || status === 'running' || status === 'draft' || status === 'issuing'

/** The last month that may be reckoned: the one after this. */
export const lastMonthOpen = (today: string): string => {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

/** The last day on which people have to be told of a month: it is done month by month (Social Insurance Law art. 60), so by the end of the next. */
export function tellBy(month: string, limits: LawLimit[]): { date: string; source: string } {
  const every = limitOf(limits, 'insurance.tell_every')
  return { date: addDays(addMonths(month, 1 + every.value), -1), source: every.source }
}

/** Days before it on which HR is reminded: when the month's amounts are known, and when it gets late. */
export const reminderDays = [25, 7] as const
/** Which reminder of a month is due; 0 is that it is late. */
export function monthReminder(dueOn: string, today: string): 25 | 7 | 0 | undefined {
  const days = daysBetween(today, dueOn)
  if (days < 0) return 0
  return reminderDays.toReversed().find(ahead => days <= ahead)
}

/** People reckoned in one transaction. */
export const batchSize = 500
/** People told in one transaction. */
export const issueSize = 2000
/** Times that a run is tried before it is given up. */
export const mostAttempts = 5
