import { z } from 'zod'
import { channelNames } from '@/db/schema/channels'

/** One message that was given up, or all of a channel. */
export const deadInput = z.union([
  z.strictObject({ deliveryId: z.guid() }),
  z.strictObject({ channel: z.enum(channelNames) }),
])
