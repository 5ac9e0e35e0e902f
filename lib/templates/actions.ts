'use server'

import { action } from '../action'
import * as commands from './commands'
import { changeTemplateInput, endTemplateInput, makeTemplateInput, startTemplateInput } from './input'

export const makeTemplate = action(makeTemplateInput, commands.makeTemplate)
export const changeTemplate = action(changeTemplateInput, commands.changeTemplate)
export const startTemplate = action(startTemplateInput, commands.startTemplate)
export const endTemplate = action(endTemplateInput, commands.endTemplate)
