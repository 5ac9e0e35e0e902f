/** Who keeps the catalogue of why people leave. */
export const mayKeepReasons = (actor: { role: string }): boolean => actor.role === 'hr'
