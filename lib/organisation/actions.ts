'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  closeUnitInput,
  dropPlanInput,
  moveUnitInput,
  nameEmployerInput,
  openUnitForm,
  renameUnitInput,
} from './input'

export const openUnit = action(openUnitForm, commands.openUnit)
export const renameUnit = action(renameUnitInput, commands.renameUnit)
export const nameEmployer = action(nameEmployerInput, commands.nameEmployer)
export const moveUnit = action(moveUnitInput, commands.moveUnit)
export const dropPlan = action(dropPlanInput, commands.dropPlan)
export const closeUnit = action(closeUnitInput, commands.closeUnit)
