import { z } from 'zod'
import { peopleParams } from '../people/input'
import { formats } from './rules'

/** What the list's address says, and the kind of file. */
export const askExportInput = peopleParams
  .omit({ after: true, before: true, saved: true })
  .extend({ format: z.enum(formats) })
  .strict()
export const exportInput = z.strictObject({ exportId: z.guid() })
