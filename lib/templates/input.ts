import { z } from 'zod'
import { localDay, optionalText, revision, text } from '../organisation/input'
import { prose } from '../workflow/input'
import { fieldKinds, mostFields, mostOptions, mostPhotos } from './rules'

/** A field that occurs once arrives alone. */
const many = <T extends z.ZodType<unknown, string>>(one: T, max: number) =>
  z
    .union([one.transform(value => [value]), z.array(one).max(max)])
    .optional()
    .default([])

const bound = z.number().min(-99_999_999_999).max(99_999_999_999).nullable()

export const fieldInput = z.strictObject({
  key: z.string().regex(/^f\d{1,4}$/),
  kind: z.enum(fieldKinds),
  label: text(60),
  help: optionalText(200),
  required: z.boolean(),
  unit: optionalText(12),
  min: bound,
  max: bound,
  decimals: z.number().int().min(0).max(4),
  options: z.array(text(60)).max(mostOptions),
  multiple: z.boolean(),
  most: z.number().int().min(1).max(mostPhotos),
})

/** The builder's list, as one text: its fields come and go. */
const fields = z
  .string()
  .max(60_000)
  .transform((json, context): unknown => {
    try {
      return JSON.parse(json)
    } catch {
      context.addIssue({ code: 'custom' })
      return z.NEVER
    }
  })
  .pipe(z.array(fieldInput).min(1).max(mostFields))

const weekday = z
  .string()
  .regex(/^[1-7]$/)
  .transform(Number)

const templateFacts = {
  name: text(40),
  intro: prose(500).optional(),
  fields,
  unitIds: many(z.guid(), 100),
  positionIds: many(z.guid(), 100),
  rhythm: z.enum(['daily', 'weekly']),
  weekdays: many(weekday, 7),
  dueTime: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
  remindMinutes: z.coerce.number().int().min(0).max(720),
}
export const makeTemplateInput = z.strictObject(templateFacts)
export const changeTemplateInput = z.strictObject({ templateId: z.guid(), revision, ...templateFacts })
/** From the day on; today when absent. Until the day before `endsOn`, or without an end. */
export const startTemplateInput = z.strictObject({
  templateId: z.guid(),
  revision,
  startsOn: localDay.optional(),
  endsOn: localDay.optional(),
})
/** The first day on which it is no longer due; tomorrow when absent. */
export const endTemplateInput = z.strictObject({
  templateId: z.guid(),
  revision,
  endsOn: localDay.optional(),
})

export type TemplateFacts = z.output<typeof makeTemplateInput>
