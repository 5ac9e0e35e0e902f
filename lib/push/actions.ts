'use server'

import { headers } from 'next/headers'
import { action } from '../action'
import * as commands from './commands'
import { deviceInput, removeDeviceInput } from './input'

export const keepDevice = action(deviceInput, async (tx, actor, input) =>
  commands.keepDevice(tx, actor, { ...input, userAgent: (await headers()).get('user-agent') ?? '' }),
)
export const removeDevice = action(removeDeviceInput, commands.removeDevice)
