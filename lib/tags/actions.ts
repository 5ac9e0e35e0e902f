'use server'

import { action } from '../action'
import * as commands from './commands'
import { addTagInput, giveTagInput, renameTagInput, retireTagInput, takeTagInput } from './input'

export const addTag = action(addTagInput, commands.addTag)
export const renameTag = action(renameTagInput, commands.renameTag)
export const retireTag = action(retireTagInput, commands.retireTag)
export const giveTag = action(giveTagInput, commands.giveTag)
export const takeTag = action(takeTagInput, commands.takeTag)
