'use server'

import { action } from '../action'
import * as commands from './commands'
import { changeStoreInput, openStoreInput } from './input'

export const openStore = action(openStoreInput, commands.openStore)
export const changeStore = action(changeStoreInput, commands.changeStore)
