'use server'

import { action } from '../action'
import * as commands from './commands'
import { readInput } from './input'

export const markRead = action(readInput, commands.markRead)
