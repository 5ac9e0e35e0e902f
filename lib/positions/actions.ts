'use server'

import { action } from '../action'
import * as commands from './commands'
import { addPositionInput, changePositionInput, retirePositionInput, setFloorInput } from './input'

export const addPosition = action(addPositionInput, commands.addPosition)
export const changePosition = action(changePositionInput, commands.changePosition)
export const setFloor = action(setFloorInput, commands.setFloor)
export const retirePosition = action(retirePositionInput, commands.retirePosition)
