import { z } from 'zod'
import { localDay } from '../organisation/input'
import { calendarKinds } from './rules'

const one = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (Array.isArray(value) ? value[0] : value) || undefined, schema)
const cursor = one(z.string().max(600).optional()).catch(undefined)

/** The address of the calendar; what makes no sense in it is left out. */
export const calendarParams = z.object({
  month: one(
    z
      .string()
      .regex(/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/)
      .optional(),
  ).catch(undefined),
  day: one(localDay.optional()).catch(undefined),
  kind: one(z.enum(['all', ...calendarKinds]).default('all')).catch('all'),
  q: one(z.string().max(200).optional()).catch(undefined),
  unit: one(
    z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{1,39}$/)
      .optional(),
  ).catch(undefined),
  after: cursor,
  before: cursor,
})
export type CalendarParams = z.output<typeof calendarParams>
