import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from '../actor'
import { notFound } from '../failure'
import { keyset, type Page, type PageRequest } from '../paging'
import type { Answers, Field } from '../templates/rules'
import { missingDays, type ReportStatus, type Standing, seesReports, standingOf } from './rules'

type Times = { dueAt: string; submittedAt: string | null }
type Stood<T> = T & { standing: Standing }

const stood = <T extends Times & { status: ReportStatus }>(row: T, actor: Actor): Stood<T> => ({
  ...row,
  standing: standingOf(
    {
      status: row.status,
      dueAt: new Date(row.dueAt),
      submittedAt: row.submittedAt ? new Date(row.submittedAt) : null,
    },
    actor.now,
  ),
})

// The author's own.

export type OwnRow = Times & {
  /** null: nobody has opened it yet, it begins with the first word. */
  id: string | null
  templateId: string
  template: string
  dueOn: string
  status: ReportStatus
  readAt: string | null
  savedAt: string | null
  standing: Standing
}

/** What the caller is to write now: what is missing of the last fortnight, what is due, and this week's. */
export async function listOwnDue(tx: Tx, actor: Actor): Promise<OwnRow[]> {
  const { rows } = await tx.execute<Omit<OwnRow, 'standing'>>(sql`
    select r.id, r.template_id as "templateId", t.name as template, r.due_on::text as "dueOn", r.due_at as "dueAt", r.status,
      r.submitted_at as "submittedAt", r.read_at as "readAt", d.saved_at as "savedAt"
    from reports r join report_templates t on t.id = r.template_id left join report_drafts d on d.report_id = r.id
    where r.employee_id = ${actor.employeeId} and r.due_on > ${actor.today}::date - ${missingDays}::int and r.status = 'open'
    union all
    select null, o.template_id, t.name, o.due_on::text, o.due_at, 'open', null, null, null
    from app.own_reports_owed() o join report_templates t on t.id = o.template_id
    order by "dueAt", template`)
  return rows.map(row => stood(row, actor))
}

export const ownPageSize = 30

/** What the caller has given or was excused from, the latest day first. */
export async function listOwnReports(
  tx: Tx,
  actor: Actor,
  request: PageRequest = {},
): Promise<Page<OwnRow & { id: string }>> {
  const { where, order, pageOf } = keyset<OwnRow & { id: string }>(
    { by: sql`r.due_on`, key: sql`r.id`, descending: true, size: ownPageSize },
    request,
    row => [row.dueOn, row.id],
  )
  const { rows } = await tx.execute<Omit<OwnRow, 'standing'> & { id: string }>(sql`
    select r.id, r.template_id as "templateId", t.name as template, r.due_on::text as "dueOn", r.due_at as "dueAt", r.status,
      r.submitted_at as "submittedAt", r.read_at as "readAt", null as "savedAt"
    from reports r join report_templates t on t.id = r.template_id
    where r.employee_id = ${actor.employeeId} and r.status in ('submitted', 'excused') and ${where} ${order}`)
  return pageOf(rows.map(row => stood(row, actor)))
}

export type Excuse = {
  id: string
  kind: 'leave' | 'rest' | 'other'
  reason: string
  isOwn: boolean
  authorName: string
}

/** Whether the caller has said, or was told, that today is a day off. */
export async function findOwnExcuse(tx: Tx, actor: Actor): Promise<Excuse | undefined> {
  const { rows } = await tx.execute<Excuse>(sql`
    select id, kind, reason, is_own as "isOwn", author_name as "authorName" from report_excuses
    where employee_id = ${actor.employeeId} and on_day = ${actor.today}`)
  return rows[0]
}

// One report.

export type Photo = { id: string; field: string; name: string }
export type Comment = { id: string; authorName: string; authorRole: string; body: string; at: string }

export type Report = Times & {
  id: string
  templateId: string
  template: string
  employeeId: string
  name: string
  number: string
  unitId: string
  unitName: string
  positionName: string
  dueOn: string
  status: ReportStatus
  standing: Standing
  editedAt: string | null
  readAt: string | null
  readByName: string | null
  nudgedAt: string | null
  /** The version that it answers; while it is open, the one in force. */
  versionId: string
  version: number
  intro: string
  fields: Field[]
  answers: Answers
  /** When the author's draft was kept; null for everybody else. */
  savedAt: string | null
  photos: Photo[]
  excuse: Excuse | null
}

/** A report that exists for the caller, with what it asks; its author finds what they have written so far. */
export async function getReport(tx: Tx, actor: Actor, id: string): Promise<Report> {
  const { rows } = await tx.execute<Omit<Report, 'standing'>>(sql`
    select r.id, r.template_id as "templateId", t.name as template, r.employee_id as "employeeId", r.name, r.number, r.unit_id as "unitId",
      r.unit_name as "unitName", r.position_name as "positionName", r.due_on::text as "dueOn", r.due_at as "dueAt", r.status,
      r.submitted_at as "submittedAt", r.edited_at as "editedAt", r.read_at as "readAt", r.read_by_name as "readByName",
      r.nudged_at as "nudgedAt", v.id as "versionId", v.version, v.intro, v.fields,
      coalesce(r.answers, ${draftColumn(actor, sql`d.answers`)}, '{}') as answers, ${draftColumn(actor, sql`d.saved_at`)} as "savedAt",
      coalesce((select json_agg(json_build_object('id', p.id, 'field', p.field, 'name', p.name) order by p.id)
        from report_photos p where p.report_id = r.id), '[]') as photos,
      (select json_build_object('id', x.id, 'kind', x.kind, 'reason', x.reason, 'isOwn', x.is_own, 'authorName', x.author_name)
        from report_excuses x where x.employee_id = r.employee_id and x.on_day = r.due_on) as excuse
    from reports r join report_templates t on t.id = r.template_id
    join report_template_versions v on v.template_id = t.id and (v.id = r.version_id or r.version_id is null and v.version = t.version)
    where r.id = ${id} and r.status <> 'released'`)
  return stood(rows[0] ?? notFound(), actor)
}

/** Nobody but an author has a right on drafts, not even to ask. */
const draftColumn = (actor: Actor, column: SQL): SQL =>
  actor.portal === 'me' ? sql`(select ${column} from report_drafts d where d.report_id = r.id)` : sql`null`

export async function listComments(tx: Tx, reportId: string): Promise<Comment[]> {
  const { rows } = await tx.execute<Comment>(sql`
    select id, author_name as "authorName", app.title_of(author_user_id, author_role, created_at) as "authorRole", body, created_at as at
    from report_comments where report_id = ${reportId} order by id limit 200`)
  return rows
}

export async function findReportPhoto(
  tx: Tx,
  actor: Actor,
  reportId: string,
  id: string,
): Promise<{ name: string; contentType: string; content: Buffer } | undefined> {
  if (actor.portal !== 'me' && !seesReports(actor)) return undefined
  const { rows } = await tx.execute<{ name: string; contentType: string; content: Buffer }>(sql`
    select name, content_type as "contentType", content from report_photos where id = ${id} and report_id = ${reportId}`)
  return rows[0]
}

/** The unread reports beside this one, in the order in which they came: where J and K lead. */
export async function findNeighbours(
  tx: Tx,
  actor: Actor,
  report: Pick<Report, 'id' | 'submittedAt'>,
): Promise<{ previous?: string | undefined; next?: string | undefined; unread: number }> {
  const at = sql`(${report.submittedAt ?? actor.now}::timestamptz, ${report.id}::uuid)`
  const unread = sql`r.status = 'submitted' and r.read_at is null and r.id <> ${report.id} ${inSeat(actor)}`
  const { rows } = await tx.execute<{ previous: string | null; next: string | null; unread: number }>(sql`
    select (select r.id from reports r where ${unread} and (r.submitted_at, r.id) < ${at} order by r.submitted_at desc, r.id desc limit 1) as previous,
      (select r.id from reports r where ${unread} and (r.submitted_at, r.id) > ${at} order by r.submitted_at, r.id limit 1) as next,
      (select count(*)::int from (select from reports r where ${unread} limit 100) n) as unread`)
  const row = rows[0]
  return { previous: row?.previous ?? undefined, next: row?.next ?? undefined, unread: row?.unread ?? 0 }
}

/** A store's seat also says whose it is, so that its index is used. */
export const inSeat = (actor: Actor): SQL =>
  actor.portal === 'store' ? sql`and r.unit_id = any (array(select app.units_below(${actor.unitId})))` : sql``
