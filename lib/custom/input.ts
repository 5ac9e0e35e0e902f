import { z } from 'zod'
import { purposes } from '@/db/schema/identities'
import { optionalText, revision, text } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { customClasses, customKeepers, customKinds, longestText, mostChoices } from './rules'

const ticked = z
  .literal('on')
  .optional()
  .transform(value => value === 'on')
const bound = z.coerce.number().int().min(-1_000_000).max(1_000_000_000).optional()

/** A choice a line, 中文 | English; without the second part both are the same. */
const choices = z
  .string()
  .max(4_000)
  .default('')
  .transform(typed =>
    typed
      .split('\n')
      .map(line => line.split('|').map(part => part.trim()))
      .filter(([name]) => name)
      .map(([name = '', english = '']) => ({ name, english: english || name })),
  )
  .pipe(z.array(z.strictObject({ name: text(60), english: text(60) })).max(mostChoices))

const shape = {
  name: text(30),
  nameEn: text(60),
  isRequired: ticked,
  choices,
  least: bound,
  most: bound,
}

export const defineFieldInput = z.strictObject({
  ...shape,
  kind: z.enum(customKinds),
  class: z.enum(customClasses),
  keeper: z.enum(customKeepers),
})
export const changeFieldInput = z.strictObject({
  fieldId: z.guid(),
  revision,
  ...shape,
  keeper: z.enum(customKeepers),
})
export const retireFieldInput = z.strictObject({ fieldId: z.guid(), revision })
export const moveFieldInput = z.strictObject({ fieldId: z.guid(), by: z.enum(['up', 'down']) })

const value = optionalText(longestText * 2)
export const enterValueInput = z.strictObject({ number: employeeNumber, fieldId: z.guid(), value })
export const enterOwnValueInput = z.strictObject({ fieldId: z.guid(), value })
export const revealValueInput = z.strictObject({
  number: employeeNumber,
  fieldId: z.guid(),
  purpose: z.enum(purposes),
  note: optionalText(200),
})
export const revealOwnValueInput = z.strictObject({ fieldId: z.guid() })
