'use server'

import { action, unkeptAction } from '../action'
import * as commands from './commands'
import { proposeInput, revealProposedInput, reviseProposalInput } from './input'

export const propose = action(proposeInput, commands.propose)
export const reviseProposal = action(reviseProposalInput, commands.reviseProposal)
/** Answers with the value, which nothing may keep. */
export const revealProposed = unkeptAction(revealProposedInput, commands.revealProposed)
