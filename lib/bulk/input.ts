import { z } from 'zod'
import { bulkKinds } from '@/db/schema/bulk'
import { employeeNumber, peopleParams } from '../people/input'
import { month } from '../schemes/input'
import { prose } from '../workflow/input'
import { longestMessage, mostTicked } from './rules'

const list = peopleParams.omit({ after: true, before: true, saved: true })
const filter = list.omit({ cols: true, sort: true })
const ticked = z.preprocess(
  value => (value === undefined ? undefined : [value].flat()),
  z.array(employeeNumber).max(mostTicked).optional(),
)
const one = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value) || undefined, schema)
const target = one(z.guid().optional())

const isNumber = (typed: unknown): typed is string => employeeNumber.safeParse(typed).success
const numbersIn = (typed: unknown): unknown[] => [...new Set(typed === undefined ? [] : [typed].flat())]

/** What an address names beside the people whom `bulkParams` takes from it: what is no number, and more than one page can tick. */
export function notTaken(typed: Record<string, unknown>): { unfit: string[]; beyond: number } {
  const all = numbersIn(typed.n)
  const fit = all.filter(isNumber)
  return {
    unfit: all.filter(one => !isNumber(one)).map(String),
    beyond: Math.max(0, fit.length - mostTicked),
  }
}

/** The people ticked on the list, or all whom its address finds; and what is to become of them. What makes no sense is left out. */
export const bulkParams = list.extend({
  n: z.preprocess(
    typed => (typed === undefined ? undefined : numbersIn(typed).filter(isNumber).slice(0, mostTicked)),
    z.array(employeeNumber).optional(),
  ),
  all: one(z.literal('yes').optional()).catch(undefined),
  kind: one(z.enum([...bulkKinds, 'export']).default('contact')).catch('contact'),
  contactUserId: target.catch(undefined),
  homeUnitId: target.catch(undefined),
  schemeId: target.catch(undefined),
  from: one(month.optional()).catch(undefined),
  hasFund: one(z.literal('yes').optional()).catch(undefined),
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
    schemeId: z.guid().optional(),
    from: month.optional(),
    hasFund: z.literal('yes').optional(),
    words: prose(longestMessage).optional(),
    affects: z.coerce.number().int().positive(),
  })
  .strict()
export type StartBulkInput = z.output<typeof startBulkInput>
