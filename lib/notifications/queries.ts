import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { mailAddresses, type Rhythm } from '@/db/schema/channels'
import type { Actor, Locale } from '../actor'
import { zone } from '../clock'
import type { NotificationKind } from '../notify'
import { listOwnDevices, type OwnDevice } from '../push/queries'
import { type Choices, defaultChoices, type Group } from './rules'

export type NotificationRow = {
  id: string
  kind: NotificationKind
  values: Record<string, string | string[]>
  path: string
  createdAt: string
  readAt: string | null
  /** Where else it went, and how far it came: when it was sent, is due or was given up. */
  sent: { channel: 'email' | 'push'; state: 'sent' | 'waiting' | 'dead'; at: string }[]
}

export const notificationPageSize = 50

/** The caller's notifications, newest first; one more than a page when there are more. */
export async function listNotifications(tx: Tx, actor: Actor, before?: string): Promise<NotificationRow[]> {
  const { rows } = await tx.execute<NotificationRow>(sql`
    select n.id, n.kind, n."values", n.path, n.created_at as "createdAt", n.read_at as "readAt", coalesce((
      select json_agg(json_build_object('channel', d.channel, 'state', d.state, 'at', d.at) order by d.channel) from (
        select distinct on (channel) channel, case when state = 'sending' then 'waiting' else state end as state, coalesce(settled_at, due_at) as at
        from deliveries where notification_id = n.id and channel in ('email', 'push') and state <> 'skipped'
        order by channel, array_position('{sent,sending,waiting,dead}'::text[], state), settled_at) d), '[]') as sent
    from notifications n where n.user_id = ${actor.userId} ${before ? sql`and n.id < ${before}` : sql``}
    order by n.id desc limit ${notificationPageSize + 1}`)
  return rows
}

/** Unread notifications, counted to at most 100. */
export async function countUnread(tx: Tx, actor: Actor): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from (select from notifications where user_id = ${actor.userId} and read_at is null limit 100) unread`)
  return rows[0]?.n ?? 0
}

export type Reader = {
  locale: Locale
  /** Of the unit where they work today, or where their role is. */
  zone: string
  /** Where mail goes; null until they have confirmed one. */
  address: string | null
  choices: Choices
}

/** What channels have to know about people, for background work. */
export async function listReaders(tx: Tx, userIds: string[]): Promise<Map<string, Reader>> {
  const { rows } = await tx.execute<
    { userId: string; locale: Locale; zone: string | null; address: string | null } & Partial<ChoiceRow>
  >(sql`
    select u.id as "userId", u.locale, m.address, ${choiceColumns}, app.zone_of(u.id) as zone
    from users u left join notification_choices c on c.user_id = u.id left join mail_addresses m on m.user_id = u.id
    where u.id = any (${sql.param([...new Set(userIds)])}::uuid[])`)
  return new Map(
    rows.map(row => [
      row.userId,
      { locale: row.locale, zone: row.zone ?? zone, address: row.address, choices: choicesOf(row) },
    ]),
  )
}

type ChoiceRow = {
  emailGroups: Group[] | null
  pushGroups: Group[]
  quietFrom: string | null
  quietTo: string | null
  rhythm: Rhythm
  digestHour: number
  digestWeekday: number
}

const choiceColumns = sql`c.email_groups as "emailGroups", c.push_groups as "pushGroups", c.quiet_from as "quietFrom",
  c.quiet_to as "quietTo", c.rhythm, c.digest_hour as "digestHour", c.digest_weekday as "digestWeekday"`

/** What somebody chose, or the defaults. */
export async function findChoices(tx: Tx, userId: string): Promise<Choices> {
  const { rows } = await tx.execute<ChoiceRow>(
    sql`select ${choiceColumns} from notification_choices c where c.user_id = ${userId}`,
  )
  return choicesOf(rows[0] ?? {})
}

function choicesOf(row: Partial<ChoiceRow>): Choices {
  if (!row.emailGroups) return defaultChoices
  const { emailGroups, pushGroups, quietFrom, quietTo, rhythm, digestHour, digestWeekday } =
    row as ChoiceRow & {
      emailGroups: Group[]
    }
  const quiet = quietFrom && quietTo ? { from: quietFrom, to: quietTo } : null
  return { emailGroups, pushGroups, quiet, rhythm, digestHour, digestWeekday }
}

export type OwnAddress = {
  address: string | null
  pendingAddress: string | null
  askedAt: Date | null
  /** How the mail that asks went: not sent yet, sent, or why not. */
  askSentAt: Date | null
  askFault: string
  askedTimes: number
  askedOn: string | null
}

export async function findAddress(tx: Tx, userId: string): Promise<OwnAddress | undefined> {
  const [row] = await tx.select(addressColumns).from(mailAddresses).where(eq(mailAddresses.userId, userId))
  return row
}

const { address, pendingAddress, askedAt, askSentAt, askFault, askedTimes, askedOn } = mailAddresses
const addressColumns = { address, pendingAddress, askedAt, askSentAt, askFault, askedTimes, askedOn }

export async function findAccountName(tx: Tx, userId: string): Promise<string> {
  const { rows } = await tx.execute<{ name: string }>(sql`select name from users where id = ${userId}`)
  return rows[0]?.name ?? ''
}

/** Everything that the page of one's channels shows. */
export async function getChannels(
  tx: Tx,
  actor: Actor,
): Promise<{
  actor: Actor
  choices: Choices
  address: OwnAddress | undefined
  devices: OwnDevice[]
  zone: string
  contactEmail: string
}> {
  const choices = await findChoices(tx, actor.userId)
  const found = await findAddress(tx, actor.userId)
  const devices = await listOwnDevices(tx, actor)
  const { rows } = await tx.execute<{ zone: string | null; email: string | null }>(
    sql`select zone, email from app.own_mail_facts()`,
  )
  const { zone: own, email } = rows[0] ?? {}
  return { actor, choices, address: found, devices, zone: own ?? zone, contactEmail: email ?? '' }
}
