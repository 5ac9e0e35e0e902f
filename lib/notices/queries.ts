import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { notFound } from '../failure'
import { keyset, type Page, type PageRequest } from '../paging'
import { type Dates, mayReadNotices, type NoticeState, type Standing, standingOf, stateOf } from './rules'

export async function findNoticeId(tx: Tx, number: string): Promise<string> {
  const { rows } = await tx.execute<{ id: string }>(sql`select id from notices where number = ${number}`)
  return rows[0]?.id ?? notFound()
}

export type LockedNotice = Dates & {
  id: string
  number: string
  unitId: string
  authorUserId: string
  title: string
  version: number
  versionId: string
  revision: number
}

type Instants = { publishAt: string | null; expiresAt: string | null }
const dated = <T extends Instants>(
  row: T,
): Omit<T, keyof Instants> & Pick<Dates, 'publishAt' | 'expiresAt'> => ({
  ...row,
  publishAt: row.publishAt ? new Date(row.publishAt) : null,
  expiresAt: row.expiresAt ? new Date(row.expiresAt) : null,
})

/** The notice, held until the end of the transaction. Who may not change it finds it, and is refused by the rules. */
export async function lockNotice(tx: Tx, number: string): Promise<LockedNotice> {
  const { rows } = await tx.execute<Omit<LockedNotice, keyof Instants> & Instants>(sql`
    select n.id, n.number, n.status, n.unit_id as "unitId", n.author_user_id as "authorUserId", n.publish_at as "publishAt",
      n.expires_at as "expiresAt", n.version, n.revision, v.id as "versionId", v.title
    from notices n join notice_versions v on v.notice_id = n.id and v.version = n.version where n.number = ${number}`)
  const row = rows[0] ?? notFound()
  await tx.execute(sql`select from notices where id = ${row.id} for no key update`)
  const { rows: held } = await tx.execute<{ revision: number; status: LockedNotice['status'] }>(
    sql`select revision, status from notices where id = ${row.id}`,
  )
  return { ...dated(row), ...held[0] }
}

export type NoticeFile = { id: string; name: string; contentType: string; size: number }

export type Notice = Dates & {
  id: string
  number: string
  state: NoticeState
  authorUserId: string
  authorName: string
  authorRole: string
  unitId: string
  unitName: string
  unitIds: string[]
  positionIds: string[]
  families: string[]
  tagIds: string[]
  arrivalDays: number | null
  includesManagers: boolean
  isMustRead: boolean
  dueDays: number | null
  version: number
  askedVersion: number
  revision: number
  withdrawnAt: string | null
  withdrawnReason: string
  title: string
  body: string
  question: string | null
  choices: string[]
  changeNote: string
  asksAgain: boolean
  versionAt: string
  versionBy: string
  files: NoticeFile[]
}

/** A notice that exists for the caller, in its version in force. */
export async function getNotice(tx: Tx, actor: Actor, number: string): Promise<Notice> {
  if (!mayReadNotices(actor)) notFound()
  const { rows } = await tx.execute<Omit<Notice, 'state' | keyof Instants> & Instants>(sql`
    select n.id, n.number, n.status, n.author_user_id as "authorUserId", n.author_name as "authorName", n.author_role as "authorRole",
      n.unit_id as "unitId", u.name as "unitName", n.unit_ids as "unitIds", n.position_ids as "positionIds", n.families, n.tag_ids as "tagIds",
      n.arrival_days as "arrivalDays", n.includes_managers as "includesManagers", n.is_must_read as "isMustRead", n.due_days as "dueDays",
      n.publish_at as "publishAt", n.expires_at as "expiresAt", n.version, n.asked_version as "askedVersion", n.revision,
      n.withdrawn_at as "withdrawnAt", n.withdrawn_reason as "withdrawnReason", v.title, v.body, v.question, v.choices,
      v.change_note as "changeNote", v.asks_again as "asksAgain", v.created_at as "versionAt", v.author_name as "versionBy",
      coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'contentType', f.content_type, 'size', f.size) order by f.id)
        from notice_files f where f.version_id = v.id), '[]') as files
    from notices n join notice_versions v on v.notice_id = n.id and v.version = n.version join units u on u.id = n.unit_id
    where n.number = ${number}`)
  const row = rows[0] ?? notFound()
  const notice = dated(row)
  return { ...notice, state: stateOf(notice, actor.now) }
}

/** Which choice is right, counted from 1; only for those who write the notice. */
export async function findRightChoice(tx: Tx, noticeId: string): Promise<number | null> {
  const { rows } = await tx.execute<{ right: number }>(sql`
    select k.right_choice + 1 as right from notice_keys k join notice_versions v on v.id = k.version_id
    join notices n on n.id = v.notice_id and n.version = v.version where n.id = ${noticeId}`)
  return rows[0]?.right ?? null
}

export type Version = {
  version: number
  title: string
  body: string
  changeNote: string
  asksAgain: boolean
  at: string
  by: string
}

export async function listVersions(tx: Tx, noticeId: string): Promise<Version[]> {
  const { rows } = await tx.execute<Version>(sql`
    select version, title, body, change_note as "changeNote", asks_again as "asksAgain", created_at as at, author_name as by
    from notice_versions where notice_id = ${noticeId} order by version desc limit 50`)
  return rows
}

export type OwnReceipt = {
  version: number
  readAt: Date | null
  readVersion: number | null
  signedAt: Date | null
  signedVersion: number | null
  releasedAt: Date | null
  dueOn: string | null
  attempts: number
}

/** The caller's own receipts of a notice, the latest asked version first. */
export async function listOwnReceipts(tx: Tx, actor: Actor, noticeId: string): Promise<OwnReceipt[]> {
  const { rows } = await tx.execute<
    Omit<OwnReceipt, 'readAt' | 'signedAt' | 'releasedAt'> &
      Record<'readAt' | 'signedAt' | 'releasedAt', string | null>
  >(sql`
    select version, read_at as "readAt", read_version as "readVersion", signed_at as "signedAt", signed_version as "signedVersion",
      released_at as "releasedAt", due_on::text as "dueOn", attempts
    from notice_receipts where notice_id = ${noticeId} and user_id = ${actor.userId} order by version desc`)
  return rows.map(row => ({
    ...row,
    readAt: instant(row.readAt),
    signedAt: instant(row.signedAt),
    releasedAt: instant(row.releasedAt),
  }))
}

/** Whether the caller is in its audience now, with a receipt or not yet. */
export async function isForCaller(tx: Tx, noticeId: string): Promise<boolean> {
  const { rows } = await tx.execute<{ is: boolean }>(
    sql`select ${noticeId}::uuid = any ((select app.own_notice_ids())::uuid[]) as is`,
  )
  return rows[0]?.is ?? false
}

export async function findNoticeFile(
  tx: Tx,
  actor: Actor,
  number: string,
  id: string,
): Promise<{ name: string; contentType: string; content: Buffer } | undefined> {
  if (!mayReadNotices(actor)) return undefined
  const { rows } = await tx.execute<{ name: string; contentType: string; content: Buffer }>(sql`
    select f.name, f.content_type as "contentType", f.content from notice_files f join notices n on n.id = f.notice_id
    where f.id = ${id} and n.number = ${number}`)
  return rows[0]
}

export type ReaderRow = {
  id: string
  number: string
  title: string
  authorName: string
  unitName: string
  state: NoticeState
  standing: Standing
  isMustRead: boolean
  version: number
  at: string
  dueOn: string | null
}

type ReaderFlat = Omit<ReaderRow, 'state' | 'standing'> &
  Pick<Dates, 'status'> &
  Instants & { readAt: string | null; signedAt: string | null; releasedAt: string | null }

export const readerPageSize = 40

/** The caller's own notices: what is to be signed by its due day, what is unread, then the rest, newest first. */
export async function listOwnNotices(
  tx: Tx,
  actor: Actor,
  request: PageRequest = {},
): Promise<Page<ReaderRow> & { waiting: ReaderRow[] }> {
  const waiting = await listWaiting(tx, actor)
  const { where, order, pageOf } = keyset<ReaderRow>(
    { by: sql`n.publish_at`, key: sql`n.id`, descending: true, size: readerPageSize },
    request,
    row => [row.at, row.id],
  )
  const ids = sql.param(waiting.map(row => row.id))
  const rows = await ownNotices(tx, actor, sql`n.id <> all (${ids}::uuid[]) and ${where}`, order)
  return { waiting, ...pageOf(rows) }
}

/** What waits for the caller: the most urgent, and how many there are. */
export async function findWaitingNotices(
  tx: Tx,
  actor: Actor,
): Promise<{ rows: ReaderRow[]; toSign: number; unread: number }> {
  const waiting = await listWaiting(tx, actor)
  return {
    rows: waiting.slice(0, 3),
    toSign: waiting.filter(row => row.standing === 'toSign').length,
    unread: waiting.filter(row => row.standing === 'unread').length,
  }
}

const mostWaiting = 200

async function listWaiting(tx: Tx, actor: Actor): Promise<ReaderRow[]> {
  const live = sql`n.status = 'issued' and (n.expires_at is null or n.expires_at > ${actor.now}) and r.released_at is null
    and case when n.is_must_read then r.signed_at else r.read_at end is null`
  const rows = await ownNotices(
    tx,
    actor,
    live,
    sql`order by n.publish_at desc, n.id desc limit ${mostWaiting}`,
  )
  return rows.sort(byUrgency)
}

/** What to sign before what to read, the nearest due day first, then the newest. */
function byUrgency(one: ReaderRow, other: ReaderRow): number {
  const rank = (row: ReaderRow) => (row.standing === 'toSign' ? 0 : 1)
  return (
    rank(one) - rank(other) ||
    (one.dueOn ?? '9999').localeCompare(other.dueOn ?? '9999') ||
    other.at.localeCompare(one.at)
  )
}

/** Delivered to the caller, or for them since the audience was last looked at. */
async function ownNotices(tx: Tx, actor: Actor, wanted: SQL, order: SQL): Promise<ReaderRow[]> {
  const { rows } = await tx.execute<ReaderFlat>(sql`
    with mine as (
      select r.notice_id from notice_receipts r where r.user_id = ${actor.userId}
      union select unnest((select app.own_notice_ids())::uuid[])
    )
    select n.id, n.number, v.title, n.author_name as "authorName", u.name as "unitName", n.status, n.is_must_read as "isMustRead", n.version,
      n.publish_at::text as at, n.publish_at as "publishAt", n.expires_at as "expiresAt", r.read_at as "readAt", r.signed_at as "signedAt",
      r.released_at as "releasedAt",
      coalesce(r.due_on, case when r.id is null then ${actor.today}::date + n.due_days end)::text as "dueOn"
    from mine m join notices n on n.id = m.notice_id
    join notice_versions v on v.notice_id = n.id and v.version = n.version
    join units u on u.id = n.unit_id
    left join notice_receipts r on r.notice_id = n.id and r.version = n.asked_version and r.user_id = ${actor.userId}
    where n.status <> 'draft' and n.publish_at <= ${actor.now} and ${wanted} ${order}`)
  return rows.map(row => {
    const { readAt, signedAt, releasedAt, ...rest } = dated(row)
    const state = stateOf(rest, actor.now)
    const receipt = { readAt: instant(readAt), signedAt: instant(signedAt), releasedAt: instant(releasedAt) }
    return { ...rest, state, standing: standingOf({ isMustRead: row.isMustRead, state }, receipt) }
  })
}

const instant = (text: string | null): Date | null => (text ? new Date(text) : null)

export const noticeTabs = ['published', 'scheduled', 'draft', 'expired', 'withdrawn', 'all'] as const
export type NoticeTab = (typeof noticeTabs)[number]

/** What a notice has come to among those whose receipts the caller sees. */
export type Reach = { readers: number; read: number; signed: number }

export type NoticeRow = Dates &
  Reach & {
    id: string
    number: string
    title: string
    state: NoticeState
    authorName: string
    unitName: string
    isMustRead: boolean
    version: number
    dueDays: number | null
  }

export const noticePageSize = 30

/** One page of the notices that exist for the caller, newest first, with how far each has come. */
export async function listNotices(
  tx: Tx,
  actor: Actor,
  filter: PageRequest & { tab: NoticeTab },
): Promise<Page<NoticeRow>> {
  const { where, order, pageOf } = keyset<NoticeRow>(
    { by: sql`n.id`, key: sql`n.id`, descending: true, size: noticePageSize },
    filter,
    row => [row.id, row.id],
  )
  const { rows } = await tx.execute<Omit<NoticeRow, 'state' | keyof Instants> & Instants>(sql`
    with page as materialized (
      select n.* from notices n where ${inTab(filter.tab, actor)} and ${where} ${order}
    )
    select n.id, n.number, v.title, n.status, n.author_name as "authorName", u.name as "unitName", n.is_must_read as "isMustRead", n.version,
      n.due_days as "dueDays", n.publish_at as "publishAt", n.expires_at as "expiresAt", f.readers, f.read, f.signed
    from page n join notice_versions v on v.notice_id = n.id and v.version = n.version join units u on u.id = n.unit_id
    cross join lateral (${reachOf(sql`n.id`, sql`n.asked_version`, actor)}) f
    order by n.id ${filter.before ? sql`asc` : sql`desc`}`)
  return pageOf(
    rows.map(row => {
      const notice = dated(row)
      return { ...notice, state: stateOf(notice, actor.now) }
    }),
  )
}

function inTab(tab: NoticeTab, { now }: Actor): SQL {
  switch (tab) {
    case 'all':
      return sql`true`
    case 'draft':
    case 'withdrawn':
      return sql`n.status = ${tab}`
    case 'scheduled':
      return sql`n.status = 'issued' and n.publish_at > ${now}`
    case 'published':
      return sql`n.status = 'issued' and n.publish_at <= ${now} and (n.expires_at is null or n.expires_at > ${now})`
    case 'expired':
      return sql`n.status = 'issued' and n.expires_at <= ${now}`
  }
}

/** Whoever was let off counts only if they had done it. A store's figures are its team's, without its manager. */
function reachOf(noticeId: SQL, version: SQL, actor: Actor): SQL {
  return sql`select count(*)::int as readers, count(r.read_at)::int as read, count(r.signed_at)::int as signed
    from notice_receipts r where r.notice_id = ${noticeId} and r.version = ${version} and (r.released_at is null or r.read_at is not null)
      ${ofTeam(actor)}`
}

const ofTeam = (actor: Actor): SQL =>
  actor.portal === 'store' ? sql`and r.user_id <> ${actor.userId}` : sql``

export const receiptLists = ['unread', 'unsigned', 'signed'] as const
/** 未读, 已读未签 and 已签; of a notice that asks for no signature, unread and read (as `signed`). */
export type ReceiptList = (typeof receiptLists)[number]

export type ReceiptFilter = { unitId?: string | undefined }
export type ReceiptCounts = Record<ReceiptList, number> & { remindable: number; remindedAt: string | null }

/** How many are in each list, and how many of those who have not done it may be reminded now. */
export async function countReceipts(
  tx: Tx,
  actor: Actor,
  notice: Pick<Notice, 'id' | 'askedVersion' | 'isMustRead'>,
  filter: ReceiptFilter,
): Promise<ReceiptCounts> {
  const { rows } = await tx.execute<ReceiptCounts>(sql`
    select count(*) filter (where ${inList('unread', notice)})::int as unread,
      count(*) filter (where ${inList('unsigned', notice)})::int as unsigned,
      count(*) filter (where ${inList('signed', notice)})::int as signed,
      count(*) filter (where not (${inList('signed', notice)}) and r.user_id <> ${actor.userId}
        and (r.reminded_at is null or r.reminded_at <= ${actor.now}::timestamptz - interval '24 hours'))::int as remindable,
      max(r.reminded_at) as "remindedAt"
    from notice_receipts r where ${receiptsOf(notice, actor, filter)}`)
  return rows[0] ?? { unread: 0, unsigned: 0, signed: 0, remindable: 0, remindedAt: null }
}

export type ReceiptRow = {
  id: string
  key: string
  name: string
  number: string | null
  unitName: string
  deliveredAt: string
  dueOn: string | null
  readAt: string | null
  signedAt: string | null
  signedVersion: number | null
  attempts: number
  answer: string | null
  remindedAt: string | null
}

export const receiptPageSize = 50

export async function listReceipts(
  tx: Tx,
  actor: Actor,
  notice: Pick<Notice, 'id' | 'askedVersion' | 'isMustRead'>,
  filter: ReceiptFilter & PageRequest & { list: ReceiptList },
): Promise<Page<ReceiptRow>> {
  const { where, order, pageOf } = keyset<ReceiptRow>(
    { by: sql`coalesce(r.number, '')`, key: sql`r.id`, descending: false, size: receiptPageSize },
    filter,
    row => [row.key, row.id],
  )
  const { rows } = await tx.execute<ReceiptRow>(sql`
    select r.id, coalesce(r.number, '') as key, ${receiptColumns}
    from notice_receipts r where ${receiptsOf(notice, actor, filter)} and ${inList(filter.list, notice)} and ${where} ${order}`)
  return pageOf(rows)
}

const receiptColumns = sql`r.name, r.number, r.unit_name as "unitName", r.delivered_at as "deliveredAt", r.due_on::text as "dueOn",
  r.read_at as "readAt", r.signed_at as "signedAt", r.signed_version as "signedVersion", r.attempts, r.answer, r.reminded_at as "remindedAt"`

function inList(list: ReceiptList, notice: { isMustRead: boolean }): SQL {
  switch (list) {
    case 'unread':
      return notice.isMustRead ? sql`r.read_at is null and r.signed_at is null` : sql`r.read_at is null`
    case 'unsigned':
      return notice.isMustRead ? sql`r.read_at is not null and r.signed_at is null` : sql`false`
    case 'signed':
      return notice.isMustRead ? sql`r.signed_at is not null` : sql`r.read_at is not null`
  }
}

function receiptsOf(
  notice: { id: string; askedVersion: number },
  actor: Actor,
  { unitId }: ReceiptFilter,
): SQL {
  return sql`r.notice_id = ${notice.id} and r.version = ${notice.askedVersion} and (r.released_at is null or r.read_at is not null)
    ${ofTeam(actor)} ${unitId ? inUnit(unitId, actor) : sql``}`
}

/** Those who are in a unit or below it today. */
const inUnit = (
  unitId: string,
  actor: Actor,
): SQL => sql`and r.employee_id in (select a.employee_id from assignments a
  where a.unit_id in (select app.units_below(${unitId})) and a.is_primary and a.starts_on <= ${actor.today}
    and (a.ends_on is null or a.ends_on > ${actor.today}))`

export type RecordRow = ReceiptRow & { version: number }
export const mostRecorded = 5000

/** The whole record, for paper: every version asked for, everybody it was delivered to, signed or not. */
export async function listRecord(
  tx: Tx,
  actor: Actor,
  noticeId: string,
  filter: ReceiptFilter,
): Promise<RecordRow[]> {
  const { rows } = await tx.execute<RecordRow>(sql`
    select r.id, coalesce(r.number, '') as key, r.version, ${receiptColumns}
    from notice_receipts r where r.notice_id = ${noticeId} ${ofTeam(actor)} ${filter.unitId ? inUnit(filter.unitId, actor) : sql``}
    order by r.version desc, r.number nulls last, r.id limit ${mostRecorded + 1}`)
  return rows
}

export type AudienceNames = { units: { id: string; name: string }[]; positions: string[]; tags: string[] }

/** The names of what an audience is made of. */
export async function nameAudience(
  tx: Tx,
  notice: Pick<Notice, 'unitIds' | 'positionIds' | 'tagIds'>,
): Promise<AudienceNames> {
  const { rows } = await tx.execute<AudienceNames>(sql`
    select coalesce((select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name) from units u
        where u.id = any (${sql.param(notice.unitIds)}::uuid[])), '[]') as units,
      coalesce((select json_agg(p.name order by p.level, p.name) from positions p where p.id = any (${sql.param(notice.positionIds)}::uuid[])), '[]') as positions,
      coalesce((select json_agg(t.name order by t.name) from tags t where t.id = any (${sql.param(notice.tagIds)}::uuid[])), '[]') as tags`)
  return rows[0] ?? { units: [], positions: [], tags: [] }
}

export type Preview = { people: number; names: string[] }

/** How many it would reach now and who the first are; undefined when the caller may not ask. */
export async function previewNotice(
  tx: Tx,
  actor: Actor,
  notice: Pick<
    Notice,
    'unitIds' | 'positionIds' | 'families' | 'tagIds' | 'arrivalDays' | 'includesManagers'
  >,
): Promise<Preview | undefined> {
  const { rows } = await tx.execute<Preview>(sql`
    select people, names from app.preview_notice(${sql.param(notice.unitIds)}::uuid[], ${sql.param(notice.positionIds)}::uuid[],
      ${sql.param(notice.families)}::text[], ${sql.param(notice.tagIds)}::uuid[], ${notice.arrivalDays}::int, ${notice.includesManagers}, ${actor.today}::date)`)
  return rows[0]
}

export type PositionChoices = {
  positions: { id: string; name: string; family: string }[]
  families: string[]
}

export async function listPositionChoices(tx: Tx): Promise<PositionChoices> {
  const { rows } = await tx.execute<{ id: string; name: string; family: string }>(
    sql`select id, name, family from positions where retired_on is null order by family, level, name limit 500`,
  )
  return { positions: rows, families: [...new Set(rows.map(row => row.family))] }
}
