import { z } from 'zod'
import { localDay, revision, text } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { isInWeek, isMonday, longestBreak, mostChanges, mostParts } from './rules'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const week = localDay.refine(isMonday)

const shiftFacts = {
  name: text(12),
  startsAt: time,
  endsAt: time,
  breakMinutes: z.coerce.number().int().min(0).max(longestBreak).default(0),
}

export const addShiftInput = z.strictObject(shiftFacts)
export const changeShiftInput = z.strictObject({ shiftId: z.guid(), revision, ...shiftFacts })
export const endShiftInput = z.strictObject({ shiftId: z.guid(), revision })

const parts = z
  .array(z.guid())
  .max(mostParts)
  .refine(all => new Set(all).size === all.length)

const change = z.strictObject({
  employee: employeeNumber,
  day: localDay,
  /** Which shifts the person is to work on the day; empty is none. */
  shifts: parts,
  /** The shifts that the caller saw there. */
  saw: parts,
})

/** An array, or its JSON as the grid writes it. */
const changes = z.preprocess(value => {
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value) as unknown
  } catch {
    return value
  }
}, z.array(change).min(1).max(mostChanges))

/** Days of the one week, each of a person once. */
export const arrangeRosterInput = z
  .strictObject({ week, changes })
  .refine(({ week: monday, changes: all }) => all.every(one => isInWeek(monday, one.day)), {
    path: ['week'],
  })
  .refine(({ changes: all }) => new Set(all.map(one => `${one.employee} ${one.day}`)).size === all.length, {
    path: ['changes'],
  })
export const rosterWeekInput = z.strictObject({ week })
export const dropOpenShiftInput = z.strictObject({ entryId: z.guid() })

const one = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value) || undefined, schema)

/** The address of a week, by one of its days; what makes no sense is left out. */
export const rosterParams = z.object({ week: one(localDay.optional()).catch(undefined) })
