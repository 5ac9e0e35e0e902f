import { z } from 'zod'

/** Without an id: all. */
export const readInput = z.strictObject({ id: z.guid().optional() })
