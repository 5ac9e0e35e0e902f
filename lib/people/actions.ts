'use server'

import { action } from '../action'
import * as commands from './commands'
import { changeInput, contactInput, hireInput, leaveInput } from './input'

export const hireEmployee = action(hireInput, commands.hireEmployee)
export const changeEmployee = action(changeInput, commands.changeEmployee)
export const changeContact = action(contactInput, commands.changeContact)
export const recordLeave = action(leaveInput, commands.recordLeave)
