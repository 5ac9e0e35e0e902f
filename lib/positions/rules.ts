import type { Actor } from '../actor'

/** Whose own reading of assignments counts everybody, not only their department. */
export const canCountHolders = (actor: Pick<Actor, 'role'>) => ['hr', 'executive'].includes(actor.role)
