import {
  rightsCategories,
  type rightsGrounds,
  rightsKinds,
  type rightsOutcomes,
  type rightsStates,
} from '@/db/schema/rights'
import type { Role } from '../actor'
import { addMonths } from '../clock'
import { limitOf } from '../law/rules'
import type { LawLimit } from '../partners/rules'

export { rightsCategories, rightsKinds }
export type RightsKind = (typeof rightsKinds)[number]
export type RightsState = (typeof rightsStates)[number]
export type RightsCategory = (typeof rightsCategories)[number]
export type RightsOutcome = (typeof rightsOutcomes)[number]
export type RightsGround = (typeof rightsGrounds)[number]

export const mayAnswerRights = (role: Role): boolean => role === 'hr'

export type LegalAnswer = {
  category: RightsCategory
  outcome: RightsOutcome
  ground: RightsGround
  keptUntil: string | null
  months: number | null
  source: string
}

type Subject = { leftOn: string | null; isHeld: boolean }

/** Nothing requires these, and work does not need them: they go at once. */
const unneeded: readonly RightsCategory[] = ['emergency', 'photo']
/** What has to be kept after somebody left, and by which limit; an employment has to end first. */
const lasting = {
  identity: ['roster', 'retention.roster'],
  contact: ['roster', 'retention.roster'],
  bank: ['wages', 'retention.wages'],
  contracts: ['contracts', 'retention.contracts'],
  work: ['contracts', 'retention.contracts'],
} as const satisfies Partial<Record<RightsCategory, readonly [RightsGround, string]>>

/**
 * What law says of erasing one category on a day (PIPL art. 47: erased when no longer necessary, unless a law has it kept). A hold comes
 * before everything. What is past its term is `due`: it goes with the person's key, on the word of two.
 */
export function erasureOf(
  category: RightsCategory,
  { leftOn, isHeld }: Subject,
  limits: LawLimit[],
  today: string,
): LegalAnswer {
  const kept = (ground: RightsGround, more: Partial<LegalAnswer> = {}): LegalAnswer => ({
    category,
    outcome: 'kept',
    ground,
    keptUntil: null,
    months: null,
    source: '',
    ...more,
  })
  const gone: LegalAnswer = { ...kept('unneeded'), outcome: 'erased' }
  if (isHeld) return kept('hold')
  if (unneeded.includes(category)) return gone
  const hasLeft = leftOn !== null && leftOn <= today
  if (category === 'background') return hasLeft ? gone : kept('employed')
  if (category === 'accessLog') {
    const { value, source } = limitOf(limits, 'retention.access_log')
    return kept('accessLog', { months: value, source })
  }
  if (!isLasting(category)) return kept('employed')
  const [ground, name] = lasting[category]
  const { value: months, source } = limitOf(limits, name)
  const keptUntil = hasLeft ? addMonths(leftOn, months) : null
  const isDue = keptUntil !== null && keptUntil <= today
  return { ...kept(ground, { keptUntil, months, source }), outcome: isDue ? 'due' : 'kept' }
}

const isLasting = (category: RightsCategory): category is keyof typeof lasting => category in lasting

/** First day on which nothing of somebody who left has to be kept any more. */
export function erasableFrom(leftOn: string, limits: LawLimit[]): string {
  const months = Object.values(lasting).map(([, name]) => limitOf(limits, name).value)
  return addMonths(leftOn, Math.max(...months))
}

/** What an answer comes to as a whole. */
export function wholeOf(answers: Pick<LegalAnswer, 'outcome'>[]): 'all' | 'partly' | 'none' {
  const done = answers.filter(({ outcome }) => outcome === 'erased' || outcome === 'corrected').length
  return done === 0 ? 'none' : done === answers.length ? 'all' : 'partly'
}
