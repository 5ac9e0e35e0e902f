import { z } from 'zod'
import { rhythms } from '@/db/schema/channels'
import { groups } from './rules'

/** One, those that lead to one path, or all. */
export const readInput = z.strictObject({
  id: z.guid().optional(),
  path: z
    .string()
    .max(200)
    .regex(/^[\w/-]+$/)
    .optional(),
})

/** The moment that `markRead` answered. */
export const unreadInput = z.strictObject({ at: z.iso.datetime().transform(at => new Date(at)) })

/** Ticked boxes: a field that occurs once arrives alone, and not at all when none is ticked. */
const someGroups = z
  .union([z.enum(groups).transform(group => [group]), z.array(z.enum(groups)).max(groups.length)])
  .optional()
  .default([])
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

export const choicesInput = z.strictObject({
  emailGroups: someGroups,
  pushGroups: someGroups,
  isQuiet: z
    .literal('on')
    .optional()
    .transform(value => value === 'on'),
  quietFrom: time,
  quietTo: time,
  rhythm: z.enum(rhythms),
  digestHour: z.coerce.number().int().min(0).max(23),
  digestWeekday: z.coerce.number().int().min(1).max(7),
})

/** An address as mail servers take it; letters before the @ only, so that nothing in it can be read as a second one. */
export const addressInput = z.strictObject({ address: z.email().max(254) })
export const noInput = z.strictObject({})

/** The signed end of a link in a mail. */
export const linkInput = z.strictObject({
  token: z
    .string()
    .max(400)
    .regex(/^[\w,.-]+$/),
})
