import 'server-only'
import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { enterService, type Tx } from '@/db/client'
import { notificationChoices } from '@/db/schema/channels'
import type { Actor } from '../actor'
import { type Clock, systemClock } from '../clock'
import { Failure } from '../failure'
import { readSigned } from '../signed'
import { changesBetween, record, type TrailDetails } from '../trail'
import type { addressInput, choicesInput, readInput, unreadInput } from './input'
import { findAccountName, findAddress, findChoices } from './queries'
import {
  type Choices,
  confirmPurpose,
  mostAskedPerDay,
  readStopText,
  secondsBetweenAsking,
  stopPurpose,
} from './rules'

/** Marks one notification, those of one path, or all of them as read. Reading is the reader's own affair and leaves no trail row. */
export async function markRead(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof readInput>,
): Promise<{ at: string }> {
  await tx.execute(sql`
    update notifications set read_at = ${actor.now}
    where user_id = ${actor.userId} and read_at is null ${input.id ? sql`and id = ${input.id}` : sql``}
      ${input.path ? sql`and path = ${input.path}` : sql``}`)
  return { at: actor.now.toISOString() }
}

/** Takes back what was marked as read in one go, by the moment that it has. */
export async function markUnread(tx: Tx, actor: Actor, input: z.output<typeof unreadInput>): Promise<void> {
  await tx.execute(
    sql`update notifications set read_at = null where user_id = ${actor.userId} and read_at = ${input.at}`,
  )
}

/** What the caller wants to be told outside of Outpost, and when. What already waits keeps its time. */
export async function chooseChannels(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof choicesInput>,
): Promise<void> {
  const before = await findChoices(tx, actor.userId)
  const { isQuiet, quietFrom, quietTo, ...rest } = input
  if (isQuiet && quietFrom === quietTo) throw new Failure('channels.quietEmpty', {}, 'quietTo')
  const after: Choices = { ...rest, quiet: isQuiet ? { from: quietFrom, to: quietTo } : null }
  await writeChoices(tx, actor.userId, after, actor.now)
  await record(tx, actor, 'channels.chosen', {
    entityId: actor.userId,
    details: changesBetween({ ...before }, { ...after }),
  })
}

async function writeChoices(tx: Tx, userId: string, choices: Choices, now: Date): Promise<void> {
  const row = rowOf(choices, now)
  const updated = await tx.update(notificationChoices).set(row).where(eq(notificationChoices.userId, userId))
  if (updated.rowCount === 0) await tx.insert(notificationChoices).values({ userId, ...row })
}

function rowOf(choices: Choices, now: Date): Omit<typeof notificationChoices.$inferInsert, 'userId'> {
  const { emailGroups, pushGroups, quiet, rhythm, digestHour, digestWeekday } = choices
  return {
    emailGroups: [...emailGroups],
    pushGroups: [...pushGroups],
    quietFrom: quiet?.from ?? null,
    quietTo: quiet?.to ?? null,
    rhythm,
    digestHour,
    digestWeekday,
    changedAt: now,
  }
}

/**
 * Asks for mail at an address: the worker sends a link there, and only following it makes the address one that gets mail. The one
 * confirmed before stays until then. A few times a day, so that nobody floods a stranger's mailbox.
 */
export async function askAddress(tx: Tx, actor: Actor, input: z.output<typeof addressInput>): Promise<void> {
  const known = await findAddress(tx, actor.userId)
  if (known?.address === input.address) throw new Failure('channels.addressKnown', {}, 'address')
  const sinceAsked = known?.askedAt ? actor.now.getTime() - known.askedAt.getTime() : Number.POSITIVE_INFINITY
  if (sinceAsked < secondsBetweenAsking * 1000) throw new Failure('channels.askedJustNow', {}, 'address')
  const askedTimes = known?.askedOn === actor.today ? known.askedTimes + 1 : 1
  if (askedTimes > mostAskedPerDay) throw new Failure('channels.askedTooOften', {}, 'address')

  const columns = sql`pending_address, pending_id, asked_at, ask_sent_at, ask_fault, asked_times, asked_on`
  const row = sql`${input.address}::text, ${randomUUID()}::uuid, ${actor.now}::timestamptz, null::timestamptz, '', ${askedTimes}::int, ${actor.today}::date`
  await (known
    ? tx.execute(
        sql`update mail_addresses set (${columns}) = (select ${row}) where user_id = ${actor.userId}`,
      )
    : tx.execute(sql`insert into mail_addresses (user_id, ${columns}) select ${actor.userId}::uuid, ${row}`))
  await tx.execute(sql`select app.enqueue('ask_address', json_build_object('userId', ${actor.userId}::text))`)
  // Without the address: the trail is read by many and kept for ever.
  await record(tx, actor, 'mailAddress.asked', { entityId: actor.userId })
}

/** No mail any more, until an address is confirmed again. */
export async function dropAddress(tx: Tx, actor: Actor): Promise<void> {
  await tx.execute(sql`select app.drop_mail_address()`)
  await record(tx, actor, 'mailAddress.dropped', { entityId: actor.userId })
}

/** Whoever follows the link holds the mailbox; no sign-in is asked for, because phones open mail in a browser of their own. */
export async function confirmAddress(token: string, clock: Clock = systemClock): Promise<void> {
  const id = readSigned(confirmPurpose, token)
  if (!id) throw new Failure('channels.linkBad')
  await enterService('auth', tx => confirmPending(tx, id, clock.now()))
}

/** What the link does, once it is known to be one of ours. */
export async function confirmPending(tx: Tx, id: string, now: Date): Promise<void> {
  const { rows } = await tx.execute<{ userId: string | null }>(
    sql`select app.confirm_mail_address(${id}::uuid, ${now}) as "userId"`,
  )
  const userId = rows[0]?.userId
  if (!userId) throw new Failure('channels.linkUsed')
  await recordFor(tx, userId, now, 'mailAddress.confirmed')
}

/** Turns off mail about the groups that a link names. It works without signing in, for ever, and twice as well as once. */
export async function stopMail(token: string, clock: Clock = systemClock): Promise<void> {
  const stop = readStopText(readSigned(stopPurpose, token))
  if (!stop) throw new Failure('channels.linkBad')
  const now = clock.now()
  await enterService('auth', async tx => {
    const before = await findChoices(tx, stop.userId)
    const emailGroups = before.emailGroups.filter(group => !stop.groups.includes(group))
    if (emailGroups.length === before.emailGroups.length) return
    await tx
      .insert(notificationChoices)
      .values({ userId: stop.userId, ...rowOf(before, now) })
      .onConflictDoNothing()
    // Taken away where they stand: two links may be followed at once.
    await tx.execute(sql`
      update notification_choices set changed_at = ${now}, email_groups = array(
        select g from unnest(email_groups) with ordinality x (g, n) where g <> all (${sql.param(stop.groups)}::text[]) order by n)
      where user_id = ${stop.userId}`)
    await recordFor(tx, stop.userId, now, 'channels.mailStopped', {
      emailGroups: [before.emailGroups, emailGroups],
    })
  })
}

async function recordFor(
  tx: Tx,
  userId: string,
  now: Date,
  action: 'mailAddress.confirmed' | 'channels.mailStopped',
  details: TrailDetails = {},
): Promise<void> {
  const name = await findAccountName(tx, userId)
  await record(tx, { userId, name, role: 'employee', now }, action, { entityId: userId, details })
}
