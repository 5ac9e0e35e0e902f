import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { ownCopyPieces } from '@/db/schema/copies'
import type { Actor, Locale } from '../actor'
import { addDays } from '../clock'
import { choiceOf, findField, openCustomValue } from '../custom/queries'
import { sealedMore } from '../documents/queries'
import { openBases } from '../enrolments/queries'
import { openValue } from '../identities/queries'
import { listAllStatements } from '../insurance/queries'
import { openPay } from '../pay/queries'
import { allowanceKinds } from '../pay/rules'
import { findProposal } from '../proposals/queries'
import { listOwnRights } from '../rights/queries'
import { contentOf, newName, storage } from '../storage'
import { type FileKey, keyFor, keysOf, type Place } from '../vault'
import {
  type CopyFormat,
  type CopyReason,
  type CopyState,
  type FactRow,
  handedHours,
  inYuan,
  keptDays,
  mostRuns,
  type OwnData,
  rememberedDays,
  type SectionName,
  sections,
  type WholeFormat,
} from './rules'

export type OwnCopy = {
  id: string
  status: CopyState
  reason: CopyReason | ''
  jsonSize: number
  pdfSize: number
  zipSize: number
  scans: number
  leftOut: number
  createdAt: Date
  expiresAt: Date
}

/** The caller's own, newest first. */
export async function listCopies(tx: Tx, actor: Actor): Promise<OwnCopy[]> {
  const { rows } = await tx.execute<OwnCopy & { createdAt: string; expiresAt: string }>(sql`
    select id, case when status = 'done' and expires_at <= ${actor.now} then 'expired' else status end as status, reason,
      json_size as "jsonSize", pdf_size as "pdfSize", zip_size as "zipSize", scans, left_out as "leftOut", created_at as "createdAt", expires_at as "expiresAt"
    from own_copies where employee_id = ${actor.employeeId} order by id desc limit 20`)
  return rows.map(row => ({
    ...row,
    createdAt: new Date(row.createdAt),
    expiresAt: new Date(row.expiresAt),
  }))
}

export type HandedCopy = OwnCopy & {
  askedByName: string
  proof: string | undefined
  taken: Record<CopyFormat, boolean>
}

/** What HR asked for in the place of somebody who has left, newest first. */
export async function listHandedCopies(tx: Tx, actor: Actor, employeeId: string): Promise<HandedCopy[]> {
  type Row = Omit<HandedCopy, 'proof'> & { createdAt: string; expiresAt: string; proof: Buffer }
  const { rows } = await tx.execute<Row>(sql`
    select id, case when status = 'done' and expires_at <= ${actor.now} then 'expired' else status end as status, reason,
      json_size as "jsonSize", pdf_size as "pdfSize", zip_size as "zipSize", scans, left_out as "leftOut", created_at as "createdAt",
      expires_at as "expiresAt", asked_by_name as "askedByName", proof,
      json_build_object('pdf', pdf_taken_at is not null, 'json', json_taken_at is not null, 'zip', zip_taken_at is not null) as taken
    from own_copies where employee_id = ${employeeId} and asked_by_id is not null order by id desc limit 20`)
  const key = (await keysOf(tx, [employeeId])).get(employeeId)
  return rows.map(row => ({
    ...row,
    proof: key?.unseal(proofOf(row.id), row.proof),
    createdAt: new Date(row.createdAt),
    expiresAt: new Date(row.expiresAt),
  }))
}

/** Where the words about somebody's identity are sealed for. */
export const proofOf = (id: string): Place => `own_copies:proof:${id}`

export type HeldCopy = Omit<CopyFile, 'sealed'> & { employeeId: string; isTaken: boolean }

export const takenAt = (format: CopyFormat): SQL => sql`${sql.identifier(`${format}_taken_at`)}`

/** A finished copy that HR is to give to somebody, held so that each file of it is taken out once. */
export async function lockHandedCopy(
  tx: Tx,
  actor: Actor,
  id: string,
  format: CopyFormat,
): Promise<HeldCopy | undefined> {
  const { rows } = await tx.execute<Omit<HeldCopy, 'createdAt'> & { createdAt: string }>(sql`
    select locale, created_at as "createdAt", employee_id as "employeeId", ${takenAt(format)} is not null as "isTaken"
    from own_copies where id = ${id} and asked_by_id is not null and status = 'done' and expires_at > ${actor.now} for update`)
  return rows[0] && { ...rows[0], createdAt: new Date(rows[0].createdAt) }
}

export type CopyFile = { sealed: Buffer; locale: Locale; createdAt: Date }

/** A finished file of somebody's, still sealed. */
export async function findCopyFile(
  tx: Tx,
  actor: Actor,
  employeeId: string,
  id: string,
  format: WholeFormat,
): Promise<CopyFile | undefined> {
  const { rows } = await tx.execute<Omit<CopyFile, 'createdAt'> & { createdAt: string }>(sql`
    select ${format === 'json' ? sql`json` : sql`pdf`} as sealed, locale, created_at as "createdAt" from own_copies
    where id = ${id} and employee_id = ${employeeId} and status = 'done' and expires_at > ${actor.now}`)
  return rows[0] && { ...rows[0], createdAt: new Date(rows[0].createdAt) }
}

export const placeOf = (id: string, format: WholeFormat): Place => `own_copies:${format}:${id}`
const placeOfPiece = (storageKey: string): Place => `own_copy_pieces:content:${storageKey}`

export type Piece = { storageKey: string; size: number }
export type Archive = { locale: Locale; createdAt: Date; size: number; pieces: Piece[] }

/** The archive of a finished copy of somebody's, as the pieces of which it consists. */
export async function findArchive(
  tx: Tx,
  actor: Actor,
  employeeId: string,
  id: string,
): Promise<Archive | undefined> {
  const { rows } = await tx.execute<Omit<Archive, 'createdAt'> & { createdAt: string }>(sql`
    select c.locale, c.created_at as "createdAt", c.zip_size as size,
      json_agg(json_build_object('storageKey', p.storage_key, 'size', p.size) order by p.position) as pieces
    from own_copies c join own_copy_pieces p on p.copy_id = c.id
    where c.id = ${id} and c.employee_id = ${employeeId} and c.status = 'done' and c.expires_at > ${actor.now} group by c.id`)
  return rows[0] && { ...rows[0], createdAt: new Date(rows[0].createdAt) }
}

/** Seals a piece and puts it away; a row names it only once the whole archive is there, and what no row names is removed by night. */
export async function storePiece(key: FileKey, content: Buffer): Promise<Piece> {
  const storageKey = newName()
  await storage().put(storageKey, key.sealBytes(placeOfPiece(storageKey), content))
  return { storageKey, size: content.length }
}

/** What the pieces hold, one after the other: the reader's pace is the pace at which they are fetched. */
export async function* readPieces(key: FileKey, pieces: Piece[]): AsyncGenerator<Buffer> {
  for (const { storageKey, size } of pieces) {
    const stream = await storage().get(storageKey)
    const content =
      stream && key.unsealBytes(placeOfPiece(storageKey), await contentOf(stream, size + sealedMore))
    if (!content) throw new Error('A piece of an archive is gone, or was changed')
    yield content
  }
}

export async function removePieces(pieces: Pick<Piece, 'storageKey'>[]): Promise<void> {
  for (const { storageKey } of pieces) await storage().remove(storageKey)
}

/** For the worker: a copy that is begun, or begun again, as a new run. */
export type CopyOrder = {
  id: string
  employeeId: string
  userId: string
  locale: Locale
  run: number
  createdAt: Date
  expiresAt: Date
  /** Who of HR asked for somebody who has left. */
  askedById: string | null
}

export async function beginCopy(tx: Tx, id: string): Promise<CopyOrder | undefined> {
  type Row = Omit<CopyOrder, 'createdAt' | 'expiresAt'> & { createdAt: string; expiresAt: string }
  const { rows } = await tx.execute<Row>(sql`
    update own_copies set status = 'running', run = run + 1 where id = ${id} and status in ('waiting', 'running')
    returning id, employee_id as "employeeId", user_id as "userId", locale, run, created_at as "createdAt",
      expires_at as "expiresAt", asked_by_id as "askedById"`)
  const [row] = rows
  return row && { ...row, createdAt: new Date(row.createdAt), expiresAt: new Date(row.expiresAt) }
}

/** The session in which the worker reads as the person, or nothing: they may not sign in any more. */
export async function openCopySeat(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ hash: string | null }>(sql`select app.seat_work('copy', ${id}) as hash`)
  return rows[0]?.hash ?? undefined
}

export type CopyOwner = { number: string; name: string }

export async function getCopyOwner(tx: Tx, employeeId: string): Promise<CopyOwner> {
  const { rows } = await tx.execute<CopyOwner>(
    sql`select number, name from employees where id = ${employeeId}`,
  )
  return rows[0] ?? { number: '', name: '' }
}

export type CopyFiles = Record<WholeFormat, Buffer> & {
  archive?: { pieces: Piece[]; files: number; leftOut: number }
}

/** The last word: done while it is still the person's to have, or failed. Undefined where another run has begun. */
export async function settleCopy(
  tx: Tx,
  order: CopyOrder,
  made: CopyFiles | { reason: CopyReason },
  now: Date,
): Promise<CopyReason | 'done' | undefined> {
  const { id, run } = order
  const { rows: held } = await tx.execute<{ stands: boolean; sessionId: string | null }>(sql`
    select app.copy_stands(id) as stands, session_id as "sessionId" from own_copies
    where id = ${id} and run = ${run} and status = 'running' for update`)
  const [row] = held
  if (!row) return undefined
  const files = 'reason' in made || !row.stands ? undefined : made
  const reason = 'reason' in made ? made.reason : 'gone'
  if (files) {
    const key = await keyFor(tx, order.employeeId)
    const pieces = files.archive?.pieces ?? []
    await tx.execute(sql`
      update own_copies set status = 'done', finished_at = ${now}, json_size = ${files.json.length}, pdf_size = ${files.pdf.length},
        json = ${key.sealBytes(placeOf(id, 'json'), files.json)}, pdf = ${key.sealBytes(placeOf(id, 'pdf'), files.pdf)},
        zip_size = ${pieces.reduce((sum, piece) => sum + piece.size, 0)}, scans = ${files.archive?.files ?? 0},
        left_out = ${files.archive?.leftOut ?? 0}
      where id = ${id}`)
    if (pieces.length > 0)
      await tx
        .insert(ownCopyPieces)
        .values(
          pieces.map((piece, position) => ({ copyId: id, employeeId: order.employeeId, position, ...piece })),
        )
  } else
    await tx.execute(
      sql`update own_copies set status = 'failed', finished_at = ${now}, reason = ${reason} where id = ${id}`,
    )
  await tx.execute(sql`delete from sessions where id = ${row.sessionId}`)
  return files ? 'done' : reason
}

/**
 * What was kept long enough, what nobody made within a day, and what nobody remembers.
 * @returns the pieces that no row names any more
 */
export async function expireCopies(tx: Tx, now: Date, today: string): Promise<Pick<Piece, 'storageKey'>[]> {
  await tx.execute(
    sql`update own_copies set status = 'expired', json = null, pdf = null where status = 'done' and expires_at <= ${now}`,
  )
  const { rows: gone } = await tx.execute<Pick<Piece, 'storageKey'>>(sql`
    delete from own_copy_pieces p using own_copies c where c.id = p.copy_id and c.status = 'expired'
    returning p.storage_key as "storageKey"`)
  await tx.execute(sql`
    update own_copies set status = 'failed', reason = 'lost', finished_at = ${now}
    where status in ('waiting', 'running') and created_at < ${now}::timestamptz - interval '1 day'`)
  await tx.execute(sql`delete from own_copies where created_at < ${addDays(today, -rememberedDays)}::date`)
  return gone
}

export const isLastRun = ({ run }: Pick<CopyOrder, 'run'>): boolean => run >= mostRuns
export const expiryOf = (now: Date): Date => new Date(now.getTime() + keptDays * 24 * 3600_000)
export const handedUntil = (now: Date): Date => new Date(now.getTime() + handedHours * 3600_000)

/** Everything that is kept of the caller and theirs to read, with what is sealed opened. For the command that has been asked for it. */
export async function readOwnData(tx: Tx, actor: Actor): Promise<OwnData> {
  const found: OwnData = { sections: {}, rest: {} }
  for (const [name, statement] of Object.entries(statements(actor)) as [SectionName, SQL][]) {
    const { rows } = await tx.execute<FactRow>(statement)
    if (rows.length > 0) found.sections[name] = rows
  }
  await openSealed(tx, actor, found.sections)
  for (const { table, columns, owners } of await listTables(tx)) {
    const { rows } = await tx.execute<Record<string, unknown>>(sql`
      select ${sql.join(
        columns.map(column => sql.identifier(column)),
        sql`, `,
      )} from ${sql.identifier(table)}
      where ${sql.join(
        owners.map(
          column =>
            sql`${sql.identifier(column)} = ${column === 'employee_id' ? actor.employeeId : actor.userId}`,
        ),
        sql` or `,
      )} limit 100000`)
    if (rows.length > 0) found.rest[table] = rows
  }
  return found
}

async function openSealed(tx: Tx, actor: Actor, found: OwnData['sections']): Promise<void> {
  const employeeId = actor.employeeId ?? ''
  const [identity] = found.identity ?? []
  if (identity)
    for (const what of ['number', 'birthDate', 'registeredAddress', 'currentAddress'] as const)
      identity[what] = (await openValue(tx, employeeId, what)) ?? null
  const [bank] = found.bank ?? []
  if (bank) bank.number = (await openValue(tx, employeeId, 'bankNumber')) ?? null
  for (const row of found.custom ?? []) row.value = await readCustom(tx, actor, String(row.id))
  for (const row of found.pays ?? []) {
    const pay = await openPay(tx, String(row.id))
    row.base = inYuan(pay?.base)
    for (const kind of allowanceKinds) row[kind] = inYuan(pay?.allowances[kind])
    row.probation = inYuan(pay?.probation)
    delete row.id
  }
  for (const row of found.enrolments ?? []) {
    const bases = await openBases(tx, String(row.id))
    row.insuranceBase = inYuan(bases?.insurance)
    row.fundBase = inYuan(bases?.fund)
    row.fundAccount = bases?.fundAccount ?? null
    delete row.id
  }
  if (found.contributions) found.contributions = await readContributions(tx, actor, found.contributions)
  for (const row of found.proposals ?? []) {
    const { proposed, before, state } = (await findProposal(tx, String(row.id))) ?? {}
    row.proposed = proposed ? JSON.stringify(proposed.values) : null
    // of one that is not applied it is what the file says above
    row.replaced = state === 'applied' ? JSON.stringify(before) : null
    row.reason = proposed?.reason ?? null
  }
  const asked = new Map((await listOwnRights(tx, actor)).map(request => [request.number, request]))
  for (const row of found.rights ?? []) {
    const request = asked.get(String(row.number))
    row.reason = request?.reason ?? null
    row.answer = request?.note ?? null
    if (request?.proof) row.proof = request.proof
  }
}

/** As it reads in the language of the copy. */
async function readCustom(tx: Tx, actor: Actor, fieldId: string): Promise<FactRow[string]> {
  const field = await findField(tx, fieldId)
  const value = field && (await openCustomValue(tx, field, actor.employeeId ?? ''))
  if (!field || value === undefined) return null
  if (field.kind === 'yes_no') return value === 'yes'
  return field.kind === 'choice' ? choiceOf(field, value, actor.locale) : value
}

/** A row for each item of a month; one without, where nothing was due any more. */
async function readContributions(tx: Tx, actor: Actor, rows: FactRow[]): Promise<FactRow[]> {
  const opened = new Map((await listAllStatements(tx, actor)).map(one => [one.id, one.statement]))
  return rows.flatMap((row): FactRow[] => {
    const lines = opened.get(String(row.id))?.lines ?? []
    if (lines.length === 0)
      return [{ ...row, item: null, insuredBase: null, companyPays: null, personPays: null }]
    return lines.map(line => ({
      ...row,
      item: line.item,
      insuredBase: inYuan(line.base),
      companyPercent: line.companyRate / 100,
      personPercent: line.personRate / 100,
      companyPays: inYuan(line.company),
      personPays: inYuan(line.person),
    }))
  })
}

/** What the person put into requests, tickets and reports themself, as far as the seat may still read it. */
const ownFiles = ({ employeeId, userId }: Pick<Actor, 'employeeId' | 'userId'>): SQL => sql`
  select a.id, 'request' as source, r.number, a.name, a.content_type as "contentType", a.size, a.created_at::text as "addedAt"
  from attachments a join comments c on c.id = a.comment_id join requests r on r.id = a.request_id where c.author_user_id = ${userId}
  union all
  select a.id, 'ticket', t.number, a.name, a.content_type, a.size, a.created_at::text
  from ticket_attachments a join ticket_posts p on p.id = a.post_id join tickets t on t.id = a.ticket_id where p.author_user_id = ${userId}
  union all
  select a.id, 'report', r.due_on::text, a.name, a.content_type, a.size, a.created_at::text
  from report_photos a join reports r on r.id = a.report_id where a.employee_id = ${employeeId}`

const fileTables = { request: 'attachments', ticket: 'ticket_attachments', report: 'report_photos' } as const

export type OwnFile = {
  id: string
  source: keyof typeof fileTables
  /** Of the request or the ticket; of a report the day on which it was due. */
  number: string
  name: string
  size: number
}

/** The newest first. */
export async function listOwnFiles(tx: Tx, actor: Actor): Promise<OwnFile[]> {
  const { rows } = await tx.execute<OwnFile>(
    sql`select id, source, number, name, size from (${ownFiles(actor)}) f order by id desc`,
  )
  return rows
}

export async function readOwnFile(tx: Tx, { id, source }: OwnFile): Promise<Buffer> {
  const { rows } = await tx.execute<{ content: Buffer }>(
    sql`select content from ${sql.identifier(fileTables[source])} where id = ${id}`,
  )
  if (!rows[0]) throw new Error(`The file ${id} was taken away meanwhile`)
  return rows[0].content
}

const statements = ({ employeeId, userId, locale }: Actor): Record<SectionName, SQL> => ({
  person: sql`
    select e.number, e.name, h.name as home, e.hq_contact_name as "hqContact", e.hired_on::text as "hiredOn", e.left_on::text as "leftOn",
      u.login, u.locale from employees e join units h on h.id = e.home_unit_id left join users u on u.id = e.user_id where e.id = ${employeeId}`,
  contact: sql`
    select phone, email, emergency_name as "emergencyName", emergency_phone as "emergencyPhone", emergency_relation as "emergencyRelation"
    from employee_contacts where employee_id = ${employeeId}`,
  identity: sql`
    select kind, null as number, gender, null as "birthDate", valid_until::text as "validUntil", null as "registeredAddress", null as "currentAddress"
    from identities where employee_id = ${employeeId}`,
  bank: sql`select bank, holder, null as number from bank_accounts where employee_id = ${employeeId}`,
  custom: sql`
    select ${locale === 'en' ? sql`c.name_en` : sql`c.name`} as field, v.class, null as value, v.changed_at::text as "changedAt",
      v.changed_by_name as "changedBy", c.id::text as id
    from custom_values v join custom_fields c on c.id = v.field_id where v.employee_id = ${employeeId} order by c.position, c.id`,
  contracts: sql`
    select kind, signed_on::text as "signedOn", starts_on::text as "startsOn", ends_on::text as "endsOn", probation_ends_on::text as "probationEndsOn",
      position, place, is_fixed_by_wish as "isFixedByWish", ended_early_on::text as "endedEarlyOn", ended_early_reason as "endedEarlyReason"
    from contracts where employee_id = ${employeeId} order by starts_on`,
  pays: sql`
    select starts_on::text as "startsOn", version, null as base, ${sql.join(
      allowanceKinds.map(kind => sql`null as ${sql.identifier(kind)}`),
      sql`, `,
    )}, null as probation, reason, entered_by_name as "enteredBy", entered_at::text as "enteredAt", id::text as id
    from contract_pays where employee_id = ${employeeId} order by starts_on, version`,
  enrolments: sql`
    select s.city, s.residence, n.starts_on::text as "startsOn", n.ends_on::text as "endsOn", null as "insuranceBase", null as "fundBase",
      null as "fundAccount", n.entered_by_name as "enteredBy",
      n.entered_at::text as "enteredAt", n.id::text as id
    from insurance_enrolments n join insurance_schemes s on s.id = n.scheme_id where n.employee_id = ${employeeId} order by n.starts_on, n.id`,
  contributions: sql`
    select to_char(month, 'YYYY-MM') as month, version, city, residence, reason, issued_at::text as "issuedAt", id::text as id
    from insurance_records where employee_id = ${employeeId} and issued_at is not null order by month, version`,
  certificates: sql`
    select kind, name, number as "paperNumber", issued_by as "issuedBy", issued_on::text as "issuedOn", expires_on::text as "expiresOn"
    from certificates where employee_id = ${employeeId} order by issued_on`,
  earlierJobs: sql`
    select company, position, starts_on::text as "startsOn", ends_on::text as "endsOn" from earlier_jobs where employee_id = ${employeeId} order by starts_on`,
  documents: sql`
    select d.kind, d.title, v.number as version, d.class, d.state, d.state_reason as "stateReason", d.expires_on::text as "expiresOn", v.content_type as "contentType",
      v.size, encode(v.sha256, 'hex') as sha256, v.uploaded_by_name as "uploadedBy", v.uploaded_at::text as "uploadedAt", d.removed_at::text as "removedAt"
    from documents d join document_versions v on v.document_id = d.id where d.employee_id = ${employeeId} order by d.id, v.number`,
  courses: sql`
    select c.title, v.version, u.name as unit, e.why, e.assigned_by_name as "enteredBy", e.assigned_at::text as "enteredAt", e.due_on::text as "dueOn",
      e.lessons_done as "lessonsDone", e.begun_at::text as "begunAt", e.completed_at::text as "completedAt", e.withdrawn_at::text as "withdrawnAt",
      e.withdrawn_reason as "withdrawnReason", e.withdrawn_by_name as "withdrawnBy"
    from enrollments e join courses c on c.id = e.course_id join course_versions v on v.id = e.version_id join units u on u.id = e.unit_id
    where e.employee_id = ${employeeId} order by e.assigned_at, e.id`,
  assignments: sql`
    select u.name as unit, o.name as position, h.name as home, a.starts_on::text as "startsOn", a.ends_on::text as "endsOn"
    from assignments a join units u on u.id = a.unit_id join units h on h.id = a.home_unit_id join positions o on o.id = a.position_id
    where a.employee_id = ${employeeId} order by a.starts_on`,
  rosters: sql`
    select r.on_day::text as day, u.name as store, s.name as shift, to_char(r.starts_at at time zone u.zone, 'YYYY-MM-DD HH24:MI') as begins,
      to_char(r.ends_at at time zone u.zone, 'YYYY-MM-DD HH24:MI') as ends, r.break_minutes as "breakMinutes",
      r.published_at::text as "publishedAt", r.released_at::text as "releasedAt"
    from roster_entries r join units u on u.id = r.unit_id join shifts s on s.id = r.shift_id
    where r.employee_id = ${employeeId} order by r.starts_at`,
  requests: sql`
    select r.number, r.subject, r.facts ->> 'kind' as kind, r.status, r.applicant_name as applicant, r.submitted_at::text as "submittedAt", r.finished_at::text as "finishedAt"
    from requests r where r.employee_id = ${employeeId} or r.applicant_user_id = ${userId} order by r.id`,
  attachments: sql`select source, number, name, "contentType", size, "addedAt" from (${ownFiles({ employeeId, userId })}) f order by "addedAt"`,
  consents: sql`
    select u.name as store, p.name as partner, c.includes_performance as "includesPerformance", c.includes_training as "includesTraining",
      c.notice_version as version, c.given_at::text as "givenAt", c.withdrawn_at::text as "withdrawnAt"
    from consents c join units u on u.id = c.unit_id join partners p on p.id = c.partner_id where c.employee_id = ${employeeId} order by c.given_at`,
  reveals: sql`
    select at::text, user_name as who, app.title_of(user_id, role, at) as role, what, purpose, note from reveals where employee_id = ${employeeId} order by id`,
  proposals: sql`
    select r.number, p.kind, p.state, r.submitted_at::text as "submittedAt", p.request_id::text as id
    from proposals p join requests r on r.id = p.request_id where p.employee_id = ${employeeId} order by r.id`,
  rights: sql`
    select r.number, r.kind, r.status, a.category, a.outcome, a.ground, a.source, a.kept_until::text as "keptUntil", r.created_at::text as "createdAt", r.due_on::text as "dueOn",
      r.closed_at::text as "closedAt" from rights_requests r left join rights_answers a on a.request_id = r.id where r.employee_id = ${employeeId} order by r.id, a.category`,
  roles: sql`
    select case when g.role = 'manager' and u.kind <> 'store' then 'regionManager' else g.role end as role, u.name as unit, g.starts_on::text as "startsOn", g.ends_on::text as "endsOn" from role_grants g join units u on u.id = g.unit_id
    where g.user_id = ${userId} order by g.starts_on`,
  sessions: sql`
    select created_at::text as "createdAt", last_seen_at::text as "lastSeenAt", user_agent as "userAgent", address from sessions
    where user_id = ${userId} and user_agent <> 'Outpost export' order by id`,
  choices: sql`
    select array_to_string(email_groups, ' ') as "emailGroups", array_to_string(push_groups, ' ') as "pushGroups", rhythm from notification_choices where user_id = ${userId}`,
  trail: sql`
    select at::text, actor_name as who, actor_role as role, action, details::text from trail where employee_id = ${employeeId} order by id`,
})

/**
 * What each of those is read from; and what is of the machinery, not of the person. In neither are notes of the talk before leaving
 * (leaving_interviews): they are HR's restricted class, and no row policy shows them to the person.
 */
const told: Record<SectionName, string> = {
  person: 'employees',
  contact: 'employee_contacts',
  identity: 'identities',
  bank: 'bank_accounts',
  custom: 'custom_values',
  contracts: 'contracts',
  pays: 'contract_pays',
  enrolments: 'insurance_enrolments',
  contributions: 'insurance_records',
  certificates: 'certificates',
  earlierJobs: 'earlier_jobs',
  documents: 'documents',
  courses: 'enrollments',
  assignments: 'assignments',
  rosters: 'roster_entries',
  requests: 'requests',
  // those of requests and tickets have nobody's name in their rows
  attachments: 'report_photos',
  consents: 'consents',
  reveals: 'reveals',
  proposals: 'proposals',
  rights: 'rights_answers',
  roles: 'role_grants',
  sessions: 'sessions',
  choices: 'notification_choices',
  trail: 'trail',
}
const machinery = [
  'file_keys',
  'rights_requests',
  'own_copies',
  'own_copy_pieces',
  'events',
  'request_keys',
  'document_versions',
  'deliveries',
]
const owners = ['employee_id', 'user_id', 'author_user_id', 'receiver_user_id', 'applicant_user_id']

/**
 * Every other table that has somebody's rows and that the seat may read, with the columns that it may: a table of a later day is in the
 * copy without anybody thinking of it. What is sealed is not among them: who adds a table with a sealed column adds a section.
 */
export async function listTables(tx: Tx): Promise<{ table: string; columns: string[]; owners: string[] }[]> {
  const except = [...Object.values(told), ...machinery]
  const { rows } = await tx.execute<{ table: string; columns: string[]; owners: string[] }>(sql`
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns,
      array_agg(a.attname::text order by a.attnum) filter (where a.attname = any (${sql.param(owners)}::text[])) as owners
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all (${sql.param(except)}::text[])
      and a.atttypid <> 'bytea'::regtype and has_column_privilege(c.oid, a.attnum, 'select')
    group by c.relname having bool_or(a.attname = any (${sql.param(owners)}::text[])) order by 1`)
  return rows
}

export const sectionNames = Object.keys(sections) as SectionName[]
