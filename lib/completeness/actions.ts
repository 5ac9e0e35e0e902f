'use server'

import { action } from '../action'
import * as commands from './commands'
import { addFileRuleInput, dropFileRuleInput } from './input'

export const addFileRule = action(addFileRuleInput, commands.addFileRule)
export const dropFileRule = action(dropFileRuleInput, commands.dropFileRule)
