import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { documents } from '@/db/schema/documents'
import { employees } from '@/db/schema/people'
import { contentOf, storage } from '../storage'
import type { FileKey, Place } from '../vault'
import type { ScanClass, ScanKind, ScanState } from './rules'

export type ScanVersion = {
  id: string
  number: number
  contentType: 'image/jpeg' | 'application/pdf'
  size: number
  uploadedByName: string
  uploadedAt: string
}
export type Scan = {
  id: string
  kind: ScanKind
  title: string
  class: ScanClass
  expiresOn: string | null
  state: ScanState
  stateReason: string
  decidedByName: string | null
  decidedAt: string | null
  revision: number
  /** Newest first. */
  versions: ScanVersion[]
}

/** A person's documents as far as the caller may see them, newest first. */
export async function listDocuments(tx: Tx, whose: { number: string } | { id: string }): Promise<Scan[]> {
  const { rows } = await tx.execute<Scan>(sql`
    select d.id, d.kind, d.title, d.class, d.expires_on::text as "expiresOn", d.state, d.state_reason as "stateReason",
      d.decided_by_name as "decidedByName", d.decided_at as "decidedAt", d.revision,
      coalesce((select json_agg(json_build_object('id', v.id, 'number', v.number, 'contentType', v.content_type, 'size', v.size,
        'uploadedByName', v.uploaded_by_name, 'uploadedAt', v.uploaded_at) order by v.number desc)
        from document_versions v where v.document_id = d.id), '[]') as versions
    from documents d join employees e on e.id = d.employee_id
    where ${'id' in whose ? sql`e.id = ${whose.id}` : sql`e.number = ${whose.number}`} and d.removed_at is null
    order by d.id desc limit 100`)
  return rows
}

export type Owner = {
  id: string
  number: string
  name: string
  userId: string | null
  contactUserId: string | null
}

const owner = {
  id: employees.id,
  number: employees.number,
  name: employees.name,
  userId: employees.userId,
  contactUserId: employees.hqContactUserId,
}

export async function findOwner(
  tx: Tx,
  who: { number: string } | { id: string },
): Promise<Owner | undefined> {
  const is = 'id' in who ? eq(employees.id, who.id) : eq(employees.number, who.number)
  const [row] = await tx.select(owner).from(employees).where(is)
  return row
}

export type HeldDocument = { document: typeof documents.$inferSelect; owner: Owner }

/** A document that is not removed, locked so that two changes of it wait for each other. */
export async function lockDocument(tx: Tx, id: string): Promise<HeldDocument | undefined> {
  const [row] = await tx
    .select({ document: documents, owner })
    .from(documents)
    .innerJoin(employees, eq(employees.id, documents.employeeId))
    .where(and(eq(documents.id, id), isNull(documents.removedAt)))
    .for('update', { of: documents })
  return row
}

export async function countDocuments(tx: Tx, employeeId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from documents where employee_id = ${employeeId} and removed_at is null`,
  )
  return rows[0]?.n ?? 0
}

export async function lastVersion(tx: Tx, documentId: string): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select coalesce(max(number), 0) as n from document_versions where document_id = ${documentId}`,
  )
  return rows[0]?.n ?? 0
}

export type StoredVersion = {
  id: string
  number: number
  storageKey: string
  contentType: 'image/jpeg' | 'application/pdf'
  size: number
  kind: ScanKind
  title: string
  class: ScanClass
  employeeId: string
  employeeNumber: string
  employeeName: string
}

const storedVersions = sql`
  select v.id, v.number, v.storage_key as "storageKey", v.content_type as "contentType", v.size, d.kind, d.title, d.class,
    e.id as "employeeId", e.number as "employeeNumber", e.name as "employeeName"
  from document_versions v join documents d on d.id = v.document_id and d.removed_at is null join employees e on e.id = v.employee_id`

/** One file of a person, also an older version. */
export async function findVersion(
  tx: Tx,
  whose: { number: string } | { id: string },
  id: string,
): Promise<StoredVersion | undefined> {
  const { rows } = await tx.execute<StoredVersion>(sql`
    ${storedVersions} where v.id = ${id}
      and ${'id' in whose ? sql`e.id = ${whose.id}` : sql`e.number = ${whose.number}`}`)
  return rows[0]
}

/** All files of a person: of each document the newest first, and after these the older ones. */
export async function listVersions(tx: Tx, employeeId: string): Promise<StoredVersion[]> {
  const { rows } = await tx.execute<StoredVersion>(sql`
    ${storedVersions} where e.id = ${employeeId}
    order by rank() over (partition by v.document_id order by v.number desc), v.document_id, v.number desc`)
  return rows
}

/** What is in a file, opened under the key of its person. */
export async function readVersion(key: FileKey, version: StoredVersion): Promise<Buffer> {
  const stream = await storage().get(version.storageKey)
  if (!stream) throw new Error(`The file of version ${version.id} is not in the storage`)
  const sealed = await contentOf(stream, version.size + sealedMore)
  const content = key.unsealBytes(placeOf(version.id), sealed)
  if (!content)
    throw new Error(`The file of version ${version.id} does not open: it was changed or exchanged`)
  return content
}

/** What sealing adds to a content. */
export const sealedMore = 64

export const placeOf = (versionId: string): Place => `document_versions:content:${versionId}`

/** For the worker: which of these names are in use. */
export async function listKnownFiles(tx: Tx, names: string[]): Promise<string[]> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select storage_key as name from document_versions where storage_key = any (${sql.param(names)}::text[])
    union all select storage_key from own_copy_pieces where storage_key = any (${sql.param(names)}::text[])`)
  return rows.map(row => row.name)
}
