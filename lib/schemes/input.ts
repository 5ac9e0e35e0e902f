import { z } from 'zod'
import { insuranceItems, residences } from '@/db/schema/insurance'
import { localDay, money, text } from '../organisation/input'
import { basisPointsOf } from './rules'

/** A month as people choose it, 2026-11; its first day from here on. */
export const month = z
  .string()
  .regex(/^(?:20|21)\d\d-(?:0[1-9]|1[0-2])$/)
  .transform(text => `${text}-01`)

/** A share in percent with at most two places; basis points from here on. */
const percent = z
  .string()
  .trim()
  .max(6)
  .regex(/^\d{1,2}(?:\.\d{1,2})?$/)
  .transform(basisPointsOf)

const city = text(20)

export const addSchemeInput = z.strictObject({ city, residence: z.enum(residences) })
export type AddSchemeInput = z.output<typeof addSchemeInput>

export const setRateInput = z.strictObject({
  schemeId: z.guid(),
  item: z.enum(insuranceItems),
  from: month,
  companyRate: percent,
  personRate: percent,
  companyFixed: money.optional(),
  personFixed: money.optional(),
  floor: money.optional(),
  ceiling: money.optional(),
  roundTo: z.enum(['1', '10', '100']).default('1').transform(Number),
  source: text(120),
  /** Wanted where there is a rate from that month already: it is put right. */
  reason: text(200).optional(),
})
export type SetRateInput = z.output<typeof setRateInput>

export const setMinimumWageInput = z.strictObject({
  city,
  startsOn: localDay,
  monthly: money,
  source: text(120),
  reason: text(200).optional(),
})
export type SetMinimumWageInput = z.output<typeof setMinimumWageInput>
