'use server'

import { action } from '../action'
import * as commands from './commands'
import { correctInput, endEarlyInput, renewInput, signInput } from './input'

export const signContract = action(signInput, commands.signContract)
export const renewContract = action(renewInput, commands.renewContract)
export const endContractEarly = action(endEarlyInput, commands.endContractEarly)
export const correctContract = action(correctInput, commands.correctContract)
