import { z } from 'zod'
import { addDays } from '../clock'
import { localDay, text } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { prose, requestNumber } from '../workflow/input'

const said = {
  kind: z.enum(['fixed_term', 'open_ended']),
  lastOn: localDay.transform(day => addDays(day, 1)).optional(),
  position: text(60),
  place: text(120),
  note: prose(1000),
}

/** What is renewed is the contract that ends last; the new one begins where it ends. */
export const requestRenewalInput = z.strictObject({ employee: employeeNumber, ...said })
export const reviseRenewalInput = z.strictObject({ number: requestNumber, ...said })
export type SaidRenewal = Omit<z.output<typeof reviseRenewalInput>, 'number'>

/** The person agrees, and says so where it takes their own wish. */
export const confirmRenewalInput = z.strictObject({
  number: requestNumber,
  wish: z.literal('fixed_term').optional(),
  reason: prose(1000).optional(),
})
