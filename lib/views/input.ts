import { z } from 'zod'
import { text } from '../organisation/input'
import { peopleParams } from '../people/input'
import { densities } from './rules'

const name = text(30)
const isShared = z
  .literal('yes')
  .optional()
  .transform(yes => yes === 'yes')
const listed = peopleParams.omit({ after: true, before: true, saved: true })

/** What the list's address says, and what to call it. */
export const saveViewInput = listed.extend({ name, isShared }).strict()
export const updateViewInput = listed.extend({ viewId: z.guid() }).strict()
export const renameViewInput = z.strictObject({ viewId: z.guid(), name, isShared })
export const viewInput = z.strictObject({ viewId: z.guid() })
/** Without a view: the list starts as it does for everybody. */
export const startInput = z.strictObject({ viewId: z.guid().optional() })
export const densityInput = z.strictObject({ density: z.enum(densities) })
