type Caller = { role: string }

/** HR writes courses and says who learns them. */
export const mayKeepCourses = (actor: Caller): boolean => actor.role === 'hr'
export const mayReadCourses = (actor: Caller): boolean => ['hr', 'executive', 'head'].includes(actor.role)

export const courseStates = ['published', 'draft', 'retired'] as const
export type CourseState = (typeof courseStates)[number]

/** A draft until something of it was published. */
export function stateOf({
  version,
  retiredAt,
}: {
  version: number
  retiredAt: string | Date | null
}): CourseState {
  if (retiredAt !== null) return 'retired'
  return version === 0 ? 'draft' : 'published'
}

export const mostLessons = 40
export const longestDays = 365

/** The order of lessons with one of them moved by a place; as it was where there is none. */
export function moved(ids: readonly string[], id: string, by: 'up' | 'down'): string[] {
  const at = ids.indexOf(id)
  const to = by === 'up' ? at - 1 : at + 1
  const other = ids[to]
  if (at < 0 || other === undefined) return [...ids]
  return ids.map((one, place) => (place === at ? other : place === to ? id : one))
}

/** Whom a rule is for, as a form says it: everybody, a family of positions or one position. */
export type Whom = { positionId: string | null; family: string }

export function whomOf(text: string): Whom {
  if (text.startsWith('family:')) return { positionId: null, family: text.slice('family:'.length) }
  if (text.startsWith('position:')) return { positionId: text.slice('position:'.length), family: '' }
  return { positionId: null, family: '' }
}

/** What a rule's days make of it. */
export const isEnded = ({ endsOn }: { endsOn: string | null }, today: string): boolean =>
  endsOn !== null && endsOn <= today
