'use server'

import { action } from '../action'
import * as commands from './commands'
import { askManyInput, askPersonInput, withdrawAskInput } from './input'

export const askPerson = action(askPersonInput, commands.askPerson)
export const askMany = action(askManyInput, commands.askMany)
export const withdrawAsk = action(withdrawAskInput, commands.withdrawAsk)
