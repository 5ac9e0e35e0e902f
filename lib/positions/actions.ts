'use server'

import { action } from '../action'
import * as commands from './commands'
import { addPositionInput, changePositionInput, retirePositionInput } from './input'

export const addPosition = action(addPositionInput, commands.addPosition)
export const changePosition = action(changePositionInput, commands.changePosition)
export const retirePosition = action(retirePositionInput, commands.retirePosition)
