import 'server-only'
import type { Channel } from './channel'
import { email } from './email'

/** Every channel there is, set up or not. */
export const channels: Channel[] = [email]
