import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Purpose } from '@/db/schema/identities'
import type { Actor, Locale } from '../actor'
import { addDays } from '../clock'
import { sealBytes, unsealBytes } from '../seal'
import {
  type ExportKind,
  type ExportState,
  type Format,
  keptDays,
  mostRuns,
  type Reason,
  rememberedDays,
} from './rules'

export type Export = {
  id: string
  format: Format
  fileName: string
  status: ExportState
  reason: Reason | ''
  rowsDone: number
  rowsTotal: number | null
  size: number
  createdAt: Date
  expiresAt: Date
}

/** The caller's own, newest first: those of the seat, because a file holds what its role sees. */
export async function listExports(tx: Tx, actor: Actor): Promise<Export[]> {
  const { rows } = await tx.execute<Export & { createdAt: string; expiresAt: string }>(sql`
    select id, format, file_name as "fileName", case when status = 'done' and expires_at <= ${actor.now} then 'expired' else status end as status,
      reason, rows_done as "rowsDone", rows_total as "rowsTotal", size, created_at as "createdAt", expires_at as "expiresAt"
    from exports where user_id = ${actor.userId} and grant_id = ${actor.grantId} order by created_at desc, id desc limit 100`)
  return rows.map(row => ({
    ...row,
    createdAt: new Date(row.createdAt),
    expiresAt: new Date(row.expiresAt),
  }))
}

export type ExportFile = { fileName: string; format: Format; rows: number; content: Buffer }

/** A finished file of the caller's, whole: a hundred thousand rows are a few megabytes. */
export async function findExportFile(tx: Tx, actor: Actor, id: string): Promise<ExportFile | undefined> {
  const { rows } = await tx.execute<Omit<ExportFile, 'content'> & { run: number }>(sql`
    select x.file_name as "fileName", x.format, x.rows_done as rows, x.run
    from exports x where x.id = ${id} and x.user_id = ${actor.userId} and x.grant_id = ${actor.grantId}
      and x.status = 'done' and x.expires_at > ${actor.now}`)
  const [found] = rows
  if (!found) return undefined
  const { run, ...file } = found
  const pieces = await tx.execute<{ position: number; content: Buffer }>(
    sql`select position, content from export_pieces where export_id = ${id} and run = ${run} order by position`,
  )
  const opened = pieces.rows.map(({ position, content }) =>
    unsealBytes(piecePurpose, placeOfPiece(id, run, position), content),
  )
  const content = opened.filter(piece => piece !== undefined)
  return content.length > 0 && content.length === opened.length
    ? { ...file, content: Buffer.concat(content) }
    : undefined
}

/** A file may hold what is sealed elsewhere, and the database tells nothing of it here either. */
const piecePurpose = 'export-piece'
const placeOfPiece = (id: string, run: number, position: number): string => `${id}:${run}:${position}`

/** For the worker: an export that is begun, or begun again, as a new run; what earlier runs left is gone. */
export type Order = {
  id: string
  userId: string
  grantId: string
  kind: ExportKind
  format: Format
  locale: Locale
  params: Record<string, string | string[]>
  /** What it is for that what is sealed stands in it in the clear; null where it is masked. */
  purpose: Purpose | null
  note: string
  fileName: string
  run: number
  createdAt: Date
}

export async function beginRun(tx: Tx, id: string): Promise<Order | undefined> {
  const { rows } = await tx.execute<Omit<Order, 'createdAt'> & { createdAt: string }>(sql`
    update exports set status = 'running', run = run + 1, rows_done = 0, rows_total = null
    where id = ${id} and status in ('waiting', 'running')
    returning id, user_id as "userId", grant_id as "grantId", kind, format, locale, params, purpose, note, file_name as "fileName", run, created_at as "createdAt"`)
  await tx.execute(sql`delete from export_pieces where export_id = ${id}`)
  return rows[0] && { ...rows[0], createdAt: new Date(rows[0].createdAt) }
}

/** The session in which an export may be read, or nothing: whoever asked may no longer. */
export async function openSeat(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ hash: string | null }>(
    sql`select app.seat_work('export', ${id}) as hash`,
  )
  return rows[0]?.hash ?? undefined
}

/** Keeps pieces and says how far it is. False: another run has begun, and this one is nobody's any more. */
export async function keepPieces(
  tx: Tx,
  { id, run }: Pick<Order, 'id' | 'run'>,
  { pieces, from, rows, total }: { pieces: Buffer[]; from: number; rows: number; total: number },
): Promise<boolean> {
  const { rowCount } = await tx.execute(sql`
    update exports set rows_done = ${rows}, rows_total = ${total}
    where id = ${id} and run = ${run} and status = 'running'`)
  if (!rowCount) return false
  for (const [n, content] of pieces.entries()) {
    const sealed = sealBytes(piecePurpose, placeOfPiece(id, run, from + n), content)
    await tx.execute(sql`
      insert into export_pieces (export_id, run, position, content) values (${id}, ${run}, ${from + n}, ${sealed})`)
  }
  return true
}

/** The last word: done while the person may still have it, or failed. Undefined where another run has begun. */
export async function settleRun(
  tx: Tx,
  { id, run }: Pick<Order, 'id' | 'run'>,
  outcome: { size: number } | { reason: Reason },
  now: Date,
): Promise<Reason | 'done' | undefined> {
  const size = 'size' in outcome ? outcome.size : 0
  const given = 'reason' in outcome ? outcome.reason : null
  const { rows } = await tx.execute<{ reason: Reason | ''; sessionId: string | null }>(sql`
    update exports set finished_at = ${now}, size = ${size},
      status = case when ${given}::text is null and app.export_stands(id) then 'done' else 'failed' end,
      reason = coalesce(${given}::text, case when app.export_stands(id) then '' else 'role' end)
    where id = ${id} and run = ${run} and status = 'running'
    returning reason, session_id as "sessionId"`)
  const [row] = rows
  if (!row) return undefined
  await tx.execute(sql`delete from sessions where id = ${row.sessionId}`)
  if (row.reason !== '') await tx.execute(sql`delete from export_pieces where export_id = ${id}`)
  return row.reason || 'done'
}

/** What was kept long enough, what nobody made within a day, and what nobody remembers. */
export async function expireExports(tx: Tx, now: Date, today: string): Promise<void> {
  await tx.execute(sql`update exports set status = 'expired' where status = 'done' and expires_at <= ${now}`)
  await tx.execute(sql`
    update exports set status = 'failed', reason = 'lost', finished_at = ${now}
    where status in ('waiting', 'running') and created_at < ${now}::timestamptz - interval '1 day'`)
  await tx.execute(
    sql`delete from export_pieces where export_id in (select id from exports where status in ('expired', 'failed'))`,
  )
  await tx.execute(sql`delete from exports where created_at < ${addDays(today, -rememberedDays)}::date`)
}

export const isLastRun = ({ run }: Pick<Order, 'run'>): boolean => run >= mostRuns
export const expiryOf = (now: Date): Date => new Date(now.getTime() + keptDays * 24 * 3600_000)
