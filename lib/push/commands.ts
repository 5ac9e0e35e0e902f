import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { enterService, type Tx } from '@/db/client'
import { devices } from '@/db/schema/push'
import { env } from '@/env'
import { findHolder } from '../account/queries'
import type { Actor } from '../actor'
import { type Clock, systemClock } from '../clock'
import { Failure, notFound } from '../failure'
import { hashToken } from '../session-token'
import { record } from '../trail'
import { vapidKeys } from '../vapid'
import type { deviceInput, removeDeviceInput } from './input'
import { mayPushTo, mostDevices } from './rules'

type DeviceInput = z.output<typeof deviceInput>

/** Shows the caller's notifications in this browser from now on; done again it changes nothing. */
export async function keepDevice(
  tx: Tx,
  actor: Actor,
  { userAgent, ...input }: DeviceInput & { userAgent: string },
): Promise<void> {
  assertDeliverable(input)
  const { id, isNew } = await keep(tx, input, userAgent, actor.now)
  if (isNew) await record(tx, actor, 'device.added', { entityId: id })
}

/**
 * A browser that changed its subscription by itself says so from its service worker, where there is no page and so no seat: the session
 * alone says who it is. The one it had before ends by itself, when its push service knows it no more.
 */
export async function renewDevice(
  token: string,
  input: DeviceInput,
  userAgent: string,
  clock: Clock = systemClock,
): Promise<void> {
  assertDeliverable(input)
  await enterService('auth', async tx => {
    // looking also tells the database whose session it is
    if (!(await findHolder(tx, hashToken(token)))) throw new Failure('account.ended')
    await keep(tx, input, userAgent, clock.now())
  })
}

function assertDeliverable(input: DeviceInput): void {
  if (!mayPushTo(input.endpoint, env.pushService)) throw new Failure('push.notAService')
  if (input.senderKey !== vapidKeys().publicKey) throw new Failure('push.oldKey')
}

async function keep(
  tx: Tx,
  { endpoint, p256dh, auth, senderKey }: DeviceInput,
  userAgent: string,
  now: Date,
): Promise<{ id: string; isNew: boolean }> {
  const { rows } = await tx.execute<{ id: string; isNew: boolean }>(sql`
    select id, is_new as "isNew" from app.keep_device(${endpoint}, ${unpadded(p256dh)}, ${unpadded(auth)}, ${senderKey},
      ${userAgent.slice(0, 400)}, ${mostDevices}, ${now})`)
  return rows[0] ?? notFound()
}

const unpadded = (text: string): string => text.replace(/=+$/, '')

/** Shows nothing there any more; that browser may keep its subscription, but nobody writes to it. */
export async function removeDevice(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof removeDeviceInput>,
): Promise<void> {
  const [removed] = await tx
    .delete(devices)
    .where(and(eq(devices.id, input.deviceId), eq(devices.userId, actor.userId)))
    .returning({ id: devices.id })
  if (!removed) notFound()
  await record(tx, actor, 'device.removed', { entityId: input.deviceId })
}
