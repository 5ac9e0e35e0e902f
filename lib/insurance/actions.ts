'use server'

import { action, unkeptAction } from '../action'
import * as commands from './commands'
import { reckonInput, revealRecordInput, runInput } from './input'

export const reckonMonth = action(reckonInput, commands.reckonMonth)
export const issueMonth = action(runInput, commands.issueMonth)
export const discardMonth = action(runInput, commands.discardMonth)
export const revealRecord = unkeptAction(revealRecordInput, commands.revealRecord)
