import { z } from 'zod'
import { localDay, text } from '../organisation/input'
import { grantRoles } from './rules'

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,39}$/)
const password = z.string().min(1).max(200)

export const openAccountInput = z.strictObject({
  login,
  name: text(60),
  /** The first password, made by the form and handed over by whoever opens the account. */
  password,
  /** Ties the account to an employee; without one it is for somebody outside, such as a partner's manager. */
  employeeNumber: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^E\d{4,9}$/)
    .optional(),
  /** Seeds open accounts whose password stays. */
  mustChange: z.boolean().default(true),
})
export const openAccountForm = openAccountInput.omit({ mustChange: true }).transform(input => ({
  ...input,
  mustChange: true,
}))

export const accountInput = z.strictObject({ userId: z.guid() })
export const resetPasswordInput = z.strictObject({ userId: z.guid(), password })

export const grantRoleInput = z.strictObject({
  userId: z.guid(),
  role: z.enum(grantRoles),
  unitId: z.guid(),
  /** Today when absent. */
  startsOn: localDay.optional(),
  /** The first day without the role. */
  endsOn: localDay.optional(),
})
export const endGrantInput = z.strictObject({
  grantId: z.guid(),
  /** The first day without the role; today when absent. */
  endsOn: localDay.optional(),
})

export const accountSorts = ['login', 'name'] as const

export type OpenAccount = z.output<typeof openAccountInput>
export type AccountRef = z.output<typeof accountInput>
export type ResetPassword = z.output<typeof resetPasswordInput>
export type GrantRole = z.output<typeof grantRoleInput>
export type EndGrant = z.output<typeof endGrantInput>
