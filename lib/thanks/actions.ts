'use server'

import { action } from '../action'
import * as commands from './commands'
import { answerNoteInput, changeNoteInput, withdrawNoteInput, writeNoteInput } from './input'

export const writeNote = action(writeNoteInput, commands.writeNote)
export const changeNote = action(changeNoteInput, commands.changeNote)
export const withdrawNote = action(withdrawNoteInput, commands.withdrawNote)
export const answerNote = action(answerNoteInput, commands.answerNote)
