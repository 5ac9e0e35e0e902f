'use server'

import { action } from '../action'
import * as commands from './commands'
import { addSchemeInput, setMinimumWageInput, setRateInput } from './input'

export const addScheme = action(addSchemeInput, commands.addScheme)
export const setRate = action(setRateInput, commands.setRate)
export const setMinimumWage = action(setMinimumWageInput, commands.setMinimumWage)
