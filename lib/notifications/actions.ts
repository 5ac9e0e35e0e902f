'use server'

import { action, openAction } from '../action'
import * as commands from './commands'
import { addressInput, choicesInput, linkInput, noInput, readInput, unreadInput } from './input'

export const markRead = action(readInput, commands.markRead)
export const markUnread = action(unreadInput, commands.markUnread)
export const chooseChannels = action(choicesInput, commands.chooseChannels)
export const askAddress = action(addressInput, commands.askAddress)
export const dropAddress = action(noInput, commands.dropAddress)
export const confirmAddress = openAction(linkInput, ({ token }) => commands.confirmAddress(token))
export const stopMail = openAction(linkInput, ({ token }) => commands.stopMail(token))
