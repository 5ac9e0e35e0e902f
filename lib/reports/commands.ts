import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { reportComments, reportDrafts, reportNumbers, reportPhotos, reports } from '@/db/schema/reports'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { markRead } from '../notifications/commands'
import { notify } from '../notify'
import { type Answers, answersOf, type Field, problemOf } from '../templates/rules'
import { record, type TrailAction } from '../trail'
import { keepFile } from '../upload'
import type {
  addPhotoInput,
  commentReportInput,
  nudgeInput,
  readAllReportsInput,
  readReportInput,
  removePhotoInput,
  saveDraftInput,
  startReportInput,
  submitReportInput,
} from './input'
import { getReport, inSeat, type Report } from './queries'
import { groupsOf, mayAnswer, mayWrite, missingDays, nudgeAgainHours, readsReports } from './rules'

// The author writes.

/** Opens what the caller owes and the worker has not opened yet. */
export async function startReport(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof startReportInput>,
): Promise<{ id: string }> {
  if (actor.portal !== 'me' || !actor.employeeId) throw new Failure('reports.notYours')
  const { rows } = await tx.execute<{ id: string | null }>(sql`
    select app.start_report(${input.templateId}, ${input.dueOn}, ${actor.employeeId}, ${actor.now}) as id`)
  const id = rows[0]?.id
  if (!id) throw new Failure('reports.notOwed')
  return { id }
}

/** Keeps what has been written so far, for nobody but its author, who may write a lot of them: they leave no trail. */
export async function saveDraft(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof saveDraftInput>,
): Promise<{ savedAt: string }> {
  const report = await lockOwn(tx, actor, input.reportId)
  if (report.status === 'submitted') throw new Failure('reports.changed')
  const fields = await fieldsOf(tx, actor, report, input.versionId)
  const draft = { answers: answersOf(fields, input.answers), savedAt: actor.now }
  // the report is held, so nobody else begins this draft meanwhile
  const { rowCount } = await tx.update(reportDrafts).set(draft).where(eq(reportDrafts.reportId, report.id))
  if (!rowCount)
    await tx.insert(reportDrafts).values({ reportId: report.id, employeeId: report.employeeId, ...draft })
  return { savedAt: actor.now.toISOString() }
}

/** Gives the report, late too; or, until it is read or was due, gives it anew. */
export async function submitReport(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof submitReportInput>,
): Promise<{ id: string }> {
  const report = await lockOwn(tx, actor, input.reportId)
  const fields = await fieldsOf(tx, actor, report, input.versionId)
  const answers = answersOf(fields, input.answers)
  assertAnswers(fields, answers, report)
  const isAgain = report.status === 'submitted'
  await tx
    .update(reports)
    .set({
      status: 'submitted',
      versionId: input.versionId,
      answers,
      ...(isAgain ? { editedAt: actor.now } : { submittedAt: actor.now }),
    })
    .where(eq(reports.id, report.id))
  await tx.delete(reportDrafts).where(eq(reportDrafts.reportId, report.id))
  await writeNumbers(tx, report, fields, answers)
  await markRead(tx, actor, { path: 'reports' })
  await write(tx, actor, isAgain ? 'report.corrected' : 'report.submitted', report)
  return { id: report.id }
}

/** A photo is kept as soon as it is chosen: a phone that loses the network loses one photo at most. */
export async function addPhoto(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addPhotoInput>,
): Promise<{ id: string }> {
  const picture = await keepFile(input.file, 'pictures')
  const report = await lockOwn(tx, actor, input.reportId)
  const field = report.fields.find(one => one.key === input.field && one.kind === 'photo')
  if (!field) throw new Failure('reports.changed')
  if (report.photos.filter(photo => photo.field === field.key).length >= field.most)
    throw new Failure('reports.tooManyPhotos', { max: field.most })
  const id = newId(actor.now)
  await tx.insert(reportPhotos).values({
    id,
    reportId: report.id,
    employeeId: report.employeeId,
    field: field.key,
    ...picture,
    size: picture.content.length,
    createdAt: actor.now,
  })
  await noteEdit(tx, actor, report)
  return { id }
}

export async function removePhoto(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof removePhotoInput>,
): Promise<void> {
  const report = await lockOwn(tx, actor, input.reportId)
  const photo = report.photos.find(one => one.id === input.photoId) ?? notFound()
  const field = report.fields.find(one => one.key === photo.field)
  const isLast = report.photos.filter(one => one.field === photo.field).length === 1
  if (report.status === 'submitted' && field?.required && isLast)
    throw new Failure('reports.photoMissing', { label: field.label })
  await tx
    .delete(reportPhotos)
    .where(and(eq(reportPhotos.id, photo.id), eq(reportPhotos.reportId, report.id)))
  await noteEdit(tx, actor, report)
}

/** The caller's own report, held until the end of the transaction, while it may be written. */
async function lockOwn(tx: Tx, actor: Actor, id: string): Promise<Report> {
  if (actor.portal !== 'me' || !actor.employeeId) throw new Failure('reports.notYours')
  await tx.execute(
    sql`select from reports where id = ${id} and employee_id = ${actor.employeeId} for no key update`,
  )
  const report = await getReport(tx, actor, id)
  if (report.employeeId !== actor.employeeId) throw new Failure('reports.notYours')
  const dates = {
    status: report.status,
    dueAt: new Date(report.dueAt),
    submittedAt: report.submittedAt ? new Date(report.submittedAt) : null,
    readAt: report.readAt ? new Date(report.readAt) : null,
  }
  if (!mayWrite(dates, actor.now))
    throw new Failure(report.readAt ? 'reports.readAlready' : 'reports.pastDue')
  return report
}

/** What the form asked: the present version, or for a day after a change the one before. */
async function fieldsOf(tx: Tx, actor: Actor, report: Report, versionId: string): Promise<Field[]> {
  const { rows } = await tx.execute<{
    version: number
    current: number
    fields: Field[]
    replacedAt: string | null
  }>(sql`
    select v.version, t.version as current, v.fields, (select n.created_at from report_template_versions n
        where n.template_id = v.template_id and n.version = v.version + 1) as "replacedAt"
    from report_template_versions v join report_templates t on t.id = v.template_id
    where v.id = ${versionId} and v.template_id = ${report.templateId}`)
  const row = rows[0] ?? notFound()
  const version = { version: row.version, replacedAt: row.replacedAt ? new Date(row.replacedAt) : null }
  if (report.versionId !== versionId && !mayAnswer(version, { version: row.current }, actor.now))
    throw new Failure('reports.newVersion')
  return row.fields
}

/** Names the first field whose answer will not do. */
function assertAnswers(fields: Field[], answers: Answers, report: Report): void {
  for (const field of fields) {
    const photos = report.photos.filter(photo => photo.field === field.key).length
    const found = problemOf(field, answers[field.key], photos)
    if (!found) continue
    const values = {
      label: field.label,
      ...('bound' in found && { bound: found.bound }),
      ...('decimals' in found && { decimals: found.decimals }),
    }
    throw new Failure(`reports.${found.problem}`, values, `a-${field.key}`)
  }
}

async function writeNumbers(tx: Tx, report: Report, fields: Field[], answers: Answers): Promise<void> {
  await tx.delete(reportNumbers).where(eq(reportNumbers.reportId, report.id))
  const rows = fields.flatMap(({ key, kind }) => {
    const value = answers[key]
    return kind === 'number' && typeof value === 'string' ? [{ field: key, value }] : []
  })
  if (rows.length === 0) return
  const { id: reportId, templateId, employeeId, unitId, dueOn } = report
  await tx
    .insert(reportNumbers)
    .values(rows.map(row => ({ ...row, reportId, templateId, employeeId, unitId, dueOn })))
}

async function noteEdit(tx: Tx, actor: Actor, report: Report): Promise<void> {
  if (report.status === 'submitted')
    await tx.update(reports).set({ editedAt: actor.now }).where(eq(reports.id, report.id))
}

// Those who lead the unit read.

/** Notes who read it first, and when; whoever only looks on leaves no mark. */
export async function readReport(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof readReportInput>,
): Promise<void> {
  if (!readsReports(actor)) throw new Failure('reports.notYours')
  const report = await getReport(tx, actor, input.reportId)
  const { rows } = await tx.execute(sql`
    update reports set read_at = ${actor.now}, read_by_user_id = ${actor.userId}, read_by_name = ${actor.name}
    where id = ${report.id} and status = 'submitted' and read_at is null and user_id <> ${actor.userId} returning id`)
  if (rows.length > 0) await write(tx, actor, 'report.read', report)
}

/** At most so many at once: whoever leads more people reads them by store. */
const mostAtOnce = 500

/** Marks everything unread in the manager's store or region as read. */
export async function readAllReports(
  tx: Tx,
  actor: Actor,
  _input: z.output<typeof readAllReportsInput>,
): Promise<{ read: number }> {
  if (actor.role !== 'manager' || !actor.unitId) throw new Failure('reports.notYours')
  const { rows } = await tx.execute(sql`
    update reports set read_at = ${actor.now}, read_by_user_id = ${actor.userId}, read_by_name = ${actor.name}
    where id in (select r.id from reports r where r.status = 'submitted' and r.read_at is null ${inSeat(actor)}
      order by r.submitted_at limit ${mostAtOnce}) returning id`)
  if (rows.length > 0)
    await record(tx, actor, 'unitReports.read', {
      entityId: actor.unitId,
      unitId: actor.unitId,
      details: { reports: rows.length },
    })
  return { read: rows.length }
}

/** A word about a report: the author's goes to who read it, or to who should; everybody else's to the author and who wrote before. */
export async function commentReport(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof commentReportInput>,
): Promise<void> {
  if (actor.portal !== 'me' && !readsReports(actor)) throw new Failure('reports.notYours')
  const report = await getReport(tx, actor, input.reportId)
  const isAuthor = actor.portal === 'me'
  if (report.status !== 'submitted') throw new Failure('reports.changed')
  await tx.insert(reportComments).values({
    id: newId(actor.now),
    reportId: report.id,
    authorUserId: actor.userId,
    authorName: actor.name,
    authorRole: isAuthor ? 'employee' : actor.role,
    body: input.body,
    createdAt: actor.now,
  })
  const { rows } = await tx.execute<{ ids: string[] }>(sql`
    select array_remove(array(select distinct author_user_id from report_comments where report_id = ${report.id})
      || (select array[user_id, read_by_user_id] from reports where id = ${report.id}), null) as ids`)
  const others = (rows[0]?.ids ?? []).filter(id => id !== actor.userId)
  const readers = others.length > 0 ? others : await listLeads(tx, report.unitId)
  await notify(tx, actor, readers, 'reportCommented', subjectOf(actor, report), `reports/${report.id}`)
  await write(tx, actor, 'report.commented', report)
}

/** Asks authors for what is missing or due today: one, or all of a unit; nobody twice within two hours. */
export async function nudgeReports(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof nudgeInput>,
): Promise<{ nudged: number }> {
  if (!readsReports(actor)) throw new Failure('reports.notYours')
  if (input.reportId) await getReport(tx, actor, input.reportId)
  else if (!input.unitId && actor.portal !== 'store') throw new Failure('reports.notYours')
  const which = input.reportId
    ? sql`and r.id = ${input.reportId}`
    : input.unitId
      ? sql`and r.unit_id in (select app.units_below(${input.unitId}))`
      : sql``
  const { rows } = await tx.execute<{ id: string; userId: string; templateId: string; dueOn: string }>(sql`
    update reports set nudged_at = ${actor.now} where id in (
      select r.id from reports r where r.status = 'open' and r.due_on <= ${actor.today}
        and r.due_at > ${actor.now}::timestamptz - make_interval(days => ${missingDays}) and r.user_id <> ${actor.userId}
        and (r.nudged_at is null or r.nudged_at <= ${actor.now}::timestamptz - make_interval(hours => ${nudgeAgainHours}))
        ${inSeat(actor)} ${which} order by r.due_at desc limit ${mostAtOnce})
    returning id, user_id as "userId", template_id as "templateId", due_on::text as "dueOn"`)
  if (rows.length === 0) throw new Failure('reports.nudgedAlready', { hours: nudgeAgainHours })
  await tellNudged(tx, actor, rows)
  const [first] = rows
  if (input.reportId && first) await write(tx, actor, 'report.nudged', await getReport(tx, actor, first.id))
  else
    await record(tx, actor, 'unitReports.nudged', {
      entityId: input.unitId ?? actor.unitId ?? '',
      ...(actor.unitId && { unitId: input.unitId ?? actor.unitId }),
      details: { reports: rows.length },
    })
  return { nudged: rows.length }
}

/** Everybody once for each template and day: one notification per text, however many read it. */
async function tellNudged(
  tx: Tx,
  actor: Actor,
  rows: { id: string; userId: string; templateId: string; dueOn: string }[],
): Promise<void> {
  const names = await templateNames(
    tx,
    rows.map(row => row.templateId),
  )
  for (const group of groupsOf(rows, row => `${row.templateId} ${row.dueOn}`)) {
    const [first] = group
    if (!first) continue
    const values = { actor: actor.name, subject: names.get(first.templateId) ?? '', date: first.dueOn }
    const path = group.length === 1 ? `reports/${first.id}` : 'reports'
    await notify(
      tx,
      actor,
      group.map(row => row.userId),
      'reportNudged',
      values,
      path,
    )
  }
}

async function templateNames(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await tx.execute<{ id: string; name: string }>(
    sql`select id, name from report_templates where id = any (${sql.param([...new Set(ids)])}::uuid[])`,
  )
  return new Map(rows.map(row => [row.id, row.name]))
}

async function listLeads(tx: Tx, unitId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`select l as id from app.report_leads(${unitId}) l`)
  return rows.map(row => row.id)
}

const subjectOf = (actor: Actor, report: Report): Record<string, string> => ({
  actor: actor.name,
  subject: report.template,
  person: report.name,
  date: report.dueOn,
})

async function write(tx: Tx, actor: Actor, action: TrailAction, report: Report): Promise<void> {
  await record(tx, actor, action, {
    entityId: report.id,
    employeeId: report.employeeId,
    unitId: report.unitId,
    details: { name: report.template, date: report.dueOn },
  })
}
