/** Who keeps the tags, and who has which. */
export const mayKeepTags = (actor: { role: string }): boolean => actor.role === 'hr'
