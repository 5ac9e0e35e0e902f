import type { touchpointTopics, touchpointWays } from '@/db/schema/touchpoints'
import type { Role } from '../actor'
import { addDays, daysBetween } from '../clock'

export type TouchpointWay = (typeof touchpointWays)[number]
export type TouchpointTopic = (typeof touchpointTopics)[number]

/** How often somebody in a store is talked with where HR says nothing else; app.renew_touchpoints() says the same. */
export const usualRhythm = 30
export const shortestRhythm = 7
export const longestRhythm = 180
/** A talk due within so many days is due soon. */
export const soonDays = 7
/** So long after the due day a contact is reminded a second and last time. */
export const chaseDays = 7
/** Talks are recorded soon after they took place, not from memory. */
export const recordDays = 30

/** Who keeps in touch with more people than those whose contact they are. */
export const oversees = (role: Role): boolean => role === 'hr' || role === 'head'
export const setsRhythm = (role: Role): boolean => role === 'hr'

export const standings = ['overdue', 'soon', 'fine'] as const
export type Standing = (typeof standings)[number]

export function standingOf(dueOn: string, today: string): Standing {
  if (dueOn < today) return 'overdue'
  return dueOn <= addDays(today, soonDays) ? 'soon' : 'fine'
}

/** A talk took place on a day that has come and is not long past. */
export function mayHaveHappened(day: string, today: string): boolean {
  const ago = daysBetween(day, today)
  return ago >= 0 && ago <= recordDays
}

type Told = { dueOn: string; remindedOn: string | null; chasedOn: string | null }

/** What the contact has to be told of a due talk today: once when it is due, and once more a week later. */
export function reminderOf({ dueOn, remindedOn, chasedOn }: Told, today: string): 'due' | 'late' | undefined {
  if (dueOn > today) return undefined
  if (daysBetween(dueOn, today) >= chaseDays) return chasedOn === dueOn ? undefined : 'late'
  return remindedOn === dueOn ? undefined : 'due'
}
