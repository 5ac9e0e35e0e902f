'use server'

import { action } from '../action'
import * as commands from './commands'
import { deadInput } from './input'

export const retryDeliveries = action(deadInput, commands.retryDeliveries)
export const dropDeliveries = action(deadInput, commands.dropDeliveries)
