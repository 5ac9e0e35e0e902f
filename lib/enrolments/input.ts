import { z } from 'zod'
import { purposes } from '@/db/schema/identities'
import { money, optionalText, revision } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { month } from '../schemes/input'

const terms = {
  schemeId: z.guid(),
  from: month,
  /** Of the month, in yuan; the agreed pay when absent. */
  insuranceBase: money.optional(),
  hasFund: z.literal('yes').optional(),
  fundBase: money.optional(),
  fundAccount: z
    .string()
    .trim()
    .max(30)
    .regex(/^[0-9A-Za-z-]*$/)
    .default(''),
}
const seen = { enrolmentId: z.guid(), revision }

export const enrolInput = z.strictObject({ number: employeeNumber, ...terms })
export type EnrolInput = z.output<typeof enrolInput>

export const changeEnrolmentInput = z.strictObject({ ...seen, ...terms })
export type ChangeEnrolmentInput = z.output<typeof changeEnrolmentInput>

export const endEnrolmentInput = z.strictObject({ ...seen, lastMonth: month })
export type EndEnrolmentInput = z.output<typeof endEnrolmentInput>

export const revealEnrolmentInput = z.strictObject({
  number: employeeNumber,
  enrolmentId: z.guid(),
  purpose: z.enum(purposes),
  note: optionalText(200),
})
export type RevealEnrolmentInput = z.output<typeof revealEnrolmentInput>

export const revealOwnEnrolmentInput = revealEnrolmentInput.pick({ enrolmentId: true })
export type RevealOwnEnrolmentInput = z.output<typeof revealOwnEnrolmentInput>
