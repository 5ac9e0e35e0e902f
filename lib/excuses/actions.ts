'use server'

import { action } from '../action'
import * as commands from './commands'
import { excuseInput, restInput, withdrawExcuseInput, workAfterAllInput } from './input'

export const excuse = action(excuseInput, commands.excuse)
export const withdrawExcuse = action(withdrawExcuseInput, commands.withdrawExcuse)
export const restToday = action(restInput, commands.restToday)
export const workAfterAll = action(workAfterAllInput, commands.workAfterAll)
