import { z } from 'zod'
import { employeeNumber } from '../people/input'
import { prose } from '../workflow/input'
import { rightsCategories, rightsKinds } from './rules'

const rightsNumber = z.string().regex(/^QL-\d{4}-\d{4,8}$/)
const category = z.enum(rightsCategories)

const asked = {
  kind: z.enum(rightsKinds),
  categories: z
    .union([category.transform(one => [one]), z.array(category).min(1).max(rightsCategories.length)])
    .transform(all => [...new Set(all)]),
  reason: prose(1000),
}

export const askRightsInput = z.strictObject(asked)
/** For somebody who has left, with how HR made sure of who they are. */
export const askRightsForInput = z.strictObject({ employee: employeeNumber, ...asked, proof: prose(300) })
export const withdrawRightsInput = z.strictObject({ number: rightsNumber })
/** `outcome` is HR's to say of a correction alone: what is erased and what is kept the law says. */
export const answerRightsInput = z.strictObject({
  number: rightsNumber,
  outcome: z.enum(['corrected', 'refused']).optional(),
  note: prose(1000).optional(),
})
export const placeHoldInput = z.strictObject({ employee: employeeNumber, reason: prose(500) })
export const endHoldInput = z.strictObject({ holdId: z.guid() })
export const erasureInput = z.strictObject({ erasureId: z.guid() })
