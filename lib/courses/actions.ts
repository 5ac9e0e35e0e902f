'use server'

import { action } from '../action'
import * as commands from './commands'
import {
  addLessonInput,
  addRuleInput,
  applyRuleInput,
  changeCourseInput,
  changeLessonInput,
  courseInput,
  createCourseInput,
  endRuleInput,
  moveLessonInput,
  removeLessonInput,
} from './input'

export const createCourse = action(createCourseInput, commands.createCourse)
export const changeCourse = action(changeCourseInput, commands.changeCourse)
export const draftVersion = action(courseInput, commands.draftVersion)
export const addLesson = action(addLessonInput, commands.addLesson)
export const changeLesson = action(changeLessonInput, commands.changeLesson)
export const moveLesson = action(moveLessonInput, commands.moveLesson)
export const removeLesson = action(removeLessonInput, commands.removeLesson)
export const publishCourse = action(courseInput, commands.publishCourse)
export const retireCourse = action(courseInput, commands.retireCourse)
export const resumeCourse = action(courseInput, commands.resumeCourse)
export const addRule = action(addRuleInput, commands.addRule)
export const endRule = action(endRuleInput, commands.endRule)
export const applyRule = action(applyRuleInput, commands.applyRule)
