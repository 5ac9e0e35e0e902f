import type { Role } from '../actor'
import { endOf, type Term } from '../contracts/rules'
import type { LawLimit } from '../partners/rules'

/** 岗位津贴, 餐补, 交通补贴, 住房补贴, 其他. */
export const allowanceKinds = ['post', 'meal', 'transport', 'housing', 'other'] as const
export type AllowanceKind = (typeof allowanceKinds)[number]

/** What a contract agrees on for a month, in fen. */
export type Pay = {
  base: number
  allowances: Partial<Record<AllowanceKind, number>>
  /** All of it together while the probation lasts; null where it is the same. */
  probation: number | null
}

/** The pay class is entered and seen by HR; everybody else sees their own at most. */
export function mayKeepPay(role: Role): boolean {
  return role === 'hr'
}

/** What was agreed on changes while the contract holds or is to come; of one that has ended the first entry may still be missing. */
export function mayChangePay(contract: Term, today: string): boolean {
  const end = endOf(contract)
  return end === null || end > today
}

export const totalOf = ({ base, allowances }: Pick<Pay, 'base' | 'allowances'>): number =>
  Object.values(allowances).reduce((sum, fen) => sum + fen, base)

/** The share of what is agreed for the time after it that probation pays at least (Labour Contract Law art. 20, since 2008). */
export const probationShare = (limits: LawLimit[]): LawLimit | undefined =>
  limits.find(limit => limit.name === 'probation.pay_share_min')

/** The least that probation may pay. */
export function leastInProbation(
  pay: Pick<Pay, 'base' | 'allowances'>,
  limits: LawLimit[],
): { fen: number; percent: number; source: string } | undefined {
  const share = probationShare(limits)
  if (!share) return undefined
  return {
    fen: Math.ceil((totalOf(pay) * share.value) / 10_000),
    percent: share.value / 100,
    source: share.source,
  }
}

/**
 * What counts against a local minimum wage: subsidies for meals, the way, a flat and the like do not (Provisions on Minimum Wages art. 12).
 * @param total what is paid for the month altogether
 */
export function countedOf(pay: Pick<Pay, 'base' | 'allowances'>, total = totalOf(pay)): number {
  const { meal = 0, transport = 0, housing = 0, other = 0 } = pay.allowances
  return total - meal - transport - housing - other
}

/** What somebody typed as yuan, in fen. */
export function fenOf(yuan: string): number {
  const [whole = '0', part = ''] = yuan.split('.')
  return Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

/** 12,345.60: fen as people read yuan. */
export function yuan(fen: number): string {
  const [whole, part] = (Math.abs(fen) / 100).toFixed(2).split('.')
  const grouped = (whole ?? '').replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${grouped}.${part}`
}

/** A difference, which says with its sign which way it went. */
export const signedYuan = (fen: number): string => `${fen > 0 ? '+' : ''}${yuan(fen)}`

export const maskedYuan = '****'

export type Dated = { startsOn: string; version: number }

/** Of each day the version that counts, latest day first. */
export function inForce<T extends Dated>(rows: T[]): T[] {
  const latest = new Map<string, T>()
  for (const row of rows) {
    const known = latest.get(row.startsOn)
    if (!known || known.version < row.version) latest.set(row.startsOn, row)
  }
  return [...latest.values()].sort((one, other) => (one.startsOn < other.startsOn ? 1 : -1))
}
