import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService } from '@/db/client'

/** Notes that a notification stands in its reader's list; done again it changes nothing. */
export async function deliverNotification(payload: unknown): Promise<void> {
  const id =
    payload && typeof payload === 'object' && 'id' in payload && typeof payload.id === 'string'
      ? payload.id
      : ''
  await enterService('job', tx =>
    tx.execute(sql`
      insert into deliveries (notification_id, channel, delivered_at)
      select n.id, 'in_app', now() from notifications n where n.id = ${id}
      on conflict do nothing`),
  )
}
