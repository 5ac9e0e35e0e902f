import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Rhythm } from '@/db/schema/channels'
import type { Actor, Locale } from '../actor'
import { zone } from '../clock'
import type { NotificationKind } from '../notify'
import { type Choices, defaultChoices, type Group } from './rules'

export type NotificationRow = {
  id: string
  kind: NotificationKind
  values: Record<string, string>
  path: string
  createdAt: string
  readAt: string | null
}

export const notificationPageSize = 50

/** The caller's notifications, newest first; one more than a page when there are more. */
export async function listNotifications(tx: Tx, actor: Actor, before?: string): Promise<NotificationRow[]> {
  const { rows } = await tx.execute<NotificationRow>(sql`
    select id, kind, "values", path, created_at as "createdAt", read_at as "readAt" from notifications
    where user_id = ${actor.userId} ${before ? sql`and id < ${before}` : sql``}
    order by id desc limit ${notificationPageSize + 1}`)
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
    select u.id as "userId", u.locale, m.address, ${choiceColumns}, coalesce(
      (select n.zone from employees e join assignments a on a.employee_id = e.id and a.is_primary and a.starts_on <= app.today()
        and (a.ends_on is null or a.ends_on > app.today()) join units n on n.id = a.unit_id where e.user_id = u.id limit 1),
      (select n.zone from role_grants g join units n on n.id = g.unit_id where g.user_id = u.id and g.starts_on <= app.today()
        and (g.ends_on is null or g.ends_on > app.today()) order by g.starts_on, g.id limit 1)) as zone
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

function choicesOf(row: Partial<ChoiceRow>): Choices {
  if (!row.emailGroups) return defaultChoices
  const { emailGroups, pushGroups, quietFrom, quietTo, rhythm, digestHour, digestWeekday } =
    row as ChoiceRow & {
      emailGroups: Group[]
    }
  const quiet = quietFrom && quietTo ? { from: quietFrom, to: quietTo } : null
  return { emailGroups, pushGroups, quiet, rhythm, digestHour, digestWeekday }
}
