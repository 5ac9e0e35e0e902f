import { z } from 'zod'
import { money, revision, slug, text } from '../organisation/input'

const positionFacts = {
  name: text(40),
  family: text(30),
  level: z.coerce.number().int().min(1).max(20),
}
export const addPositionInput = z.strictObject({ code: slug, ...positionFacts })
export const changePositionInput = z.strictObject({ positionId: z.guid(), revision, ...positionFacts })
export const retirePositionInput = z.strictObject({ positionId: z.guid(), revision })
/** Without an amount the post has none any more. */
export const setFloorInput = z.strictObject({
  positionId: z.guid(),
  revision,
  lowestPay: money.refine(fen => fen > 0).optional(),
})

export const positionSorts = ['code', 'name', 'family', 'level', 'holders'] as const

export type AddPosition = z.output<typeof addPositionInput>
export type ChangePosition = z.output<typeof changePositionInput>
export type RetirePosition = z.output<typeof retirePositionInput>
export type SetFloor = z.output<typeof setFloorInput>
