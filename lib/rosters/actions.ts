'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  addShiftInput,
  arrangeRosterInput,
  changeShiftInput,
  dropOpenShiftInput,
  endShiftInput,
  rosterWeekInput,
} from './input'

export const addShift = action(addShiftInput, commands.addShift)
export const changeShift = action(changeShiftInput, commands.changeShift)
export const endShift = action(endShiftInput, commands.endShift)
export const arrangeRoster = action(arrangeRosterInput, commands.arrangeRoster)
export const copyRosterWeek = action(rosterWeekInput, commands.copyRosterWeek)
export const publishRoster = action(rosterWeekInput, commands.publishRoster)
export const dropOpenShift = action(dropOpenShiftInput, commands.dropOpenShift)
