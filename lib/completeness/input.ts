import { z } from 'zod'
import { optionalText } from '../organisation/input'
import { fileItems, fileLists, filePlacements } from './rules'

export const addFileRuleInput = z
  .strictObject({
    item: z.enum(fileItems),
    placement: z.enum(filePlacements).default('any'),
    family: optionalText(30),
    isForStore: z
      .literal('on')
      .optional()
      .transform(value => value === 'on'),
  })
  .refine(rule => !rule.isForStore || rule.item === 'health', { path: ['isForStore'] })
export const dropFileRuleInput = z.strictObject({ ruleId: z.guid() })

const one = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value) || undefined, schema)
const cursor = one(z.string().max(600).optional()).catch(undefined)

/** The address of the list of files; what makes no sense in it is left out. */
export const filesParams = z.object({
  list: one(z.enum(fileLists).default('legal')).catch('legal'),
  view: one(z.enum(['people', 'units']).default('people')).catch('people'),
  unit: one(z.guid().optional()).catch(undefined),
  item: one(z.enum(fileItems).optional()).catch(undefined),
  after: cursor,
  before: cursor,
})
export type FilesParams = z.output<typeof filesParams>

export const registerParams = z.object({
  unit: one(z.guid().optional()).catch(undefined),
  after: cursor,
  before: cursor,
})
export type RegisterParams = z.output<typeof registerParams>
