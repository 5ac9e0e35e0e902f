'use server'

import { action } from '../action'
import * as commands from './commands'
import { requestConfirmationInput, reviseConfirmationInput } from './input'

export const requestConfirmation = action(requestConfirmationInput, commands.requestConfirmation)
export const reviseConfirmation = action(reviseConfirmationInput, commands.reviseConfirmation)
