import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import type { Locale } from '../actor'
import { type Clock, systemClock } from '../clock'
import { describeError, log } from '../log'
import { channels } from '../notifications/channels/all'
import { type Channel, Later, NotWanted, Undeliverable } from '../notifications/channels/channel'
import { lineOf } from '../notifications/channels/line'
import type { NotificationKind } from '../notify'
import {
  gather,
  leaseMinutes,
  mostAtOnce,
  mostLosses,
  mostTries,
  nextTry,
  sideBySide,
  staleDays,
} from './rules'

const pauseWhenIdle = 1000
const pauseWhenBroken = 5000

/**
 * Sends what is due, again and again until stopped. Each channel by itself, so that a slow one holds no other up. Every worker runs
 * them; a message belongs to whoever claimed it first.
 */
export function startSenders(): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const keepSending = async (channel: Channel): Promise<void> => {
    while (!stopping.signal.aborted) {
      const sent = await sendDue(channel, systemClock, stopping.signal).catch((error: unknown) => {
        log.warn({ channel: channel.name, ...describeError(error) }, 'messages were not sent')
        return undefined
      })
      if (sent) continue
      const pause = sent === undefined ? pauseWhenBroken : pauseWhenIdle
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = Promise.all(channels.filter(channel => channel.isOn()).map(keepSending))
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** Claims what is due on a channel, sends it and notes how it went. Answers how many rows there were. */
export async function sendDue(channel: Channel, clock: Clock, stopping?: AbortSignal): Promise<number> {
  const lease = {
    token: randomUUID(),
    until: new Date(clock.now().getTime() + leaseMinutes * 60_000),
  }
  const claimed = await enterService('job', tx => claim(tx, channel, lease, clock.now()))
  const messages = gather(claimed)
  const takeTurns = async (): Promise<void> => {
    // Whoever was stopped for longer than the lease finds that somebody else sends; whoever is leaving begins nothing more.
    while (clock.now() < lease.until && !stopping?.aborted) {
      const rows = messages.shift()
      if (!rows) return
      if (await begin(rows, lease)) await settle(rows, lease, clock.now(), await sendOne(channel, rows))
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, takeTurns))
  const left = messages.flat()
  if (left.length > 0) await settle(left, lease, clock.now(), { state: 'waiting', reason: '' })
  return claimed.length
}

type Claimed = {
  id: string
  userId: string | null
  targetId: string | null
  isBundled: boolean
  attempts: number
  kind: NotificationKind
  path: string
  values: Record<string, string | string[]>
  locale: Locale | null
  /** Why there is nothing to send any more. */
  idle: string | null
}
type Lease = { token: string; until: Date }

/** One at a time for each channel, so that a reader's bundle is never torn between two workers; sending is outside and side by side. */
async function claim(tx: Tx, channel: Channel, lease: Lease, now: Date): Promise<Claimed[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`outpost deliveries ${channel.name}`}))`)
  const isDue = sql`d.channel = ${channel.name} and d.due_at <= ${now} and (d.state = 'waiting' or d.state = 'sending' and d.lease_until < ${now})`
  // What ends every worker that sends it is given up as well.
  await tx.execute(sql`
    update deliveries d set state = 'dead', settled_at = ${now}, reason = 'worker lost', lease_token = null, lease_until = null
    where ${isDue} and d.state = 'sending' and d.attempts >= ${mostLosses}`)
  const { rows } = await tx.execute<{ id: string }>(sql`
    with due as (
      select d.id, d.user_id, d.target_id, d.is_bundled from deliveries d where ${isDue} order by d.due_at, d.id limit ${mostAtOnce} for update skip locked
    ), together as (
      select id from due union
      select d.id from due join deliveries d on d.user_id = due.user_id and d.is_bundled and d.target_id is not distinct from due.target_id
      where due.is_bundled and ${isDue}
    )
    update deliveries d set state = 'sending', lease_token = ${lease.token}, lease_until = ${lease.until}
    from together t where d.id = t.id and ${isDue} returning d.id`)
  return await listClaimed(
    tx,
    rows.map(row => row.id),
    now,
  )
}

async function listClaimed(tx: Tx, ids: string[], now: Date): Promise<Claimed[]> {
  if (ids.length === 0) return []
  const { rows } = await tx.execute<Claimed>(sql`
    select d.id, d.user_id as "userId", d.target_id as "targetId", d.is_bundled as "isBundled", d.attempts, n.kind, n.path, n."values",
      u.locale, case when d.due_at < ${now}::timestamptz - make_interval(days => ${staleDays}) then 'stale'
        when d.user_id is not null and n.read_at is not null then 'read' when u.disabled_at is not null then 'gone' end as idle
    from deliveries d join notifications n on n.id = d.notification_id left join users u on u.id = d.user_id
    where d.id = any (${sql.param(ids)}::uuid[]) order by d.id`)
  return rows
}

/** Counts a try where it begins, so that a worker that is lost costs what it had not begun nothing; false when the lease was lost before. */
async function begin(rows: Claimed[], lease: Lease): Promise<boolean> {
  const ids = sql.param(rows.map(row => row.id))
  const { rowCount } = await enterService('job', tx =>
    tx.execute(sql`update deliveries set attempts = attempts + 1
      where id = any (${ids}::uuid[]) and state = 'sending' and lease_token = ${lease.token}`),
  )
  for (const row of rows) row.attempts++
  return Boolean(rowCount)
}

type Outcome = {
  state: 'sent' | 'skipped' | 'dead' | 'waiting'
  reason: string
  idle?: Claimed[]
  /** Why not now, and until when. */
  later?: Later | undefined
}

/** Sends the rows of one message, but for those that nobody waits for any more. */
async function sendOne(channel: Channel, rows: Claimed[]): Promise<Outcome> {
  const live = rows.filter(row => row.idle === null)
  const [first] = live
  if (!first) return { state: 'skipped', reason: rows[0]?.idle ?? '' }
  const idle = rows.filter(row => row.idle !== null)
  const locale = first.locale ?? 'zh-CN'
  try {
    await channel.send({
      // of all rows, so that reading one of them between two tries gives the message no other name
      id: rows[0]?.id ?? first.id,
      userId: first.userId,
      targetId: first.targetId,
      locale,
      isBundled: first.isBundled,
      lines: live.map(row => lineOf(row, locale)),
    })
    return { state: 'sent', reason: '', idle }
  } catch (error) {
    if (error instanceof NotWanted) return { state: 'skipped', reason: error.reason, idle }
    if (error instanceof Undeliverable) return { state: 'dead', reason: error.reason, idle }
    const later = error instanceof Later ? error : undefined
    if (later?.isOwnTurn) return { state: 'waiting', reason: later.reason, idle, later }
    const reason = later?.reason ?? reasonOf(error)
    log.warn({ channel: channel.name, reason, attempts: first.attempts }, 'a message was not sent')
    return { state: first.attempts < mostTries ? 'waiting' : 'dead', reason, idle, later }
  }
}

/** A code, never the message: servers like to put addresses into it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  const parts = [code, responseCode].filter(part => typeof part === 'string' || typeof part === 'number')
  return (parts.join(' ') || error.name).slice(0, 60)
}

/** How it went, unless the lease was lost: then somebody else says so. */
async function settle(rows: Claimed[], lease: Lease, now: Date, outcome: Outcome): Promise<void> {
  const { state, reason, idle = [], later } = outcome
  const isLeft = state === 'waiting' && reason === ''
  const attempts = rows[0]?.attempts ?? 1
  const pause = later?.seconds
    ? new Date(now.getTime() + later.seconds * 1000)
    : nextTry(attempts, now, Math.random())
  const dueAt = state === 'waiting' && !isLeft ? pause : null
  const settledAt = state === 'waiting' ? null : now
  await enterService('job', async tx => {
    const held = (ids: Claimed[]) =>
      sql`id = any (${sql.param(ids.map(row => row.id))}::uuid[]) and state = 'sending' and lease_token = ${lease.token}`
    for (const why of new Set(idle.map(row => row.idle)))
      await tx.execute(sql`
        update deliveries set state = 'skipped', reason = ${why}, settled_at = ${now}, lease_token = null, lease_until = null
        where ${held(idle.filter(row => row.idle === why))}`)
    await tx.execute(sql`
      update deliveries set state = ${state}, reason = ${reason}, settled_at = ${settledAt}, due_at = coalesce(${dueAt}, due_at),
        attempts = attempts - ${later?.isOwnTurn ? 1 : 0}::int, lease_token = null, lease_until = null
      where ${held(rows)}`)
  })
}
