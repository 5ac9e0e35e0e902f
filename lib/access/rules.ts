import type { Actor, Role } from '../actor'
import type { UnitKind } from '../organisation/rules'

export type GrantRole = Exclude<Role, 'employee'>
export const grantRoles: readonly GrantRole[] = [
  'hr',
  'executive',
  'head',
  'specialist',
  'auditor',
  'admin',
  'manager',
]

export const canReadAccess = (actor: Pick<Actor, 'role'>) => ['hr', 'admin', 'auditor'].includes(actor.role)
export const canManageAccess = (actor: Pick<Actor, 'role'>) => ['hr', 'admin'].includes(actor.role)

/** HR staffs departments and stores; roles over everybody's data and over the rules are given by an admin. */
export function grantableRoles(actor: Pick<Actor, 'role'>): readonly GrantRole[] {
  if (actor.role === 'admin') return grantRoles
  return actor.role === 'hr' ? ['head', 'specialist', 'manager'] : []
}

const unitKinds: Record<GrantRole, readonly UnitKind[]> = {
  hr: ['headquarters'],
  executive: ['headquarters'],
  auditor: ['headquarters'],
  admin: ['headquarters'],
  head: ['headquarters', 'department'],
  specialist: ['headquarters', 'department'],
  manager: ['region', 'store'],
}

/** On which kinds of unit a role makes sense. */
export function unitKindsOf(role: GrantRole): readonly UnitKind[] {
  return unitKinds[role]
}

export type GrantRefusal = 'grantOwn' | 'grantNotYours' | 'grantPlace' | 'grantSeparation'

/** Why this role may not be granted, or undefined. `held` are roles of the person that have not ended. */
export function grantRefusal(
  actor: Pick<Actor, 'role' | 'userId'>,
  grant: { userId: string; role: GrantRole; unitKind: UnitKind },
  held: readonly GrantRole[],
): GrantRefusal | undefined {
  if (grant.userId === actor.userId) return 'grantOwn'
  if (!grantableRoles(actor).includes(grant.role)) return 'grantNotYours'
  if (!unitKindsOf(grant.role).includes(grant.unitKind)) return 'grantPlace'
  return isSeparated([...held, grant.role]) ? undefined : 'grantSeparation'
}

/** Whoever watches does not act: an auditor is neither HR nor admin (separation of duties, 三员分离). */
export function isSeparated(roles: readonly GrantRole[]): boolean {
  return !(roles.includes('auditor') && (roles.includes('hr') || roles.includes('admin')))
}

export function endRefusal(
  actor: Pick<Actor, 'role' | 'userId'>,
  grant: { userId: string; role: GrantRole },
): 'grantOwn' | 'grantNotYours' | undefined {
  if (grant.userId === actor.userId) return 'grantOwn'
  return grantableRoles(actor).includes(grant.role) ? undefined : 'grantNotYours'
}

/** Nobody takes over an account that can do more than they may give, nor locks themselves out. */
export function accountRefusal(
  actor: Pick<Actor, 'role' | 'userId'>,
  userId: string,
  held: readonly GrantRole[],
): 'accountOwn' | 'accountNotYours' | undefined {
  if (userId === actor.userId) return 'accountOwn'
  const grantable = grantableRoles(actor)
  return canManageAccess(actor) && held.every(role => grantable.includes(role))
    ? undefined
    : 'accountNotYours'
}

/** Whoever has left comes back by being hired again, which opens their account; until then it stays closed and holds nothing. */
export function hasLeft({ leftOn }: { leftOn: string | null }, today: string): boolean {
  return leftOn !== null && leftOn <= today
}

export type GrantState = 'planned' | 'current' | 'ended' | 'takenBack'

/**
 * A grant holds on [startsOn, endsOn). With both on one day it held until it was ended on that day, or on no day: taken back before.
 * @param today local day
 */
export function grantState(
  grant: { startsOn: string; endsOn: string | null; endedOn: string | null },
  today: string,
): GrantState {
  if (grant.endsOn === grant.startsOn && (grant.endedOn ?? '') < grant.startsOn) return 'takenBack'
  if (!isOngoing(grant, today)) return 'ended'
  return grant.startsOn > today ? 'planned' : 'current'
}

/** In force, or to begin later. */
export function isOngoing(grant: { startsOn: string; endsOn: string | null }, today: string): boolean {
  return grant.endsOn === null || (grant.endsOn > today && grant.endsOn > grant.startsOn)
}
