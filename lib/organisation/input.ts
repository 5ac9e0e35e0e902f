import { z } from 'zod'
import { fenOf } from '../pay/rules'

/** Invisible characters that reorder or break text are no part of a name. */
const visible = /^[^\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]*$/u

export const text = (max: number) => z.string().trim().min(1).max(max).regex(visible)
export const optionalText = (max: number) => z.string().trim().max(max).regex(visible).default('')
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/)
/** Unified social credit code: 18 digits and capitals without I, O, S, V, Z (GB 32100). */
export const creditCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
/** A day of somebody's lifetime: years that no database or calendar takes are refused here. */
export const localDay = z.iso.date().regex(/^(?:19|20|21)/)
/** Yuan as people type it, with at most two places; fen from here on. */
export const money = z
  .string()
  .trim()
  .max(20)
  .regex(/^\d{1,7}(?:\.\d{1,2})?$/)
  .transform(fenOf)
/** The state that the caller saw; a command refuses when it is no longer so. */
export const revision = z.coerce.number().int().min(1).max(2_147_483_647)
export const zone = z
  .enum([
    'Asia/Shanghai',
    'Asia/Urumqi',
    'Asia/Hong_Kong',
    'Asia/Macau',
    'Asia/Taipei',
    'Asia/Singapore',
    'Asia/Tokyo',
  ])
  .default('Asia/Shanghai')

export const openUnitInput = z.strictObject({
  code: slug,
  kind: z.enum(['headquarters', 'department', 'region', 'store']),
  name: text(60),
  /** Absent only for the headquarters itself. */
  parentId: z.guid().optional(),
  zone,
  /** The day it opens; today when absent. */
  openedOn: localDay.optional(),
})

/** What the form may open: the headquarters exists, and a store is opened together with its address. */
export const openUnitForm = openUnitInput.extend({
  kind: z.enum(['department', 'region']),
  parentId: z.guid(),
})

/** The first day on which a change holds; today when absent. A day in the past wants a reason. */
const effective = { startsOn: localDay.optional(), reason: text(500).optional() }

export const renameUnitInput = z.strictObject({ unitId: z.guid(), revision, name: text(60), ...effective })
export const moveUnitInput = z.strictObject({ unitId: z.guid(), revision, parentId: z.guid(), ...effective })
export const dropPlanInput = z.strictObject({ unitId: z.guid(), revision })
export const closeUnitInput = z.strictObject({ unitId: z.guid(), revision })
export const nameEmployerInput = z.strictObject({
  unitId: z.guid(),
  revision,
  legalName: text(120),
  creditCode: creditCode.optional(),
})

export type OpenUnit = z.output<typeof openUnitInput>
export type RenameUnit = z.output<typeof renameUnitInput>
export type MoveUnit = z.output<typeof moveUnitInput>
export type DropPlan = z.output<typeof dropPlanInput>
export type CloseUnit = z.output<typeof closeUnitInput>
export type NameEmployer = z.output<typeof nameEmployerInput>
