import { z } from 'zod'

/** One, those that lead to one path, or all. */
export const readInput = z.strictObject({
  id: z.guid().optional(),
  path: z
    .string()
    .max(200)
    .regex(/^[\w/-]+$/)
    .optional(),
})
