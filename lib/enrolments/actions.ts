'use server'

import { action, unkeptAction } from '../action'
import * as commands from './commands'
import {
  changeEnrolmentInput,
  endEnrolmentInput,
  enrolInput,
  revealEnrolmentInput,
  revealOwnEnrolmentInput,
} from './input'

export const enrol = action(enrolInput, commands.enrol)
export const changeEnrolment = action(changeEnrolmentInput, commands.changeEnrolment)
export const endEnrolment = action(endEnrolmentInput, commands.endEnrolment)
export const revealEnrolment = unkeptAction(revealEnrolmentInput, commands.revealEnrolment)
export const revealOwnEnrolment = unkeptAction(revealOwnEnrolmentInput, commands.revealOwnEnrolment)
