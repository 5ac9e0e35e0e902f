'use server'

import { action } from '../action'
import * as commands from './commands'
import { askExportInput, askMonthInput, askRegisterInput, exportInput } from './input'

export const askExport = action(askExportInput, commands.askExport)
export const askRegister = action(askRegisterInput, commands.askRegister)
export const askMonth = action(askMonthInput, commands.askMonth)
export const removeExport = action(exportInput, commands.removeExport)
