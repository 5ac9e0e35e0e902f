import type { Actor, Role } from '../actor'

export type UnitKind = 'headquarters' | 'department' | 'region' | 'store'

/** A unit as it was, or is, on one day. */
export type UnitOnDay = {
  id: string
  code: string
  kind: UnitKind
  name: string
  parentId: string | null
  openedOn: string
}

/** One line of the drawn tree: how deep it stands, and the people at it and below it. */
export type TreeLine<U extends UnitOnDay = UnitOnDay> = {
  unit: U
  depth: number
  here: number
  total: number
  children: number
}

const oneOf =
  (...roles: Role[]) =>
  (actor: Pick<Actor, 'role'>) =>
    roles.includes(actor.role)

/** Headquarters HR keeps units, partners, agreements, stores and positions. */
export const canMaintain = oneOf('hr')
export const canReadTrail = oneOf('hr', 'auditor', 'executive')
export const canReadPartners = oneOf('hr', 'executive', 'head', 'auditor')
/** Heads read the people whose home unit is theirs; the others everyone. */
export const canReadPeople = oneOf('hr', 'executive', 'head')

const parents: Record<UnitKind, readonly UnitKind[]> = {
  headquarters: [],
  department: ['headquarters', 'department'],
  region: ['headquarters', 'department', 'region'],
  store: ['headquarters', 'department', 'region'],
}

export function mayStandUnder(kind: UnitKind, parent: UnitKind): boolean {
  return parents[kind].includes(parent)
}

/** Which role leads a unit of this kind. */
export function leadingRole(kind: UnitKind): Role {
  if (kind === 'headquarters') return 'executive'
  return kind === 'department' ? 'head' : 'manager'
}

const kindOrder: Record<UnitKind, number> = { headquarters: 0, department: 1, region: 2, store: 3 }

/**
 * The tree in drawing order, each unit once, with people counted at it and rolled up from below.
 * A unit whose parent is not in the list stands at the top, so that nobody is lost from the sum.
 */
export function drawTree<U extends UnitOnDay>(
  units: U[],
  people: ReadonlyMap<string, number>,
): TreeLine<U>[] {
  const known = new Set(units.map(unit => unit.id))
  const below = new Map<string, U[]>()
  for (const unit of units) {
    const parent = unit.parentId && known.has(unit.parentId) ? unit.parentId : 'top'
    below.set(parent, [...(below.get(parent) ?? []), unit])
  }
  const lines: TreeLine<U>[] = []
  const draw = (unit: U, depth: number): number => {
    const children = inOrder(below.get(unit.id) ?? [])
    const here = people.get(unit.id) ?? 0
    const line = { unit, depth, here, total: here, children: children.length }
    lines.push(line)
    for (const child of children) line.total += draw(child, depth + 1)
    return line.total
  }
  for (const top of inOrder(below.get('top') ?? [])) draw(top, 0)
  return lines
}

function inOrder<U extends UnitOnDay>(units: U[]): U[] {
  return units.toSorted((a, b) => kindOrder[a.kind] - kindOrder[b.kind] || compare(a.code, b.code))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The day asked for in the address when it is a real day other than today; undefined means today. */
export function otherDay(text: unknown, today: string): string | undefined {
  return isShown(text) && text !== today ? text : undefined
}

/** The days that the organisation can be shown on. */
export const firstDay = '1900-01-01'
export const lastDay = '2199-12-31'

function isShown(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return false
  return text >= firstDay && text <= lastDay
}

/** Whether the address asks for a day that cannot be shown: the page shows today then, and says so. */
export const isNoDay = (text: unknown): boolean => text !== undefined && text !== '' && !isShown(text)

/** A change counts from today, or from the opening day of what is not open yet. */
export function effectiveOn(today: string, openedOn: string): string {
  return today < openedOn ? openedOn : today
}

/**
 * Why a change cannot hold from a day on. Versions follow each other, so a change comes behind the last one that is known, planned
 * ones included; what is told late says why.
 */
export function changeRefusal(
  startsOn: string,
  unit: { openedOn: string; lastStartsOn: string },
  { today, hasReason }: { today: string; hasReason: boolean },
): 'beforeOpening' | 'changePlanned' | 'beforeLastChange' | 'lateWithoutReason' | undefined {
  if (startsOn < unit.openedOn) return 'beforeOpening'
  if (startsOn < unit.lastStartsOn) {
    return unit.lastStartsOn > effectiveOn(today, unit.openedOn) ? 'changePlanned' : 'beforeLastChange'
  }
  return startsOn < today && !hasReason ? 'lateWithoutReason' : undefined
}
