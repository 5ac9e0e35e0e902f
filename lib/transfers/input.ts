import { z } from 'zod'
import { transferKinds } from '@/db/schema/transfers'
import { prose, requestNumber } from '../workflow/input'

const yes = z.literal('yes').optional()
const localDay = z.iso.date()

/** One's consent, as the screen asks it: the base is needed, the two others are free. */
const consent = { consentBase: yes, consentPerformance: yes, consentTraining: yes }

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
  employee: z.string().max(20),
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
  item: z.string().max(40),
  done: z.enum(['yes', 'no']),
})
export const withdrawConsentInput = z.strictObject({ consent: z.guid() })
