'use server'

import { action } from '../action'
import * as commands from './commands'
import { densityInput, renameViewInput, saveViewInput, startInput, updateViewInput, viewInput } from './input'

export const saveView = action(saveViewInput, commands.saveView)
export const updateView = action(updateViewInput, commands.updateView)
export const renameView = action(renameViewInput, commands.renameView)
export const removeView = action(viewInput, commands.removeView)
export const startWithView = action(startInput, commands.startWithView)
export const chooseDensity = action(densityInput, commands.chooseDensity)
