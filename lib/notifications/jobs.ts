import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { systemClock } from '../clock'
import { channels } from './channels/all'
import type { Channel, Planned, Told } from './channels/channel'

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
