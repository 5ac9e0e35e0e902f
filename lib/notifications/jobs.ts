import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { env } from '@/env'
import type { Locale } from '../actor'
import { systemClock } from '../clock'
import { MailRefused, sendMail } from '../mail'
import { signed } from '../signed'
import { channels } from './channels/all'
import type { Channel, Planned, Told } from './channels/channel'
import { mailHost } from './channels/email'
import { confirmingLetter } from './channels/letter'
import { confirmPurpose } from './rules'

/**
 * For notifications that are new, up to a few hundred at once: they stand in their reader's list, and each channel says what else is to
 * happen. Done again it changes nothing.
 */
export async function planDeliveriesJob(payload: unknown): Promise<void> {
  const ids =
    payload && typeof payload === 'object' && 'ids' in payload && Array.isArray(payload.ids)
      ? payload.ids.filter((id): id is string => typeof id === 'string')
      : []
  await planDeliveries(ids, systemClock.now())
}

export async function planDeliveries(ids: string[], now: Date): Promise<void> {
  const told = await enterService('job', async tx => {
    await tx.execute(sql`
      insert into deliveries (notification_id, user_id, channel, state, due_at, settled_at)
      select n.id, n.user_id, 'in_app', 'sent', ${now}::timestamptz, ${now}::timestamptz from notifications n
      where n.id = any (${sql.param(ids)}::uuid[])
      on conflict do nothing`)
    return await listTold(tx, ids)
  })
  // Each channel by itself: what one of them cannot plan keeps nothing from the others.
  const faults: unknown[] = []
  for (const channel of channels.filter(one => one.isOn())) {
    await enterService('job', async tx => write(tx, channel, await channel.plan(tx, told, now))).catch(
      (error: unknown) => faults.push(error),
    )
  }
  if (faults.length > 0) throw faults[0]
}

async function listTold(tx: Tx, ids: string[]): Promise<Told[]> {
  const { rows } = await tx.execute<Omit<Told, 'createdAt'> & { createdAt: string }>(sql`
    select n.id, n.user_id as "userId", n.kind, n.path, n.created_at as "createdAt"
    from notifications n join users u on u.id = n.user_id and u.disabled_at is null
    where n.id = any (${sql.param(ids)}::uuid[]) order by n.id`)
  return rows.map(row => ({ ...row, createdAt: new Date(row.createdAt) }))
}

async function write(tx: Tx, channel: Channel, planned: Planned[]): Promise<void> {
  if (planned.length === 0) return
  await tx.execute(sql`
    insert into deliveries (notification_id, user_id, channel, target_id, due_at, is_bundled)
    select p.notification_id, p.user_id, ${channel.name}, p.target_id, p.due_at, p.is_bundled
    from unnest(${sql.param(planned.map(one => one.notificationId))}::uuid[], ${sql.param(planned.map(one => one.userId))}::uuid[],
      ${sql.param(planned.map(one => one.targetId))}::uuid[], ${sql.param(planned.map(one => one.dueAt))}::timestamptz[],
      ${sql.param(planned.map(one => one.isBundled))}::boolean[]) p (notification_id, user_id, target_id, due_at, is_bundled)
    on conflict do nothing`)
}

/**
 * Sends the link that confirms an address, once for each time that somebody asked. A mailbox that does not exist is said on the page
 * where they asked; a mail server that does not answer is tried again, as long as the link is good.
 */
export async function askAddressJob(payload: unknown): Promise<void> {
  const userId =
    payload && typeof payload === 'object' && 'userId' in payload && typeof payload.userId === 'string'
      ? payload.userId
      : ''
  const asked = await enterService('job', tx => findAsked(tx, userId))
  if (!asked) return
  const fault = await sendConfirmingLetter(asked)
  await enterService('job', tx =>
    tx.execute(sql`
      update mail_addresses set ask_sent_at = ${fault ? null : systemClock.now()}::timestamptz, ask_fault = ${fault}
      where user_id = ${userId} and pending_id = ${asked.id}`),
  )
}

async function sendConfirmingLetter(asked: Asked): Promise<string> {
  if (!env.mail) return 'off'
  const url = `${env.publicUrl}/mail/confirm/${signed(confirmPurpose, asked.id)}`
  try {
    await sendMail({
      to: asked.address,
      messageId: `${asked.id}@${mailHost()}`,
      ...confirmingLetter(asked.name, url, asked.locale),
    })
    return ''
  } catch (error) {
    if (error instanceof MailRefused) return error.message
    throw error
  }
}

type Asked = { id: string; address: string; name: string; locale: Locale }

async function findAsked(tx: Tx, userId: string): Promise<Asked | undefined> {
  const { rows } = await tx.execute<Asked>(sql`
    select m.pending_id as id, m.pending_address as address, u.name, u.locale
    from mail_addresses m join users u on u.id = m.user_id and u.disabled_at is null
    where m.user_id = ${userId} and m.pending_id is not null and m.ask_sent_at is null and m.ask_fault = ''
      and m.asked_at > ${systemClock.now()}::timestamptz - interval '1 day'`)
  return rows[0]
}
