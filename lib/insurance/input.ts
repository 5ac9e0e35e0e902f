import { z } from 'zod'
import { purposes } from '@/db/schema/identities'
import { optionalText, text } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { month } from '../schemes/input'

export const reckonInput = z.strictObject({
  month,
  /** Wanted where the month was issued already. */
  reason: text(200).optional(),
})
export type ReckonInput = z.output<typeof reckonInput>

export const runInput = z.strictObject({ runId: z.guid() })
export type RunInput = z.output<typeof runInput>

export const revealRecordInput = z.strictObject({
  number: employeeNumber,
  recordId: z.guid(),
  purpose: z.enum(purposes),
  note: optionalText(200),
})
export type RevealRecordInput = z.output<typeof revealRecordInput>
