import 'server-only'
import { env } from '@/env'
import { listReaders } from '../queries'
import { dueOf } from '../rules'
import type { Channel } from './channel'

export const email: Channel = {
  name: 'email',
  isOn: () => env.mail !== undefined,

  async plan(tx, told, now) {
    const readers = await listReaders(
      tx,
      told.map(one => one.userId),
    )
    return told.flatMap(one => {
      const reader = readers.get(one.userId)
      const due = reader?.address && dueOf('email', one.kind, reader.choices, reader.zone, now)
      return due ? [{ notificationId: one.id, userId: one.userId, targetId: null, ...due }] : []
    })
  },

  async send(message) {
    throw new Error(`not yet ${message.id}`)
  },
}
