import type { Stage } from '../workflow/rules'
import { applies } from '../workflow/rules'

/** Subjects that have a workflow, with the kinds that their conditions know. A later subject is one line. */
export const subjects = {
  transfer: ['dispatch', 'move', 'return', 'extend'],
  confirmation: ['confirm', 'prolong', 'decline'],
  renewal: ['renewFixed', 'renewOpen'],
  leaving: ['leave'],
  proposal: ['name', 'contact', 'address', 'document', 'bank'],
} as const
export type Subject = keyof typeof subjects

export const approvers = [
  'applicant',
  'role_at_home',
  'role_at_source',
  'role_at_receiving',
  'role_at_hq',
  'named',
] as const
export const stageRoles = ['head', 'manager', 'hr', 'executive'] as const
export const mostStages = 12
export const longestLimitHours = 30 * 24

export type DraftStage = Pick<
  Stage,
  'name' | 'nameEn' | 'approver' | 'role' | 'namedUserId' | 'mode' | 'condition' | 'timeLimitHours'
>

export const faults = [
  'noStage',
  'tooMany',
  'nameMissing',
  'nameTwice',
  'roleMissing',
  'namedMissing',
  'applicantLater',
  'limit',
  'noHeadquarters',
  'noReceiver',
  'noOwnWord',
] as const
export type Fault = (typeof faults)[number]

/**
 * What keeps a workflow from being published. Each kind must pass somebody of HR or an executive, and one that sends a person
 * to a store must pass that store: nobody gets people whom they did not agree to take. Where the store gets the person's data, the person
 * is asked first, because their separate consent is given there (PIPL art. 23).
 */
export function faultsOf(subject: Subject, stages: DraftStage[]): Fault[] {
  const found = new Set<Fault>()
  if (stages.length === 0) found.add('noStage')
  if (stages.length > mostStages) found.add('tooMany')
  const names = stages.map(stage => stage.name.trim())
  if (stages.some(stage => !stage.name.trim() || !stage.nameEn.trim())) found.add('nameMissing')
  if (new Set(names).size < names.length) found.add('nameTwice')
  for (const [index, stage] of stages.entries()) {
    if (stage.approver.startsWith('role_') && !stage.role) found.add('roleMissing')
    if (stage.approver === 'named' && !stage.namedUserId) found.add('namedMissing')
    if (stage.approver === 'applicant' && index > 0) found.add('applicantLater')
    if (!(stage.timeLimitHours >= 1 && stage.timeLimitHours <= longestLimitHours)) found.add('limit')
  }
  for (const kind of subjects[subject]) {
    // Conditions on levels only narrow: what must always be there is looked for among stages without one.
    const always = stages.filter(
      stage => stage.condition.minLevel === undefined && applies(stage.condition, { kind }),
    )
    if (!always.some(stage => stage.role === 'hr' || stage.role === 'executive')) found.add('noHeadquarters')
    const goesToStore = kind === 'dispatch' || kind === 'move'
    if (goesToStore && !always.some(stage => stage.approver === 'role_at_receiving')) found.add('noReceiver')
    const givesData = goesToStore || kind === 'extend'
    if (givesData && !always.some(stage => stage.approver === 'applicant')) found.add('noOwnWord')
  }
  return faults.filter(fault => found.has(fault))
}

export type StageChange<S> =
  | { change: 'same' | 'added' | 'removed' | 'moved'; stage: S }
  | { change: 'changed'; stage: S; before: S }

/**
 * One version against the one before it: stages are the same when they have the same name. One that only stands further up or down because
 * of what was added or removed is the same; moved are as few as explain the new order. Removed ones come last.
 */
export function compareStages<S extends DraftStage>(before: S[], after: S[]): StageChange<S>[] {
  const places = after.map(stage => before.findIndex(one => one.name === stage.name))
  const inOrder = longestRise(places.filter(place => place >= 0))
  const kept = after.map((stage, index): StageChange<S> => {
    const place = places[index] ?? -1
    const old = before[place]
    if (!old) return { change: 'added', stage }
    if (essence(old) !== essence(stage)) return { change: 'changed', stage, before: old }
    return { change: inOrder.includes(place) ? 'same' : 'moved', stage }
  })
  const gone = before.filter(stage => !after.some(one => one.name === stage.name))
  return [...kept, ...gone.map(stage => ({ change: 'removed' as const, stage }))]
}

/** The most of these numbers that rise from left to right. */
function longestRise(numbers: number[]): number[] {
  const longer = (a: number[], b: number[]) => (b.length > a.length ? b : a)
  const ending: number[][] = []
  for (const number of numbers) {
    const lower = ending.filter(rise => (rise.at(-1) ?? -1) < number)
    ending.push([...lower.reduce(longer, []), number])
  }
  return ending.reduce(longer, [])
}

function essence(stage: DraftStage): string {
  const { nameEn, approver, role, namedUserId, mode, condition, timeLimitHours } = stage
  const kinds = condition.kinds && [...condition.kinds].sort()
  return JSON.stringify([
    nameEn,
    approver,
    role,
    namedUserId,
    mode,
    kinds,
    condition.minLevel,
    timeLimitHours,
  ])
}

export function mayRead(actor: { role: string }): boolean {
  return actor.role === 'hr' || actor.role === 'auditor'
}

export function mayPublish(actor: { role: string }): boolean {
  return actor.role === 'hr'
}
