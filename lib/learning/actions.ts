'use server'

import { action } from '../action'
import * as commands from './commands'
import { giveCourseInput, lessonInput, nudgeCourseInput, withdrawCourseInput } from './input'

export const giveCourse = action(giveCourseInput, commands.giveCourse)
export const withdrawCourse = action(withdrawCourseInput, commands.withdrawCourse)
export const nudgeCourse = action(nudgeCourseInput, commands.nudgeCourse)
export const openLesson = action(lessonInput, commands.openLesson)
export const completeLesson = action(lessonInput, commands.completeLesson)
