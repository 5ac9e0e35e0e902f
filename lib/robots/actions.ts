'use server'

import { action } from '../action'
import * as commands from './commands'
import { addRobotInput, changeRobotInput, mendRobotInput, robotInput } from './input'

export const addRobot = action(addRobotInput, commands.addRobot)
export const changeRobot = action(changeRobotInput, commands.changeRobot)
export const mendRobot = action(mendRobotInput, commands.mendRobot)
export const switchRobotOn = action(robotInput, commands.switchRobotOn)
export const switchRobotOff = action(robotInput, commands.switchRobotOff)
export const removeRobot = action(robotInput, commands.removeRobot)
export const testRobot = action(robotInput, commands.testRobot)
