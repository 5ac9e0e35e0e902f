'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  cancelLeavingInput,
  interviewInput,
  leavingItemInput,
  requestLeavingInput,
  resignInput,
  reviseLeavingInput,
} from './input'

export const requestLeaving = action(requestLeavingInput, commands.requestLeaving)
export const resign = action(resignInput, commands.resign)
export const reviseLeaving = action(reviseLeavingInput, commands.reviseLeaving)
export const cancelLeaving = action(cancelLeavingInput, commands.cancelLeaving)
export const tickLeavingItem = action(leavingItemInput, commands.tickLeavingItem)
export const recordInterview = action(interviewInput, commands.recordInterview)
