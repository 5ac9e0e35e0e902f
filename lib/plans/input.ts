import { z } from 'zod'
import { transferKinds } from '@/db/schema/transfers'
import { localDay } from '../organisation/input'
import { requestNumber } from '../workflow/input'

/**
 * What the form's address holds while somebody is still choosing: anything that is not understood counts as not chosen,
 * the real check comes with the submission.
 */
export const draftInput = z.object({
  kind: z.enum(transferKinds).optional().catch(undefined),
  toUnitId: z.guid().optional().catch(undefined),
  toPositionId: z.guid().optional().catch(undefined),
  /** The position at home, for a return. */
  homePositionId: z.guid().optional().catch(undefined),
  /** However far away: the plan says what range is accepted. */
  effectiveOn: z.iso.date().optional().catch(undefined),
  endsOn: z.iso.date().optional().catch(undefined),
  months: z.coerce.number().int().min(1).max(36).optional().catch(undefined),
  /** The first day and the planned return that the form showed, when it changes a request: see settled in rules.ts. */
  wasFrom: localDay.optional().catch(undefined),
  wasTo: localDay.optional().catch(undefined),
  /** The number of a request that came to nothing, with whose wishes the form begins. */
  again: requestNumber.optional().catch(undefined),
  step: z.enum(['preview']).optional().catch(undefined),
})
export type Draft = z.output<typeof draftInput>
