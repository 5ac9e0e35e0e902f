import 'server-only'
import type { Channel } from './channel'
import { email } from './email'
import { push } from './push'
import { robots } from './robots'

/** Every channel there is, set up or not. */
export const channels: Channel[] = [email, push, ...robots]
