'use server'

import { action } from '../action'
import * as commands from './commands'
import { addPartnerInput, changeAgreementInput, changePartnerInput, signAgreementInput } from './input'

export const addPartner = action(addPartnerInput, commands.addPartner)
export const changePartner = action(changePartnerInput, commands.changePartner)
export const signAgreement = action(signAgreementInput, commands.signAgreement)
export const changeAgreement = action(changeAgreementInput, commands.changeAgreement)
