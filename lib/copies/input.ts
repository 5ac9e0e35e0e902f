import { z } from 'zod'

export const askCopyInput = z.strictObject({})
export const copyInput = z.strictObject({ copyId: z.guid() })
