import { unitKindsOf } from '../access/rules'
import type { UnitKind } from '../organisation/rules'
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
export type Place = Exclude<Stage['approver'], 'applicant' | 'named'>

/** The units that requests of a subject know besides headquarters. */
const places: Record<Subject, readonly Place[]> = {
  transfer: ['role_at_home', 'role_at_source', 'role_at_receiving'],
  confirmation: ['role_at_home', 'role_at_source'],
  renewal: ['role_at_home'],
  leaving: ['role_at_home'],
  proposal: [],
}

/** What is at such a place or above it, where a role is looked for. */
export const kindsUpFrom: Record<Place, readonly UnitKind[]> = {
  role_at_home: ['department', 'headquarters'],
  role_at_source: ['store', 'region', 'department', 'headquarters'],
  role_at_receiving: ['store', 'region', 'department', 'headquarters'],
  role_at_hq: ['headquarters'],
}

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
  'placeNowhere',
  'roleMissing',
  'roleNowhere',
  'namedMissing',
  'applicantLater',
  'limit',
  'noHeadquarters',
  'noReceiver',
  'noOwnWord',
] as const
export type Fault = (typeof faults)[number]
/** What is wrong, and with which fields of which stage, counted from 1; a stage of 0 is the workflow as a whole. */
export type Finding = { fault: Fault; stage: number; fields: (keyof DraftStage)[] }

/**
 * What keeps a workflow from being published. Each kind must pass somebody of HR or an executive, and one that sends a person
 * to a store must pass that store: nobody gets people whom they did not agree to take. Where the store gets the person's data, the person
 * is asked first, because their separate consent is given there (PIPL art. 23).
 */
export function faultsOf(subject: Subject, stages: DraftStage[]): Finding[] {
  const found = new Set<Fault>()
  if (stages.length === 0) found.add('noStage')
  if (stages.length > mostStages) found.add('tooMany')
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
  return [
    ...stages.flatMap((_, index) => faultsOfStage(subject, stages, index)),
    ...faults.filter(fault => found.has(fault)).map(fault => ({ fault, stage: 0, fields: [] })),
  ]
}

function faultsOfStage(subject: Subject, stages: DraftStage[], index: number): Finding[] {
  const stage = stages[index]
  if (!stage) return []
  const found: Finding[] = []
  const add = (fault: Fault, ...fields: Finding['fields']) => found.push({ fault, stage: index + 1, fields })
  const { name, approver, role } = stage
  const nameless = (['name', 'nameEn'] as const).filter(field => !stage[field].trim())
  if (nameless.length > 0) add('nameMissing', ...nameless)
  const isTaken = stages.slice(0, index).some(one => one.name.trim() === name.trim())
  if (name.trim() && isTaken) add('nameTwice', 'name')
  if (approver === 'applicant' && index > 0) add('applicantLater', 'approver')
  if (approver === 'named' && !stage.namedUserId) add('namedMissing', 'namedUserId')
  if (approver !== 'applicant' && approver !== 'named') {
    if (approver !== 'role_at_hq' && !places[subject].includes(approver)) add('placeNowhere', 'approver')
    else if (!role) add('roleMissing', 'role')
    else if (!isHeld(role, approver)) add('roleNowhere', 'approver', 'role')
  }
  if (!(stage.timeLimitHours >= 1 && stage.timeLimitHours <= longestLimitHours))
    add('limit', 'timeLimitHours')
  return found
}

/** Whether somebody can hold the role at such a place: otherwise its tasks would go to HR without a word. */
export function isHeld(role: string, place: Place): boolean {
  const known = stageRoles.find(one => one === role)
  return known !== undefined && unitKindsOf(known).some(kind => kindsUpFrom[place].includes(kind))
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
