import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { ChannelName } from '../notifications/channels/channel'

export type ChannelState = {
  channel: ChannelName
  /** Due now, or being sent. */
  due: number
  /** Held for later: quiet hours, a digest, another try. */
  held: number
  retried: number
  dead: number
  oldestDueAt: Date | null
  oldestDeadAt: Date | null
}

export type DeadLetter = {
  id: string
  channel: ChannelName
  /** The account that was to be told; null where a robot tells a group. */
  account: string | null
  attempts: number
  reason: string
  settledAt: Date
}

const lettersShown = 20

/** What waits and what was given up, by channel; one where nothing does is not there. */
export async function listChannelStates(tx: Tx, now: Date): Promise<ChannelState[]> {
  const { rows } = await tx.execute<
    Omit<ChannelState, 'oldestDueAt' | 'oldestDeadAt'> & Record<'oldestDueAt' | 'oldestDeadAt', string | null>
  >(sql`
    select channel, count(*) filter (where state <> 'dead' and due_at <= ${now})::int as due,
      count(*) filter (where state <> 'dead' and due_at > ${now})::int as held,
      count(*) filter (where state <> 'dead' and attempts > 0)::int as retried,
      count(*) filter (where state = 'dead')::int as dead,
      min(due_at) filter (where state <> 'dead' and due_at <= ${now}) as "oldestDueAt",
      min(settled_at) filter (where state = 'dead') as "oldestDeadAt"
    from deliveries where state in ('waiting', 'sending', 'dead') group by channel`)
  const dated = (text: string | null) => (text === null ? null : new Date(text))
  return rows.map(row => ({
    ...row,
    oldestDueAt: dated(row.oldestDueAt),
    oldestDeadAt: dated(row.oldestDeadAt),
  }))
}

/** The latest that were given up. */
export async function listDeadLetters(tx: Tx): Promise<DeadLetter[]> {
  const { rows } = await tx.execute<Omit<DeadLetter, 'settledAt'> & { settledAt: string }>(sql`
    select d.id, d.channel, u.login as account, d.attempts, d.reason, d.settled_at as "settledAt"
    from deliveries d left join users u on u.id = d.user_id
    where d.state = 'dead' order by d.settled_at desc, d.id limit ${lettersShown}`)
  return rows.map(row => ({ ...row, settledAt: new Date(row.settledAt) }))
}
