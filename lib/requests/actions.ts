'use server'

import { action, messageOfFailure } from '../action'
import {
  approveInput,
  approveManyInput,
  commentInput,
  copyInput,
  handOnInput,
  nudgeInput,
  rejectInput,
  sendBackInput,
  withdrawInput,
} from '../workflow/input'
import * as commands from './commands'

export const approveRequest = action(approveInput, commands.approveRequest)
export const approveRequests = action(approveManyInput, async (tx, actor, input) => {
  const { approved, refused } = await commands.approveRequests(tx, actor, input)
  const named = refused.map(async ({ number, failure }) => ({
    number,
    message: await messageOfFailure(failure),
  }))
  return { approved, refused: await Promise.all(named) }
})
export const rejectRequest = action(rejectInput, commands.rejectRequest)
export const sendBackRequest = action(sendBackInput, commands.sendBackRequest)
export const delegateRequest = action(handOnInput, commands.delegateRequest)
export const joinRequest = action(handOnInput, commands.joinRequest)
export const withdrawRequest = action(withdrawInput, commands.withdrawRequest)
export const nudgeRequest = action(nudgeInput, commands.nudgeRequest)
export const commentRequest = action(commentInput, commands.commentRequest)
export const copyRequest = action(copyInput, commands.copyRequest)
export const readCopy = action(nudgeInput, commands.readCopy)
