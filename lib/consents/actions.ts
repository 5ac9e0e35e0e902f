'use server'

import { action } from '../action'
import * as commands from './commands'
import { withdrawConsentInput } from './input'

export const withdrawConsent = action(withdrawConsentInput, commands.withdrawConsent)
