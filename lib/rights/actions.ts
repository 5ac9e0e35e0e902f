'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  answerRightsInput,
  askRightsForInput,
  askRightsInput,
  endHoldInput,
  erasureInput,
  placeHoldInput,
  withdrawRightsInput,
} from './input'

export const askRights = action(askRightsInput, commands.askRights)
export const askRightsFor = action(askRightsForInput, commands.askRightsFor)
export const withdrawRights = action(withdrawRightsInput, commands.withdrawRights)
export const answerRights = action(answerRightsInput, commands.answerRights)
export const placeHold = action(placeHoldInput, commands.placeHold)
export const endHold = action(endHoldInput, commands.endHold)
export const proposeErasure = action(erasureInput, commands.proposeErasure)
export const dropErasure = action(erasureInput, commands.dropErasure)
export const confirmErasure = action(erasureInput, commands.confirmErasure)
