'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  addPhotoInput,
  commentReportInput,
  nudgeInput,
  readAllReportsInput,
  readReportInput,
  removePhotoInput,
  saveDraftInput,
  startReportInput,
  submitReportInput,
} from './input'

export const startReport = action(startReportInput, commands.startReport)
export const saveDraft = action(saveDraftInput, commands.saveDraft)
export const submitReport = action(submitReportInput, commands.submitReport)
export const addPhoto = action(addPhotoInput, commands.addPhoto)
export const removePhoto = action(removePhotoInput, commands.removePhoto)
export const readReport = action(readReportInput, commands.readReport)
export const readAllReports = action(readAllReportsInput, commands.readAllReports)
export const commentReport = action(commentReportInput, commands.commentReport)
export const nudgeReports = action(nudgeInput, commands.nudgeReports)
