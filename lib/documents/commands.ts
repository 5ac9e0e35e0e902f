import 'server-only'
import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { documents, documentVersions } from '@/db/schema/documents'
import type { Purpose } from '@/db/schema/identities'
import type { Actor } from '../actor'
import { markAsks } from '../asks/commands'
import { itemOfScan } from '../asks/rules'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { noteReveals } from '../identities/commands'
import { notify } from '../notify'
import { newName, storage } from '../storage'
import { record, type TrailDetails } from '../trail'
import { checkUpload, type Upload } from '../upload'
import { keyFor, keysOf } from '../vault'
import { largestUpload } from '../weight'
import type {
  AddDocument,
  ReplaceDocument,
  returnDocumentInput,
  SendDocument,
  verifyDocumentInput,
} from './input'
import {
  countDocuments,
  findOwner,
  findVersion,
  type HeldDocument,
  lastVersion,
  lockDocument,
  type Owner,
  placeOf,
  readVersion,
  type StoredVersion,
} from './queries'
import {
  classOf,
  mayKeepDocuments,
  mayReadDocuments,
  mostDocuments,
  mostVersions,
  type ScanKind,
} from './rules'

type Done = { number: string }

/** HR puts a document into somebody's file. What HR has in hand is verified; one's own somebody else looks at. */
export async function addDocument(tx: Tx, actor: Actor, input: AddDocument): Promise<Done> {
  if (!mayKeepDocuments(actor.role)) throw new Failure('input.refused')
  const owner = (await findOwner(tx, input)) ?? notFound()
  await add(tx, actor, owner, input, owner.userId !== actor.userId)
  await record(tx, actor, 'document.added', aboutKind(owner, input.kind))
  return { number: owner.number }
}

/** Somebody sends a document of their own, by the phone's camera as a rule; HR looks at it. */
export async function sendDocument(tx: Tx, actor: Actor, input: SendDocument): Promise<Done> {
  if (actor.role !== 'employee' || !actor.employeeId) throw new Failure('input.refused')
  const owner = (await findOwner(tx, { id: actor.employeeId })) ?? notFound()
  await add(tx, actor, owner, input, false)
  await tellKeepers(tx, actor, owner, input.kind)
  await record(tx, actor, 'document.sent', aboutKind(owner, input.kind))
  return { number: owner.number }
}

async function add(
  tx: Tx,
  actor: Actor,
  owner: Owner,
  { kind, title, expiresOn, file }: SendDocument,
  isVerified: boolean,
): Promise<void> {
  if ((await countDocuments(tx, owner.id)) >= mostDocuments)
    throw new Failure('documents.tooMany', { n: mostDocuments })
  const upload = await check(file)
  const id = newId(actor.now)
  await tx.insert(documents).values({
    id,
    employeeId: owner.id,
    kind,
    title,
    class: classOf(kind),
    expiresOn,
    createdAt: actor.now,
    ...decided(actor, isVerified),
  })
  await store(tx, actor, { id, employeeId: owner.id, kind }, 1, upload)
}

/** A new version of a document. The older ones stay as they are. */
export async function replaceDocument(tx: Tx, actor: Actor, input: ReplaceDocument): Promise<Done> {
  const { document, owner } = await hold(tx, input)
  const isOwn = owner.userId === actor.userId
  if (!isOwn && !mayKeepDocuments(actor.role)) throw new Failure('input.refused')
  const number = (await lastVersion(tx, document.id)) + 1
  if (number > mostVersions) throw new Failure('documents.tooManyVersions', { n: mostVersions })
  await store(tx, actor, document, number, await check(input.file))
  await tx
    .update(documents)
    .set({
      expiresOn: input.expiresOn ?? null,
      revision: document.revision + 1,
      ...decided(actor, !isOwn),
    })
    .where(eq(documents.id, document.id))
  if (isOwn) await tellKeepers(tx, actor, owner, document.kind)
  await record(tx, actor, 'document.replaced', aboutKind(owner, document.kind, { version: number }))
  return { number: owner.number }
}

export async function verifyDocument(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof verifyDocumentInput>,
): Promise<Done> {
  const { document, owner } = await holdForDecision(tx, actor, input)
  await tx
    .update(documents)
    .set({ revision: document.revision + 1, ...decided(actor, true) })
    .where(eq(documents.id, document.id))
  await tell(tx, actor, [owner.userId], 'documentVerified', owner, { kind: document.kind })
  await record(tx, actor, 'document.verified', aboutKind(owner, document.kind))
  return { number: owner.number }
}

/** Sends a document back: blurred, cut off, not the right one. */
export async function returnDocument(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof returnDocumentInput>,
): Promise<Done> {
  const { document, owner } = await holdForDecision(tx, actor, input)
  await tx
    .update(documents)
    .set({
      revision: document.revision + 1,
      ...decided(actor, true),
      state: 'returned',
      stateReason: input.reason,
    })
    .where(eq(documents.id, document.id))
  const { kind } = document
  await markAsks(tx, owner.id, [itemOfScan(kind)], null)
  await tell(tx, actor, [owner.userId], 'documentReturned', owner, { kind, reason: input.reason })
  await record(tx, actor, 'document.returned', aboutKind(owner, kind))
  return { number: owner.number }
}

/** Takes a document out of the file. Its versions are kept, for nobody, until the person's key is destroyed. */
export async function removeDocument(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof returnDocumentInput>,
): Promise<Done> {
  if (!mayKeepDocuments(actor.role)) throw new Failure('input.refused')
  const { document, owner } = await hold(tx, input)
  await tx
    .update(documents)
    .set({ revision: document.revision + 1, removedAt: actor.now, removedReason: input.reason })
    .where(eq(documents.id, document.id))
  await record(tx, actor, 'document.removed', aboutKind(owner, document.kind))
  return { number: owner.number }
}

export type OpenedFile = StoredVersion & { content: Buffer }

/**
 * Gives a file. An identity document goes to somebody else only for a purpose, which is written down in the same transaction; the bytes
 * are fetched afterwards and nothing is answered before the commit.
 */
export async function openDocument(
  tx: Tx,
  actor: Actor,
  whose: { number: string } | { id: string },
  id: string,
  why?: { purpose: Purpose; note: string },
): Promise<OpenedFile> {
  if (!mayReadDocuments(actor.role) && actor.role !== 'employee') notFound()
  const version = (await findVersion(tx, whose, id)) ?? notFound()
  if (version.class === 'identity' && version.employeeId !== actor.employeeId) {
    if (!why || !mayKeepDocuments(actor.role)) notFound()
    const employee = { id: version.employeeId, number: version.employeeNumber, name: version.employeeName }
    await noteReveals(tx, actor, [employee], { what: 'document', ...why })
    await record(tx, actor, 'document.opened', aboutKind(employee, version.kind, { purpose: why.purpose }))
  }
  const key = (await keysOf(tx, [version.employeeId])).get(version.employeeId) ?? notFound()
  return { ...version, content: await readVersion(key, version) }
}

const aboutKind = (owner: Pick<Owner, 'id'>, kind: ScanKind, more: TrailDetails = {}) => ({
  entityId: owner.id,
  employeeId: owner.id,
  details: { kind, ...more },
})

const decided = (actor: Actor, isVerified: boolean) =>
  ({
    state: isVerified ? 'verified' : 'unverified',
    stateReason: '',
    decidedByName: isVerified ? actor.name : null,
    decidedAt: isVerified ? actor.now : null,
  }) as const

/** The document as the caller last saw it. */
async function hold(
  tx: Tx,
  { documentId, revision }: { documentId: string; revision: number },
): Promise<HeldDocument> {
  const held = (await lockDocument(tx, documentId)) ?? notFound()
  if (held.document.revision !== revision)
    throw new Outdated('documents.changed', { revision: held.document.revision })
  return held
}

/** One that waits for HR's look, and not for that of its owner. */
async function holdForDecision(
  tx: Tx,
  actor: Actor,
  seen: { documentId: string; revision: number },
): Promise<HeldDocument> {
  if (!mayKeepDocuments(actor.role)) throw new Failure('input.refused')
  const held = await hold(tx, seen)
  if (held.document.state !== 'unverified') throw new Failure('documents.changed')
  if (held.owner.userId === actor.userId) throw new Failure('documents.own')
  return held
}

/** Looked at by its content, and drawn anew when it is a picture. */
async function check(file: File): Promise<Upload> {
  if (file.size > largestUpload) throw new Failure('documents.tooLarge', {}, 'file')
  const upload = await checkUpload(Buffer.from(await file.arrayBuffer()))
  if (typeof upload === 'string') throw new Failure(`documents.${upload}`, {}, 'file')
  return upload
}

/** Puts the sealed content away first: a file without a row is removed by night, a row without a file would be a loss. */
async function store(
  tx: Tx,
  actor: Actor,
  document: { id: string; employeeId: string; kind: ScanKind },
  number: number,
  { content, contentType, pixels }: Upload,
): Promise<void> {
  const id = newId(actor.now)
  const { employeeId, kind } = document
  const storageKey = newName()
  const key = await keyFor(tx, employeeId)
  await storage().put(storageKey, key.sealBytes(placeOf(id), content))
  await tx.insert(documentVersions).values({
    id,
    documentId: document.id,
    employeeId,
    class: classOf(kind),
    number,
    storageKey,
    contentType,
    size: content.length,
    sha256: createHash('sha256').update(content).digest(),
    pixels,
    uploadedById: actor.userId,
    uploadedByName: actor.name,
    uploadedAt: actor.now,
  })
}

/** Tells whoever asked for the document, who now has to look at it, or else the person's contact at headquarters. */
async function tellKeepers(tx: Tx, actor: Actor, owner: Owner, kind: ScanKind): Promise<void> {
  const asked = await markAsks(tx, owner.id, [itemOfScan(kind)], actor.now)
  const keepers = asked.length > 0 ? asked : [owner.contactUserId]
  await tell(tx, actor, keepers, 'documentSent', owner, { kind })
}

async function tell(
  tx: Tx,
  actor: Actor,
  userIds: (string | null)[],
  about: 'documentSent' | 'documentVerified' | 'documentReturned',
  owner: Owner,
  values: { kind: ScanKind; reason?: string },
): Promise<void> {
  const said = { actor: actor.name, kind: values.kind, reason: values.reason ?? '' }
  await notify(tx, actor, userIds, about, said, `documents/${owner.number}`)
}
