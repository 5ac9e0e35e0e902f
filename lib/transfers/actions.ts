'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  cancelTransferInput,
  confirmTransferInput,
  handOverInput,
  requestTransferInput,
  reviseTransferInput,
} from './input'

export const requestTransfer = action(requestTransferInput, commands.requestTransfer)
export const reviseTransfer = action(reviseTransferInput, commands.reviseTransfer)
export const confirmTransfer = action(confirmTransferInput, commands.confirmTransfer)
export const cancelTransfer = action(cancelTransferInput, commands.cancelTransfer)
export const tickHandOver = action(handOverInput, commands.tickHandOver)
