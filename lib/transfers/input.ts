import { z } from 'zod'
import { transferKinds } from '@/db/schema/transfers'
import { localDay } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { prose, requestNumber } from '../workflow/input'

const yes = z.literal('yes').optional()

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
export const withdrawConsentInput = z.strictObject({ consent: z.guid() })

/**
 * What the form's address holds while somebody is still choosing: anything that is not understood counts as not chosen,
 * the real check comes with the submission.
 */
export const draftInput = z.object({
  kind: z.enum(transferKinds).optional().catch(undefined),
  toUnitId: z.guid().optional().catch(undefined),
  toPositionId: z.guid().optional().catch(undefined),
  effectiveOn: localDay.optional().catch(undefined),
  endsOn: localDay.optional().catch(undefined),
  months: z.coerce.number().int().min(1).max(36).optional().catch(undefined),
  step: z.enum(['preview']).optional().catch(undefined),
})
export type Draft = z.output<typeof draftInput>
