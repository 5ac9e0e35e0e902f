'use server'

import { action } from '../action'
import * as commands from './commands'
import { consentAgainInput, withdrawConsentInput } from './input'

export const withdrawConsent = action(withdrawConsentInput, commands.withdrawConsent)
export const consentAgain = action(consentAgainInput, commands.consentAgain)
