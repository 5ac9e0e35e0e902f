'use server'

import { action } from '../action'
import * as commands from './commands'
import { confirmRenewalInput, requestRenewalInput, reviseRenewalInput } from './input'

export const requestRenewal = action(requestRenewalInput, commands.requestRenewal)
export const reviseRenewal = action(reviseRenewalInput, commands.reviseRenewal)
export const confirmRenewal = action(confirmRenewalInput, commands.confirmRenewal)
