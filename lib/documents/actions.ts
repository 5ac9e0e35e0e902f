'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  addDocumentInput,
  removeDocumentInput,
  replaceDocumentInput,
  returnDocumentInput,
  sendDocumentInput,
  verifyDocumentInput,
} from './input'

export const addDocument = action(addDocumentInput, commands.addDocument)
export const sendDocument = action(sendDocumentInput, commands.sendDocument)
export const replaceDocument = action(replaceDocumentInput, commands.replaceDocument)
export const verifyDocument = action(verifyDocumentInput, commands.verifyDocument)
export const returnDocument = action(returnDocumentInput, commands.returnDocument)
export const removeDocument = action(removeDocumentInput, commands.removeDocument)
