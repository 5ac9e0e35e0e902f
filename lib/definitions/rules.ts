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
] as const
export type Fault = (typeof faults)[number]

/**
 * What keeps a workflow from being published. Each kind must pass somebody of HR or an executive, and one that sends a person
 * to a store must pass that store: nobody gets people whom they did not agree to take.
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
  }
  return faults.filter(fault => found.has(fault))
}

export type StageChange<S> =
  | { change: 'same' | 'added' | 'removed'; stage: S }
  | { change: 'changed'; stage: S; before: S }

/** One version against the one before it: stages are the same when they have the same name. Removed ones come last. */
export function compareStages<S extends DraftStage>(before: S[], after: S[]): StageChange<S>[] {
  const kept = after.map((stage): StageChange<S> => {
    const old = before.find(one => one.name === stage.name)
    if (!old) return { change: 'added', stage }
    const isSame = essence(old, before.indexOf(old)) === essence(stage, after.indexOf(stage))
    return isSame ? { change: 'same', stage } : { change: 'changed', stage, before: old }
  })
  const gone = before.filter(stage => !after.some(one => one.name === stage.name))
  return [...kept, ...gone.map(stage => ({ change: 'removed' as const, stage }))]
}

function essence(stage: DraftStage, position: number): string {
  const { nameEn, approver, role, namedUserId, mode, condition, timeLimitHours } = stage
  const kinds = condition.kinds && [...condition.kinds].sort()
  return JSON.stringify([
    position,
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
