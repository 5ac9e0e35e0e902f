'use server'

import { action, unkeptAction } from '../action'
import * as commands from './commands'
import { agreePayInput, revealOwnPayInput, revealPayInput } from './input'

export const agreePay = action(agreePayInput, commands.agreePay)
export const revealPay = unkeptAction(revealPayInput, commands.revealPay)
export const revealOwnPay = unkeptAction(revealOwnPayInput, commands.revealOwnPay)
