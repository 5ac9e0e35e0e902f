'use server'

import { action } from '../action'
import * as commands from './commands'
import { startBulkInput } from './input'

export const startBulk = action(startBulkInput, commands.startBulk)
