'use server'

import { action, unkeptAction } from '../action'
import * as commands from './commands'
import {
  changeFieldInput,
  defineFieldInput,
  enterOwnValueInput,
  enterValueInput,
  moveFieldInput,
  retireFieldInput,
  revealOwnValueInput,
  revealValueInput,
} from './input'

export const defineField = action(defineFieldInput, commands.defineField)
export const changeField = action(changeFieldInput, commands.changeField)
export const retireField = action(retireFieldInput, commands.retireField)
export const moveField = action(moveFieldInput, commands.moveField)
export const enterValue = action(enterValueInput, commands.enterValue)
export const enterOwnValue = action(enterOwnValueInput, commands.enterOwnValue)
export const revealValue = unkeptAction(revealValueInput, commands.revealValue)
export const revealOwnValue = unkeptAction(revealOwnValueInput, commands.revealOwnValue)
