import { z } from 'zod'
import { rejectCategories } from '@/db/schema/workflow'

/**
 * Text that people write: trimmed, without control characters other than line breaks, without signs that turn the direction of
 * what stands behind them, and never longer than a page.
 */
export const prose = (max: number) =>
  z
    .string()
    .transform(text =>
      text.replace(/[\p{Cc}\p{Co}\u202A-\u202E\u2066-\u2069]/gu, sign => (sign === '\n' ? sign : '')).trim(),
    )
    .pipe(z.string().min(1).max(max))

export const requestNumber = z.string().regex(/^[A-Z]{2}-\d{4}-\d{4,8}$/)

export const approveInput = z.strictObject({ number: requestNumber, reason: prose(1000).optional() })
/** A form with one row ticked sends one number. */
export const approveManyInput = z.strictObject({
  numbers: z.preprocess(value => [value ?? []].flat(), z.array(requestNumber).min(1).max(30)),
})
export const rejectInput = z.strictObject({
  number: requestNumber,
  category: z.enum(rejectCategories),
  reason: prose(1000),
})
export const sendBackInput = z.strictObject({ number: requestNumber, reason: prose(1000) })
export const handOnInput = z.strictObject({
  number: requestNumber,
  to: z.guid(),
  reason: prose(1000).optional(),
})
export const withdrawInput = z.strictObject({ number: requestNumber, reason: prose(1000).optional() })
export const nudgeInput = z.strictObject({ number: requestNumber })
export const copyInput = z.strictObject({ number: requestNumber, to: z.guid() })

const megabytes = 5
const isLight = (file: File): boolean => file.size <= megabytes * 1024 * 1024
export const attachment = z.instanceof(File).refine(isLight, { params: { megabytes } })
/** A field that holds one file arrives alone. */
export const attachments = (most: number) =>
  z.preprocess(
    value => (value instanceof File ? [value] : value),
    z
      .array(z.instanceof(File))
      .max(most)
      .refine(files => files.every(isLight), { params: { megabytes } })
      .default([]),
  )
export const commentInput = z.strictObject({
  number: requestNumber,
  body: prose(2000),
  files: attachments(3),
})
