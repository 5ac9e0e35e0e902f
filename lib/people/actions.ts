'use server'

import { action, unkeptAction } from '../action'
import * as commands from './commands'
import { changeInput, contactInput, hireInput, rehireInput } from './input'

export const hireEmployee = action(hireInput, commands.hireEmployee)
export const rehireEmployee = action(rehireInput, commands.rehireEmployee)
export const checkHire = unkeptAction(hireInput, commands.checkHire)
export const checkRehire = unkeptAction(rehireInput, commands.checkRehire)
export const changeEmployee = action(changeInput, commands.changeEmployee)
export const changeContact = action(contactInput, commands.changeContact)
