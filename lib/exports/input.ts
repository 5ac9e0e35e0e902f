import { z } from 'zod'
import { purposes } from '@/db/schema/identities'
import { mostTicked } from '../bulk/rules'
import { optionalText } from '../organisation/input'
import { employeeNumber, peopleParams } from '../people/input'
import { month } from '../schemes/input'
import { formats } from './rules'

const format = z.enum(formats)
/** Those who were ticked among what the address finds. */
const ticked = z.preprocess(
  value => (value === undefined ? undefined : [value].flat()),
  z.array(employeeNumber).max(mostTicked).optional(),
)

/** The list that is exported, as it is kept for the worker. */
export const listedParams = peopleParams
  .omit({ after: true, before: true, saved: true })
  .extend({ n: ticked })
/** What the list's address says, and the kind of file. */
export const askExportInput = listedParams.extend({ format }).strict()

/** Masked, unless somebody says what it is needed in the clear for. */
const contents = {
  format,
  purpose: z.enum(purposes).exclude(['own']).optional(),
  note: optionalText(200),
}
export const askRegisterInput = z.strictObject({ unit: z.guid().optional(), ...contents })
export const askMonthInput = z.strictObject({ month, ...contents })
export type Contents = Pick<z.output<typeof askMonthInput>, keyof typeof contents>

export const exportInput = z.strictObject({ exportId: z.guid() })
