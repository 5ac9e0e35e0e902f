import { z } from 'zod'
import { bulkKinds } from '@/db/schema/bulk'
import { employeeNumber, peopleParams } from '../people/input'
import { prose } from '../workflow/input'
import { longestMessage, mostTicked } from './rules'

const filter = peopleParams.omit({ after: true, before: true, saved: true, cols: true, sort: true })
const ticked = z.preprocess(
  value => (value === undefined ? undefined : [value].flat()),
  z.array(employeeNumber).max(mostTicked).optional(),
)
const one = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value) || undefined, schema)
const target = one(z.guid().optional())

/** The people ticked on the list, or all whom its address finds; and what is to become of them. What makes no sense is left out. */
export const bulkParams = filter.extend({
  n: ticked.catch(undefined),
  all: one(z.literal('yes').optional()).catch(undefined),
  kind: one(z.enum(bulkKinds).default('contact')).catch('contact'),
  contactUserId: target.catch(undefined),
  homeUnitId: target.catch(undefined),
  words: one(prose(longestMessage).optional()).catch(undefined),
})
export type BulkParams = z.output<typeof bulkParams>

/** The same as it was shown, with how many people that was to change. */
export const startBulkInput = filter
  .extend({
    n: ticked,
    all: z.literal('yes').optional(),
    kind: z.enum(bulkKinds),
    contactUserId: z.guid().optional(),
    homeUnitId: z.guid().optional(),
    words: prose(longestMessage).optional(),
    affects: z.coerce.number().int().positive(),
  })
  .strict()
export type StartBulkInput = z.output<typeof startBulkInput>
