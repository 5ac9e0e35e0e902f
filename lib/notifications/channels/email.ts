import 'server-only'
import { enterService } from '@/db/client'
import { env } from '@/env'
import { MailRefused, sendMail } from '../../mail'
import { signed } from '../../signed'
import { listReaders } from '../queries'
import { dueOf, groupOf, stopPurpose, stopText } from '../rules'
import { type Channel, NotWanted, Undeliverable } from './channel'
import { letterOf } from './letter'

/** E-mail over SMTP, to the one address that a person has confirmed. */
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
    const userId = message.userId ?? ''
    // Asked again: between planning and sending a night may lie, in which they chose otherwise.
    const readers = await enterService('job', tx => listReaders(tx, [userId]))
    const reader = readers.get(userId)
    if (!reader?.address) throw new NotWanted('no address')
    const lines = message.lines.filter(line => reader.choices.emailGroups.includes(groupOf(line.kind)))
    if (lines.length === 0) throw new NotWanted('unsubscribed')
    const stopped = lines.map(line => groupOf(line.kind))
    const token = signed(stopPurpose, stopText(userId, stopped))
    const links = { list: `${env.publicUrl}/open/notifications`, stop: `${env.publicUrl}/mail/stop/${token}` }
    await sendMail({
      to: reader.address,
      messageId: `${message.id}@${mailHost()}`,
      ...letterOf(lines, message.locale, links),
      unsubscribeUrl: `${env.publicUrl}/api/mail/stop/${token}`,
    }).catch((error: unknown) => {
      throw error instanceof MailRefused ? new Undeliverable(error.message) : error
    })
  },
}

/** The right half of our Message-IDs. */
export const mailHost = (): string => new URL(env.publicUrl).hostname
