'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  changeDraftInput,
  draftInput,
  publishInput,
  readNoticeInput,
  remindInput,
  reviseInput,
  signInput,
  stepInput,
  withdrawNoticeInput,
} from './input'

export const draftNotice = action(draftInput, commands.draftNotice)
export const changeDraft = action(changeDraftInput, commands.changeDraft)
export const publishNotice = action(publishInput, commands.publishNotice)
export const unscheduleNotice = action(stepInput, commands.unscheduleNotice)
export const reviseNotice = action(reviseInput, commands.reviseNotice)
export const withdrawNotice = action(withdrawNoticeInput, commands.withdrawNotice)
export const readNotice = action(readNoticeInput, commands.readNotice)
export const signNotice = action(signInput, commands.signNotice)
export const remindOfNotice = action(remindInput, commands.remindOfNotice)
