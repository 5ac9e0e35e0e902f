import { z } from 'zod'
import { leavingClasses, noticeRules } from '@/db/schema/careers'
import { optionalText, revision, text } from '../organisation/input'

const words = { name: text(40), nameEn: text(80), source: optionalText(60) }
const seen = { reasonId: z.guid(), revision }

/** Who ends it, and whether the law asks for notice, stay as they were entered: figures of different years compare. */
export const addReasonInput = z.strictObject({
  class: z.enum(leavingClasses),
  notice: z.enum(noticeRules),
  ...words,
})
export const changeReasonInput = z.strictObject({ ...seen, ...words })
export const retireReasonInput = z.strictObject(seen)
export const moveReasonInput = z.strictObject({ reasonId: z.guid(), by: z.enum(['up', 'down']) })
