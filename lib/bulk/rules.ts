import type { bulkKinds, bulkOutcomes, bulkReasons, bulkStates } from '@/db/schema/bulk'
import type { Role } from '../actor'
import { firstOf } from '../schemes/rules'

export type BulkKind = (typeof bulkKinds)[number]
export type BulkState = (typeof bulkStates)[number]
export type BulkOutcome = (typeof bulkOutcomes)[number]
export type BulkReason = (typeof bulkReasons)[number]

/** People in one go: what is more is done store by store, or asked for twice. */
export const mostPeople = 5_000
/** People that can be ticked on a page of the list. */
export const mostTicked = 200
/** People who are changed in one transaction. */
export const batchPeople = 20
/** Days after which it is forgotten what became of whom; the trail of each person remembers. */
export const rememberedDays = 90
export const longestMessage = 200

export const mayActInBulk = (role: Role): boolean => role === 'hr'

/** One change for many: a contact at headquarters, a home unit, a scheme of insurance from a month on, or words. */
export type Order =
  | { kind: 'contact'; targetId: string; words: string }
  | { kind: 'home'; targetId: string; words: string }
  | { kind: 'enrol'; targetId: string; words: string; startsOn: string; hasFund: boolean }
  | { kind: 'message'; targetId: null; words: string }

/** What of a person decides what becomes of them. */
export type Facts = {
  leftOn: string | null
  hqContactUserId: string | null
  homeUnitId: string
  userId: string | null
  hasOpenTransfer: boolean
  /** Asked for where they are to be enrolled: the scheme in which they are or will be, and whether their pay of the month is agreed. */
  insurance?: { hiredOn: string; schemeId: string | null; hasPay: boolean }
}

export type Verdict = { outcome: 'change' | 'same' } | { outcome: 'refused'; reason: BulkReason }

const refused = (reason: BulkReason): Verdict => ({ outcome: 'refused', reason })

/** What an order does to somebody: the dry run says it beforehand, and the worker again when it is their turn. */
export function verdictOf(order: Order, facts: Facts, today: string): Verdict {
  if (facts.leftOn !== null && facts.leftOn <= today) return refused('left')
  switch (order.kind) {
    case 'contact':
      return { outcome: facts.hqContactUserId === order.targetId ? 'same' : 'change' }
    case 'home':
      if (facts.homeUnitId === order.targetId) return { outcome: 'same' }
      return facts.hasOpenTransfer ? refused('openTransfer') : { outcome: 'change' }
    case 'enrol':
      return enrolmentOf(order, facts.insurance)
    case 'message':
      return facts.userId === null ? refused('noAccount') : { outcome: 'change' }
  }
}

function enrolmentOf(
  { targetId, startsOn }: { targetId: string; startsOn: string },
  insurance: Facts['insurance'],
): Verdict {
  if (!insurance) return refused('other')
  if (insurance.schemeId === targetId) return { outcome: 'same' }
  if (insurance.schemeId !== null) return refused('enrolled')
  if (firstOf(insurance.hiredOn) > startsOn) return refused('notThere')
  return insurance.hasPay ? { outcome: 'change' } : refused('noPay')
}

/** The reason that a refusal of the command stands for, when something changed between the verdict and the deed. */
export function reasonOf(code: string): BulkReason {
  if (code === 'people.leftAlready') return 'left'
  if (code === 'people.openTransfer') return 'openTransfer'
  if (code === 'people.contactUnknown' || code === 'people.homeUnitUnfit') return 'targetGone'
  if (code === 'enrolments.overlaps') return 'enrolled'
  if (code === 'enrolments.beforeHire') return 'notThere'
  if (code === 'enrolments.left') return 'left'
  if (code === 'enrolments.baseMissing') return 'noPay'
  return code === 'input.notFound' ? 'notYours' : 'other'
}

export type Forecast = { change: number; same: number; refused: number }

export function forecastOf(verdicts: Verdict[]): Forecast {
  const count = (outcome: Verdict['outcome']) => verdicts.filter(one => one.outcome === outcome).length
  return { change: count('change'), same: count('same'), refused: count('refused') }
}
