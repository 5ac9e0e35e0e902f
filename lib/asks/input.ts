import { z } from 'zod'
import { localDay } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { prose } from '../workflow/input'
import { askItems, askStates, mayBeAskedFor } from './rules'

const item = z.union([z.enum(askItems), z.templateLiteral(['field:', z.guid()])]).refine(mayBeAskedFor)
/** A form with one box ticked sends one value. */
const items = z.preprocess(
  value => (value === undefined ? value : [value].flat()),
  z.array(item).min(1).max(30),
)
const facts = { items, dueOn: localDay, reason: prose(300).optional() }

export const askPersonInput = z.strictObject({ number: employeeNumber, ...facts })
export const askManyInput = z.strictObject({
  unitId: z.guid().optional(),
  ...facts,
  /** Whom the form showed: should others be meant meanwhile, it is shown again. */
  people: z.coerce.number().int().min(1).max(1_000_000),
})
export const withdrawAskInput = z.strictObject({ askId: z.guid() })

const one = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value) || undefined, schema)
const cursor = one(z.string().max(600).optional()).catch(undefined)

/** The address of the list of asks; what makes no sense in it is left out. */
export const asksParams = z.object({
  state: one(z.enum(askStates).default('late')).catch('late'),
  after: cursor,
  before: cursor,
})
export type AsksParams = z.output<typeof asksParams>

/** The address of the form that asks a whole list. */
export const askParams = z.object({
  unit: one(z.guid().optional()).catch(undefined),
  items: z.preprocess(value => (value === undefined ? [] : [value].flat()), z.array(item).max(30)).catch([]),
})
export type AskParams = z.output<typeof askParams>
