import 'server-only'
import { sql } from 'drizzle-orm'
import { enterService, type Tx } from '@/db/client'
import { dayIn, systemClock, zone } from '../clock'
import { type NotificationKind, notify } from '../notify'

/** People told in one transaction. */
const batch = 1000

type Untold = {
  id: string
  userId: string
  version: number
  dueOn: string | null
  isMustRead: boolean
  isDone: boolean
  isReminder: boolean
}

/** Brings one notice to whom it is for now, or every published one, and tells those who do not know it yet; done again it does nothing. */
export async function deliverNoticesJob(payload: unknown): Promise<void> {
  const id =
    payload && typeof payload === 'object' && 'id' in payload && typeof payload.id === 'string'
      ? payload.id
      : undefined
  const now = systemClock.now()
  for (const noticeId of await enterService('job', tx => listPublished(tx, now, id))) {
    await enterService('job', tx => evaluateNotice(tx, noticeId, now))
    while ((await enterService('job', tx => tellReaders(tx, noticeId, now))) > 0);
  }
}

async function listPublished(tx: Tx, now: Date, id: string | undefined): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from notices where status = 'issued' and publish_at <= ${now} and (expires_at is null or expires_at > ${now})
      ${id ? sql`and id = ${id}` : sql``} order by id`)
  return rows.map(row => row.id)
}

/** Returns how many got a receipt. */
export async function evaluateNotice(tx: Tx, noticeId: string, now: Date): Promise<number> {
  const { rows } = await tx.execute<{ people: number }>(
    sql`select app.evaluate_notice(${noticeId}, ${now}) as people`,
  )
  return rows[0]?.people ?? 0
}

/** Tells a batch of those who have a receipt and were not told, or were reminded since; that they were told commits with what tells them. */
export async function tellReaders(tx: Tx, noticeId: string, now: Date): Promise<number> {
  const { rows } = await tx.execute<Untold>(sql`
    select r.id, r.user_id as "userId", r.version, r.due_on::text as "dueOn", n.is_must_read as "isMustRead",
      case when n.is_must_read then r.signed_at else r.read_at end is not null or r.released_at is not null as "isDone",
      r.reminded_at is not null as "isReminder"
    from notice_receipts r join notices n on n.id = r.notice_id
    where r.notice_id = ${noticeId} and (r.told_at is null or r.told_at < r.reminded_at)
    order by r.id limit ${batch} for update of r skip locked`)
  const words = await findWords(tx, noticeId)
  const groups = new Map<string, Untold[]>()
  for (const row of rows) {
    if (row.isDone) continue
    const key = `${kindOf(row)} ${row.dueOn}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  for (const told of groups.values()) {
    const [first] = told
    if (!first || !words) continue
    const values = { subject: words.title, actor: words.authorName, date: first.dueOn ?? '' }
    const readers = told.map(row => row.userId)
    await notify(tx, { userId: null, now }, readers, kindOf(first), values, `notices/${words.number}`)
  }
  await tx.execute(sql`
    update notice_receipts set told_at = greatest(${now}::timestamptz, reminded_at) where id = any (${sql.param(rows.map(row => row.id))}::uuid[])`)
  return rows.length
}

function kindOf({ isReminder, isMustRead, version }: Untold): NotificationKind {
  if (isReminder) return isMustRead ? 'noticeSignReminder' : 'noticeReminder'
  if (version > 1) return 'noticeChanged'
  return isMustRead ? 'noticeMustRead' : 'noticePublished'
}

async function findWords(
  tx: Tx,
  noticeId: string,
): Promise<{ number: string; title: string; authorName: string } | undefined> {
  const { rows } = await tx.execute<{ number: string; title: string; authorName: string }>(sql`
    select n.number, v.title, n.author_name as "authorName" from notices n
    join notice_versions v on v.notice_id = n.id and v.version = n.version where n.id = ${noticeId}`)
  return rows[0]
}

/** Marks for a reminder whoever has until tomorrow to sign, once each. Returns the notices whose readers are to be told. */
export async function remindOfDueDays(tx: Tx, now: Date, today: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    with due as (
      update notice_receipts r set due_reminded_at = ${now}, reminded_at = ${now}
      from notices n
      where n.id = r.notice_id and n.status = 'issued' and (n.expires_at is null or n.expires_at > ${now}) and r.version = n.asked_version
        and r.due_on <= ${today}::date + 1 and r.signed_at is null and r.due_reminded_at is null and r.released_at is null
      returning r.notice_id
    ) select distinct notice_id as id from due`)
  return rows.map(row => row.id)
}

export async function remindOfNoticesJob(): Promise<void> {
  const now = systemClock.now()
  const ids = await enterService('job', tx => remindOfDueDays(tx, now, dayIn(zone, now)))
  for (const id of ids) while ((await enterService('job', tx => tellReaders(tx, id, now))) > 0);
}
