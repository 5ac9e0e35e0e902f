import { z } from 'zod'
import { purposes } from '@/db/schema/identities'
import { localDay, money, optionalText, text } from '../organisation/input'
import { employeeNumber } from '../people/input'

export const agreePayInput = z.strictObject({
  contractId: z.guid(),
  /** From when it holds; the contract's first day when absent. */
  startsOn: localDay.optional(),
  base: money,
  post: money.optional(),
  meal: money.optional(),
  transport: money.optional(),
  housing: money.optional(),
  other: money.optional(),
  probation: money.optional(),
  /** That pay in probation rests on the lowest of the post; said where it is below the share of what is agreed. */
  probationBasis: z.literal('post').optional(),
  /** Wanted where there is pay from that day already: it is put right. */
  reason: text(200).optional(),
})
export type AgreePayInput = z.output<typeof agreePayInput>

export const revealPayInput = z.strictObject({
  number: employeeNumber,
  payId: z.guid(),
  purpose: z.enum(purposes),
  note: optionalText(200),
})
export type RevealPayInput = z.output<typeof revealPayInput>

export const revealOwnPayInput = revealPayInput.pick({ payId: true })
export type RevealOwnPayInput = z.output<typeof revealOwnPayInput>
