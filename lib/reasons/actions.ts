'use server'

import { action } from '../action'
import * as commands from './commands'
import { addReasonInput, changeReasonInput, moveReasonInput, retireReasonInput } from './input'

export const addReason = action(addReasonInput, commands.addReason)
export const changeReason = action(changeReasonInput, commands.changeReason)
export const retireReason = action(retireReasonInput, commands.retireReason)
export const moveReason = action(moveReasonInput, commands.moveReason)
