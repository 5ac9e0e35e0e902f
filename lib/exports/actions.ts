'use server'

import { action } from '../action'
import * as commands from './commands'
import { askExportInput, exportInput } from './input'

export const askExport = action(askExportInput, commands.askExport)
export const removeExport = action(exportInput, commands.removeExport)
