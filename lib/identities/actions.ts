'use server'

import { action, unkeptAction } from '../action'
import * as commands from './commands'
import {
  bankAccountInput,
  changeIdentityInput,
  enterIdentityInput,
  findByDocumentInput,
  recogniseInput,
  revealInput,
  revealOwnInput,
} from './input'

export const enterIdentity = action(enterIdentityInput, commands.enterIdentity)
export const changeIdentity = action(changeIdentityInput, commands.changeIdentity)
export const enterBankAccount = action(bankAccountInput, commands.enterBankAccount)
export const reveal = unkeptAction(revealInput, commands.reveal)
export const revealOwn = unkeptAction(revealOwnInput, commands.revealOwn)
export const findByDocument = unkeptAction(findByDocumentInput, commands.findByDocument)
export const recognise = unkeptAction(recogniseInput, commands.recognise)
