'use server'

import { action } from '../action'
import * as commands from './commands'
import { accountInput, endGrantInput, grantRoleInput, openAccountForm, resetPasswordInput } from './input'

export const openAccount = action(openAccountForm, commands.openAccount)
export const disableAccount = action(accountInput, commands.disableAccount)
export const enableAccount = action(accountInput, commands.enableAccount)
export const resetPassword = action(resetPasswordInput, commands.resetPassword)
export const grantRole = action(grantRoleInput, commands.grantRole)
export const endGrant = action(endGrantInput, commands.endGrant)
