import { z } from 'zod'
import { addDays } from '../clock'
import { localDay, revision, text } from '../organisation/input'
import { employeeNumber } from '../people/input'

export const contractKinds = ['fixed_term', 'open_ended', 'task_based'] as const

/** People write a contract's last day; kept is the day after, as everywhere. */
const lastDay = localDay.transform(day => addDays(day, 1)).optional()

const terms = {
  kind: z.enum(contractKinds),
  signedOn: localDay,
  lastOn: lastDay,
  probationLastOn: lastDay,
  position: text(60),
  place: text(120),
  byWish: z.literal('yes').optional(),
}
const seen = { contractId: z.guid(), revision }

export const signInput = z.strictObject({ number: employeeNumber, startsOn: localDay, ...terms })
export type SignInput = z.output<typeof signInput>

/** A renewal begins where the contract before it ends. One that is entered as signed passes no approval, and says why. */
export const renewInput = z.strictObject({ ...seen, ...terms, reason: text(200) })
export type RenewInput = z.output<typeof renewInput>

export const correctInput = z.strictObject({ ...seen, startsOn: localDay, ...terms, reason: text(200) })
export type CorrectInput = z.output<typeof correctInput>

export const endEarlyInput = z.strictObject({
  ...seen,
  lastOn: localDay.transform(day => addDays(day, 1)),
  reason: text(200),
})
export type EndEarlyInput = z.output<typeof endEarlyInput>

/** What a row of the list is about. */
export const matters = ['unwritten', 'uninsured', 'secondTerm', 'probation', 'ending', 'certificate'] as const
export type Matter = (typeof matters)[number]

const one = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value) || undefined, schema)
const cursor = one(z.string().max(600).optional()).catch(undefined)

/** The address of the list of what needs action; what makes no sense in it is left out. */
export const termParams = z.object({
  view: one(z.enum(['all', ...matters]).default('all')).catch('all'),
  q: one(z.string().max(200).optional()).catch(undefined),
  home: one(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{1,39}$/)
      .optional(),
  ).catch(undefined),
  after: cursor,
  before: cursor,
})
export type TermParams = z.output<typeof termParams>
