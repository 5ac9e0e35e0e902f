'use server'

import { action } from '../action'
import * as commands from './commands'
import { dropRhythmInput, followUpInput, recordTouchpointInput, setRhythmInput } from './input'

export const recordTouchpoint = action(recordTouchpointInput, commands.recordTouchpoint)
export const followUp = action(followUpInput, commands.followUp)
export const setRhythm = action(setRhythmInput, commands.setRhythm)
export const dropRhythm = action(dropRhythmInput, commands.dropRhythm)
