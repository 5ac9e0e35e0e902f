import { z } from 'zod'
import { localDay } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { prose } from '../workflow/input'

/** The days from one to another, both included; one day when the second is absent. */
export const excuseInput = z.strictObject({
  employee: employeeNumber,
  kind: z.enum(['leave', 'rest', 'other']),
  reason: prose(200),
  fromDay: localDay,
  toDay: localDay.optional(),
})
export const withdrawExcuseInput = z.strictObject({ employee: employeeNumber, onDay: localDay })
export const restInput = z.strictObject({})
export const workAfterAllInput = z.strictObject({})
