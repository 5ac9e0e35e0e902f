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
  /** Where probation rests on the lowest pay of the post, and not on what the contract agrees on. */
  probationBasis?: 'post'
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

const limitNamed = (limits: LawLimit[], name: string): LawLimit | undefined =>
  limits.find(limit => limit.name === name)

/** The share of what is agreed for the time after it that probation pays at least (Labour Contract Law art. 20, since 2008). */
export const probationShare = (limits: LawLimit[]): LawLimit | undefined =>
  limitNamed(limits, 'probation.pay_share_min')

/** A share of something that probation pays at least. */
export type Least = { fen: number; percent: number; source: string }

const leastOf = (fen: number, share: LawLimit | undefined): Least | undefined =>
  share && {
    fen: Math.ceil((fen * share.value) / 10_000),
    percent: share.value / 100,
    source: share.source,
  }

/** The least that probation may pay by what is agreed for the time after it. */
export const leastInProbation = (
  pay: Pick<Pay, 'base' | 'allowances'>,
  limits: LawLimit[],
): Least | undefined => leastOf(totalOf(pay), probationShare(limits))

/** The least that it may pay by the lowest pay of the same post (Implementing Regulations art. 15, since September 2008). */
export const leastOfPost = (floor: number, limits: LawLimit[]): Least | undefined =>
  leastOf(floor, limitNamed(limits, 'probation.post_pay_share_min'))

export type ProbationFault = 'probationTooLow' | 'probationBelowBoth' | 'probationNeedsBasis'

/**
 * What is wrong with the pay of a probation. Art. 20 says "the lowest pay of the same post, or 80 % of the pay agreed on", and the
 * regulations say how it is meant: 80 % of either, and it is the employer's choice which (art. 15). So it is refused below both. Below what
 * is agreed, and not below the post's, it is lawful and unusual: whoever enters it says that this is what it rests on. While the post has no
 * lowest pay only the agreed one can be asked.
 */
export function probationFault(
  probation: number,
  least: { agreed: Least | undefined; post: Least | undefined },
  basis: 'post' | undefined,
): ProbationFault | undefined {
  if (!least.agreed || probation >= least.agreed.fen) return undefined
  if (!least.post) return 'probationTooLow'
  if (probation < least.post.fen) return 'probationBelowBoth'
  return basis === 'post' ? undefined : 'probationNeedsBasis'
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
