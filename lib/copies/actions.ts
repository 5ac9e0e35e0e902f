'use server'

import { action } from '../action'
import * as commands from './commands'
import { askCopyInput, copyInput } from './input'

export const askCopy = action(askCopyInput, commands.askCopy)
export const removeCopy = action(copyInput, commands.removeCopy)
