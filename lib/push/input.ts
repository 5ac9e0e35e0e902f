import { z } from 'zod'

/** What a browser's PushSubscription holds. The address is judged by the command, which knows what the operator allows. */
export const deviceInput = z.strictObject({
  endpoint: z.string().max(1000),
  /** An uncompressed point of P-256: 65 bytes that begin with 4. */
  p256dh: z.string().regex(/^B[\w-]{86}=?$/),
  /** 16 bytes. */
  auth: z.string().regex(/^[\w-]{22}(?:==)?$/),
  /** The key of ours that the browser was given. */
  senderKey: z.string().regex(/^[\w-]{87}$/),
})

export const removeDeviceInput = z.strictObject({ deviceId: z.guid() })
