import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { exports } from '@/db/schema/exports'
import type { Actor } from '../actor'
import { minuteIn, zone } from '../clock'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { peopleQuery } from '../people/input'
import { mayListPeople } from '../people/rules'
import { record } from '../trail'
import { translator } from '../translators'
import type { askExportInput, exportInput } from './input'
import { type ExportFile, expiryOf, findExportFile } from './queries'
import { fileNameOf, mostExports } from './rules'

/** Asks the worker for the employee list as the caller sees it; one at a time, because it reads a lot. */
export async function askExport(
  tx: Tx,
  actor: Actor,
  { format, ...filter }: z.output<typeof askExportInput>,
): Promise<{ id: string }> {
  if (actor.portal !== 'hq' || !mayListPeople(actor.role) || !actor.grantId)
    throw new Failure('input.refused')
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from exports where user_id = ${actor.userId} and status <> 'expired'`,
  )
  if ((rows[0]?.n ?? 0) >= mostExports) throw new Failure('exports.tooMany', { n: mostExports })
  const id = newId(actor.now)
  const params = peopleQuery({ ...filter, after: undefined, before: undefined, saved: undefined })
  const what = translator(actor.locale, 'exports.file')('people')
  await tx.insert(exports).values({
    id,
    userId: actor.userId,
    grantId: actor.grantId,
    format,
    locale: actor.locale,
    params,
    fileName: fileNameOf(what, actor.name, minuteIn(zone, actor.now), format),
    createdAt: actor.now,
    expiresAt: expiryOf(actor.now),
  })
  await tx.execute(sql`select app.enqueue('make_export', ${JSON.stringify({ id })}::json)`)
  await record(tx, actor, 'export.asked', { entityId: id, details: { format, ...params } })
  return { id }
}

/** The file, and that it was fetched. */
export async function fetchExport(tx: Tx, actor: Actor, id: string): Promise<ExportFile> {
  const file = mayListPeople(actor.role) ? await findExportFile(tx, actor, id) : undefined
  if (!file) notFound()
  await record(tx, actor, 'export.fetched', {
    entityId: id,
    details: { file: file.fileName, rows: file.rows },
  })
  return file
}

/** Takes the file away before its time; one that is being made stops. */
export async function removeExport(
  tx: Tx,
  actor: Actor,
  { exportId }: z.output<typeof exportInput>,
): Promise<{ id: string }> {
  if (!mayListPeople(actor.role)) throw new Failure('input.refused')
  const [gone] = await tx
    .delete(exports)
    .where(and(eq(exports.id, exportId), eq(exports.userId, actor.userId)))
    .returning({ fileName: exports.fileName })
  if (!gone) notFound()
  await record(tx, actor, 'export.removed', { entityId: exportId, details: { file: gone.fileName } })
  return { id: exportId }
}
