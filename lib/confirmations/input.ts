import { z } from 'zod'
import { addDays } from '../clock'
import { localDay } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { prose, requestNumber } from '../workflow/input'
import { outcomes } from './rules'

const said = {
  outcome: z.enum(outcomes),
  /** The first day as a confirmed employee; left out, the day on which probation ends anyway. */
  confirmedOn: localDay.optional(),
  /** The new last day of probation, when it is extended. */
  lastOn: localDay.transform(day => addDays(day, 1)).optional(),
  assessment: prose(1000),
}

export const requestConfirmationInput = z.strictObject({ employee: employeeNumber, ...said })
export const reviseConfirmationInput = z.strictObject({ number: requestNumber, ...said })
export type SaidConfirmation = Omit<z.output<typeof reviseConfirmationInput>, 'number'>
