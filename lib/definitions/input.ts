import { z } from 'zod'
import { prose } from '../workflow/input'
import { approvers, longestLimitHours, mostStages, stageRoles, subjects } from './rules'

const subject = z.enum(Object.keys(subjects) as (keyof typeof subjects)[])

const stage = z.strictObject({
  name: prose(20),
  nameEn: prose(40),
  approver: z.enum(approvers),
  role: z.enum(stageRoles).nullable(),
  namedUserId: z.guid().nullable(),
  mode: z.enum(['any', 'all']),
  condition: z.strictObject({
    kinds: z.array(z.string().max(20)).min(1).max(10).optional(),
    minLevel: z.number().int().min(1).max(20).optional(),
  }),
  timeLimitHours: z.number().int().min(1).max(longestLimitHours),
})

/** The stages travel as one JSON text: the order of a list cannot be said with plain form fields. */
const stages = z
  .string()
  .max(20_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom' })
      return z.NEVER
    }
  })
  .pipe(z.array(stage).min(1).max(mostStages))

export const publishInput = z.strictObject({
  subject,
  /** The version that was changed: somebody who published meanwhile is not overwritten. */
  basedOn: z.coerce.number().int().min(0).max(100_000),
  stages,
})
