'use server'

import { action } from '../action'
import * as commands from './commands'
import { publishInput } from './input'

export const publishDefinition = action(publishInput, commands.publishDefinition)
