import 'server-only'
import { sql } from 'drizzle-orm'
import webpush from 'web-push'
import { enterService } from '@/db/client'
import { env } from '@/env'
import { systemClock } from '../../clock'
import { NotAllowed, post, secondsToWait } from '../../outgoing'
import { type Device, findDevice, listDevicesOf } from '../../push/queries'
import { outcomeOf, type PushText } from '../../push/rules'
import { translator } from '../../translators'
import { vapidKeys } from '../../vapid'
import { listReaders } from '../queries'
import { dueOf, isUrgent } from '../rules'
import { type Channel, Later, type Message, NotWanted, Undeliverable } from './channel'

/** Seconds that a push service keeps a message for a device that is off. What is older is on the page anyway. */
const daySeconds = 24 * 3600

/** Web Push: to every browser in which its person switched it on. */
export const push: Channel = {
  name: 'push',
  isOn: () => true,

  async plan(tx, told, now) {
    const devices = await listDevicesOf(tx, [...new Set(told.map(one => one.userId))])
    if (devices.length === 0) return []
    const readers = await listReaders(
      tx,
      devices.map(device => device.userId),
    )
    return told.flatMap(one => {
      const reader = readers.get(one.userId)
      const due = reader && dueOf('push', one.kind, reader.choices, reader.zone, now)
      if (!due) return []
      return devices
        .filter(device => device.userId === one.userId)
        .map(device => ({ notificationId: one.id, userId: one.userId, targetId: device.id, ...due }))
    })
  },

  async send(message) {
    const device = await enterService('job', tx => findDevice(tx, message.targetId ?? ''))
    if (!device) throw new NotWanted('switched off')
    // Its push service takes messages from the key only that the browser was given.
    if (device.senderKey !== vapidKeys().publicKey) return await forget(device, 'other key')
    const request = webpush.generateRequestDetails(
      { endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
      JSON.stringify(textOf(message)),
      {
        vapidDetails: { subject: env.vapidSubject, ...vapidKeys() },
        TTL: daySeconds,
        urgency: message.lines.some(line => isUrgent(line.kind)) ? 'high' : 'normal',
        // sent again after a lost answer, it takes the place of the one before
        topic: message.id.replaceAll('-', ''),
      },
    )
    const heard = await post(
      new URL(device.endpoint),
      { headers: request.headers, body: request.body ?? '' },
      { trusted: env.pushService },
    ).catch((error: unknown) => {
      throw error instanceof NotAllowed ? new Undeliverable('not a public server') : error
    })
    const reason = `http ${heard.status}`
    switch (outcomeOf(heard.status)) {
      case 'gone':
        return await forget(device, reason)
      case 'refused':
        throw new Undeliverable(reason)
      case 'later':
        throw new Later(secondsToWait(heard.retryAfter, systemClock.now()), reason)
      case 'sent':
        await enterService('job', tx =>
          tx.execute(sql`update devices set last_sent_at = ${systemClock.now()} where id = ${device.id}`),
        )
    }
  },
}

async function forget(device: Device, reason: string): Promise<never> {
  await enterService('job', tx => tx.execute(sql`delete from devices where id = ${device.id}`))
  throw new NotWanted(reason)
}

/** The title of a notification as it may leave the house, and beside it nothing of what happened. */
export function textOf({ id, locale, lines }: Message): PushText {
  const t = translator(locale, 'push.shown')
  const [first] = lines
  const isOne = first && lines.length === 1
  return {
    title: isOne ? first.title : t('several', { n: lines.length }),
    body: t('body'),
    path: isOne ? pathOf(first.url) : '/',
    tag: id,
    lang: locale,
  }
}

/** A service worker opens pages of its own site only. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url)
  return `${pathname}${search}`
}
