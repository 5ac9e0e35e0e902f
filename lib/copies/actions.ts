'use server'

import { action } from '../action'
import * as commands from './commands'
import { askCopyForInput, askCopyInput, copyInput } from './input'

export const askCopy = action(askCopyInput, commands.askCopy)
export const askCopyFor = action(askCopyForInput, commands.askCopyFor)
export const removeCopy = action(copyInput, commands.removeCopy)
