import { z } from 'zod'
import { localDay, revision, slug, text, zone } from '../organisation/input'
import { byWeekday, coordinateSystems, groupHours } from './rules'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const hours = z.strictObject({
  days: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  opens: time,
  closes: time,
})

/** An array, or its JSON as the form's editor writes it. */
const openingHours = z
  .preprocess(
    value => {
      if (typeof value !== 'string') return value
      try {
        return JSON.parse(value) as unknown
      } catch {
        return value
      }
    },
    z
      .array(hours)
      .max(14)
      .transform(entries => groupHours(byWeekday(entries))),
  )
  .default([])

const degrees = (limit: number) => z.coerce.number().min(-limit).max(limit).optional()

const storeFacts = {
  partnerId: z.guid(),
  city: text(30),
  address: text(200),
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(/^[+\d][\d\s()-]{2,38}$/)
    .or(z.literal(''))
    .default(''),
  latitude: degrees(90),
  longitude: degrees(180),
  coordinateSystem: z.enum(coordinateSystems).default('gcj02'),
  fenceRadiusM: z.coerce.number().int().min(20).max(5000).default(150),
  openingHours,
}

export const openStoreInput = z.strictObject({
  code: slug,
  name: text(60),
  parentId: z.guid(),
  zone,
  openedOn: localDay.optional(),
  ...storeFacts,
})
export const changeStoreInput = z.strictObject({ unitId: z.guid(), revision, zone, ...storeFacts })

export const storeSorts = ['code', 'name', 'city', 'opened'] as const

export type OpenStore = z.output<typeof openStoreInput>
export type ChangeStore = z.output<typeof changeStoreInput>
