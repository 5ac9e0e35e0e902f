import { z } from 'zod'
import { addDays } from '../clock'
import { localDay } from '../organisation/input'
import { employeeNumber } from '../people/input'
import { prose, requestNumber } from '../workflow/input'

const said = {
  reason: z.string().regex(/^[a-z0-9_]{2,40}$/),
  /** The last day of work; kept is the day after. */
  lastOn: localDay.transform(day => addDays(day, 1)),
  /** The local time on that day at which the account ends; left out, it is the end of the day. */
  endsAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  note: prose(1000).optional(),
  /** Wanted where the notice is shorter than the law has it. */
  shortReason: prose(500).optional(),
  /** Wanted of HR where the last day of work is over. */
  backDatedReason: prose(500).optional(),
}

export const requestLeavingInput = z.strictObject({ employee: employeeNumber, ...said })
/** One's own: who it is about is whoever sends it. */
export const resignInput = z.strictObject(said)
export const reviseLeavingInput = z.strictObject({ number: requestNumber, ...said })
export type SaidLeaving = z.output<typeof resignInput>

export const cancelLeavingInput = z.strictObject({ number: requestNumber, reason: prose(1000) })

export const leavingItemInput = z.strictObject({
  itemId: z.guid(),
  done: z.enum(['yes', 'no']),
})

export const interviewInput = z.strictObject({
  number: requestNumber,
  /** What the form was filled in on; left out while there is none. */
  revision: z.coerce.number().int().positive().optional(),
  heldOn: localDay,
  note: prose(4000),
})

export const leavingTabs = ['coming', 'late', 'open', 'gone'] as const
const one = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value) || undefined, schema)
const cursor = one(z.string().max(600).optional()).catch(undefined)

/** The address of the list of who leaves; what makes no sense in it is left out. */
export const leavingParams = z.object({
  tab: one(z.enum(leavingTabs).default('coming')).catch('coming'),
  after: cursor,
  before: cursor,
})
export type LeavingParams = z.output<typeof leavingParams>
