import { z } from 'zod'
import { revision, text } from '../organisation/input'

export const addTagInput = z.strictObject({ name: text(20) })
export const renameTagInput = z.strictObject({ tagId: z.guid(), revision, name: text(20) })
export const retireTagInput = z.strictObject({ tagId: z.guid(), revision })
export const giveTagInput = z.strictObject({ tagId: z.guid(), employeeId: z.guid() })
export const takeTagInput = z.strictObject({ tagId: z.guid(), employeeId: z.guid() })
