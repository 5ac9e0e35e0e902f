import 'server-only'
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { fileKeys } from '@/db/schema/identities'
import { SetupProblem } from '@/env'
import { Failure } from './failure'
import { type MasterKeys, masterKeys, masterKeysAgain } from './master-keys'

/**
 * What of a person's file is kept so that the database alone does not tell it: AES-256-GCM under a data key of the person,
 * which is wrapped by a master key from outside. Sealed: version (1 byte), start (12), tag (16), ciphertext.
 */
const version = 1

/** Where a sealed value stands, `table:column:row id`: copied anywhere else it does not open. */
export type Place = `${string}:${string}:${string}`

/** One person's key at hand, for the time of a transaction. */
export type FileKey = {
  seal(place: Place, text: string): Buffer
  /** The text, or undefined when it was sealed elsewhere or for somebody else, or changed since. */
  unseal(place: Place, sealed: Buffer): string | undefined
  /** The same for files. */
  sealBytes(place: Place, content: Buffer): Buffer
  unsealBytes(place: Place, sealed: Buffer): Buffer | undefined
}

/** The person's key, made when they have none yet. */
export async function keyFor(tx: Tx, employeeId: string): Promise<FileKey> {
  const found = (await keysOf(tx, [employeeId])).get(employeeId)
  return found ?? makeKey(tx, employeeId)
}

/** The keys of many people in one statement; who has none, or whose key was destroyed, is not among them. */
export async function keysOf(tx: Tx, employeeIds: string[]): Promise<Map<string, FileKey>> {
  const { rows } = await tx.execute<KeptKey>(sql`/* plan once */
    select ${keptKey} from file_keys k where k.employee_id = any (${sql.param(employeeIds)}::uuid[]) and k.wrapped is not null`)
  return new Map(rows.map(row => [row.keyOf, keyFrom(row)]))
}

/** A key as it is kept, for a statement that reads what it opens too: columns of `file_keys k`, of a row that has `wrapped`. */
export type KeptKey = { keyOf: string; wrapped: Buffer; wrappedBy: string }
export const keptKey = sql`k.employee_id as "keyOf", k.wrapped, k.wrapped_by as "wrappedBy"`
export const keyFrom = ({ keyOf, wrapped, wrappedBy }: KeptKey): FileKey =>
  fileKey(dataKey(keyOf, wrapped, wrappedBy))

/** Names of master keys by which people's keys are wrapped and that are not at hand, or are others of the same name. */
export async function lostMasterKeys(tx: Tx): Promise<string[]> {
  const { rows } = await tx.execute<KeptKey>(sql`
    select ${keptKey} from (select distinct wrapped_by from file_keys where wrapped is not null) b
    cross join lateral (select * from file_keys f where f.wrapped_by = b.wrapped_by and f.wrapped is not null limit 1) k
    order by k.wrapped_by`)
  const { master } = masterKeysAgain()
  const isLost = ({ keyOf, wrapped, wrappedBy }: KeptKey): boolean => {
    const key = master.find(one => one.id === wrappedBy)?.key
    return !key || !decrypt(key, keyOf, wrapped)
  }
  return rows.filter(isLost).map(row => row.wrappedBy)
}

export async function sealFor(tx: Tx, employeeId: string, place: Place, text: string): Promise<Buffer> {
  return (await keyFor(tx, employeeId)).seal(place, text)
}

export async function unsealFor(
  tx: Tx,
  employeeId: string,
  place: Place,
  sealed: Buffer,
): Promise<string | undefined> {
  return (await keysOf(tx, [employeeId])).get(employeeId)?.unseal(place, sealed)
}

/** Makes everything of a person unreadable for ever: the only key that opens it is gone. */
export async function destroyKey(tx: Tx, employeeId: string, at: Date): Promise<void> {
  await tx
    .update(fileKeys)
    .set({ wrapped: null, destroyedAt: at })
    .where(and(eq(fileKeys.employeeId, employeeId), isNull(fileKeys.destroyedAt)))
}

/** What a value is found again by: keyed, with a key of its own for each column, and the same after every rotation. */
export function finderOf(column: string, normalised: string): Buffer {
  const key = createHmac('sha256', masterKeys().finder).update(`outpost:finder:${column}`).digest()
  return createHmac('sha256', key).update(normalised).digest().subarray(0, 16)
}

/** How many keys the newest master key does not wrap yet. */
export async function countOldKeys(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(
    sql`select count(*)::int as n from file_keys where wrapped is not null and wrapped_by <> ${newest().id}`,
  )
  return rows[0]?.n ?? 0
}

/** Wraps up to `limit` keys again with the newest master key, and says how many it was. */
export async function rewrapKeys(tx: Tx, limit: number): Promise<number> {
  const { id: by, key } = newest()
  const { rows } = await tx.execute<{ id: string; wrapped: Buffer; by: string }>(sql`
    select employee_id as id, wrapped, wrapped_by as by from file_keys
    where wrapped is not null and wrapped_by <> ${by} order by employee_id limit ${limit} for update`)
  for (const row of rows) {
    const wrapped = encrypt(key, row.id, dataKey(row.id, row.wrapped, row.by))
    await tx.update(fileKeys).set({ wrapped, wrappedBy: by }).where(eq(fileKeys.employeeId, row.id))
  }
  return rows.length
}

/** A new key of somebody, and how it is kept; for whoever keeps it. */
export function freshKey(employeeId: string): { key: FileKey; wrapped: Buffer; wrappedBy: string } {
  // read anew, so that a key which a rotation has put first is the one that wraps
  const [first] = masterKeysAgain().master
  if (!first) throw new SetupProblem('There is no master key.')
  const made = randomBytes(32)
  return { key: fileKey(made), wrapped: encrypt(first.key, employeeId, made), wrappedBy: first.id }
}

async function makeKey(tx: Tx, employeeId: string): Promise<FileKey> {
  const { key, wrapped, wrappedBy } = freshKey(employeeId)
  const { rowCount } = await tx
    .insert(fileKeys)
    .values({ employeeId, wrapped, wrappedBy, createdAt: sql`now()` })
    .onConflictDoNothing()
  if (rowCount) return key
  // somebody else was faster, or the key was destroyed
  const found = (await keysOf(tx, [employeeId])).get(employeeId)
  if (!found) throw new Failure('identities.destroyed')
  return found
}

const fileKey = (key: Buffer): FileKey => ({
  seal: (place, text) => encrypt(key, place, Buffer.from(text, 'utf8')),
  unseal: (place, sealed) => decrypt(key, place, sealed)?.toString('utf8'),
  sealBytes: (place, content) => encrypt(key, place, content),
  unsealBytes: (place, sealed) => decrypt(key, place, sealed),
})

/** Opened keys by what they were wrapped as, so that a key which is destroyed or wrapped again is not found here. */
const opened = new Map<string, Buffer>()
const mostOpened = 2_000

function dataKey(employeeId: string, wrapped: Buffer, by: string): Buffer {
  const name = `${employeeId}:${wrapped.toString('base64')}`
  const kept = opened.get(name)
  if (kept) return kept
  const key = decrypt(masterKey(by), employeeId, wrapped)
  if (!key) throw new Error('A file key does not open: it was changed, or belongs to somebody else')
  // the oldest goes first: a map keeps the order in which it was filled
  const oldest = opened.size >= mostOpened ? opened.keys().next() : undefined
  if (oldest?.value) opened.delete(oldest.value)
  opened.set(name, key)
  return key
}

function masterKey(id: string): Buffer {
  const among = ({ master }: MasterKeys) => master.find(one => one.id === id)?.key
  const found = among(masterKeys()) ?? among(masterKeysAgain())
  if (!found)
    throw new SetupProblem(
      `Master key ${id} is missing: every process needs all keys that files were wrapped with (OUTPOST_MASTER_KEYS_FILE).`,
    )
  return found
}

function newest(): { id: string; key: Buffer } {
  const [first] = masterKeys().master
  if (!first) throw new SetupProblem('There is no master key.')
  return first
}

function encrypt(key: Buffer, additional: string, plain: Buffer): Buffer {
  const start = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, start).setAAD(Buffer.from(additional))
  const hidden = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.of(version), start, cipher.getAuthTag(), hidden])
}

function decrypt(key: Buffer, additional: string, sealed: Buffer): Buffer | undefined {
  if (sealed.length < 29 || sealed[0] !== version) return undefined
  const [start, tag, hidden] = [sealed.subarray(1, 13), sealed.subarray(13, 29), sealed.subarray(29)]
  const cipher = createDecipheriv('aes-256-gcm', key, start, { authTagLength: 16 })
  cipher.setAAD(Buffer.from(additional)).setAuthTag(tag)
  try {
    return Buffer.concat([cipher.update(hidden), cipher.final()])
  } catch {
    return undefined
  }
}
