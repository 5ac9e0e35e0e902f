'use server'

import { action } from '../action'
import * as categories from '../categories/commands'
import * as commands from './commands'
import {
  addCategoryInput,
  answerTicketInput,
  changeCategoryInput,
  closeTicketInput,
  mergeTicketInput,
  noteTicketInput,
  openTicketInput,
  prioritiseTicketInput,
  rateTicketInput,
  reopenTicketInput,
  replyTicketInput,
  rerouteTicketInput,
  retireCategoryInput,
  takeTicketInput,
} from './input'

export const addCategory = action(addCategoryInput, categories.addCategory)
export const changeCategory = action(changeCategoryInput, categories.changeCategory)
export const retireCategory = action(retireCategoryInput, categories.retireCategory)
export const openTicket = action(openTicketInput, commands.openTicket)
export const takeTicket = action(takeTicketInput, commands.takeTicket)
export const replyTicket = action(replyTicketInput, commands.replyTicket)
export const noteTicket = action(noteTicketInput, commands.noteTicket)
export const answerTicket = action(answerTicketInput, commands.answerTicket)
export const rerouteTicket = action(rerouteTicketInput, commands.rerouteTicket)
export const prioritiseTicket = action(prioritiseTicketInput, commands.prioritiseTicket)
export const mergeTicket = action(mergeTicketInput, commands.mergeTicket)
export const closeTicket = action(closeTicketInput, commands.closeTicket)
export const reopenTicket = action(reopenTicketInput, commands.reopenTicket)
export const rateTicket = action(rateTicketInput, commands.rateTicket)
