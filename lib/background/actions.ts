'use server'

import { action } from '../action'
import * as commands from './commands'
import { correctJobInput, jobInput, removeJobInput } from './input'

export const recordEarlierJob = action(jobInput, commands.recordEarlierJob)
export const correctEarlierJob = action(correctJobInput, commands.correctEarlierJob)
export const removeEarlierJob = action(removeJobInput, commands.removeEarlierJob)
