import { z } from 'zod'
import { transferKinds } from '@/db/schema/transfers'
import { consent } from '../consents/input'
import { localDay } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { prose, requestNumber } from '../workflow/input'

const wanted = {
  toUnitId: z.guid().optional(),
  toPositionId: z.guid().optional(),
  effectiveOn: localDay.optional(),
  endsOn: localDay.optional(),
  reason: prose(1000),
  backDatedReason: prose(500).optional(),
  ...consent,
}

/** `employee` is the employee number; everything about where the person is now is worked out by the server. */
export const requestTransferInput = z.strictObject({
  employee: employeeNumber,
  kind: z.enum(transferKinds),
  ...wanted,
})
export const reviseTransferInput = z.strictObject({ number: requestNumber, ...wanted })
export type WantedTransfer = Omit<z.output<typeof reviseTransferInput>, 'number'>
export const confirmTransferInput = z.strictObject({
  number: requestNumber,
  reason: prose(1000).optional(),
  ...consent,
})
export const cancelTransferInput = z.strictObject({ number: requestNumber, reason: prose(1000) })
export const handOverInput = z.strictObject({
  number: requestNumber,
  item: z.string().regex(/^[a-zA-Z]{1,40}$/),
  done: z.enum(['yes', 'no']),
})
