import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { certificates } from '@/db/schema/certificates'
import type { Actor } from '../actor'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { changesBetween, record, type TrailAction, type TrailDetails } from '../trail'
import type {
  CertificateInput,
  CorrectCertificateInput,
  RemoveCertificateInput,
  RenewCertificateInput,
} from './input'
import { type Certificate, findHolder, type Holder, isReplaced, lockCertificate } from './queries'
import { looksLikeIdentity, mayKeepCertificates } from './rules'

type Paper = Pick<CertificateInput, 'kind' | 'name' | 'paperNumber' | 'issuedBy' | 'issuedOn' | 'expiresOn'>

export async function recordCertificate(
  tx: Tx,
  actor: Actor,
  input: CertificateInput,
): Promise<{ number: string }> {
  assertKeeper(actor)
  const holder = (await findHolder(tx, { number: input.number })) ?? notFound()
  const paper = paperOf(actor, input)
  const id = newId(actor.now)
  await tx.insert(certificates).values({ id, employeeId: holder.id, ...paper, createdAt: actor.now })
  await note(tx, actor, 'certificate.recorded', holder, id, paper)
  return { number: holder.number }
}

/** The new paper beside the old one, which is kept and no longer asked for. */
export async function renewCertificate(
  tx: Tx,
  actor: Actor,
  input: RenewCertificateInput,
): Promise<{ number: string }> {
  const { certificate, holder } = await hold(tx, actor, input)
  if (await isReplaced(tx, certificate.id)) throw new Failure('certificates.renewedAlready')
  if (input.issuedOn <= certificate.issuedOn) throw new Failure('certificates.issuedBefore', {}, 'issuedOn')
  const paper = paperOf(actor, { ...input, kind: certificate.kind, name: certificate.name })
  const id = newId(actor.now)
  await tx
    .insert(certificates)
    .values({ id, employeeId: holder.id, ...paper, renewsId: certificate.id, createdAt: actor.now })
  await note(tx, actor, 'certificate.renewed', holder, id, { ...paper, renews: certificate.id })
  return { number: holder.number }
}

export async function correctCertificate(
  tx: Tx,
  actor: Actor,
  input: CorrectCertificateInput,
): Promise<{ number: string }> {
  const { certificate, holder } = await hold(tx, actor, input)
  const paper = paperOf(actor, input)
  const changes = changesBetween<Record<string, unknown>>(certificate, paper)
  if (Object.keys(changes).length === 0) return { number: holder.number }
  await tx
    .update(certificates)
    .set({ ...paper, revision: certificate.revision + 1 })
    .where(eq(certificates.id, certificate.id))
  await note(tx, actor, 'certificate.corrected', holder, certificate.id, { ...changes, reason: input.reason })
  return { number: holder.number }
}

/** Takes out what should never have been entered; that it was there, and why not, stays in the trail. */
export async function removeCertificate(
  tx: Tx,
  actor: Actor,
  input: RemoveCertificateInput,
): Promise<{ number: string }> {
  const { certificate, holder } = await hold(tx, actor, input)
  await tx.delete(certificates).where(eq(certificates.id, certificate.id))
  const { kind, name, issuedOn } = certificate
  await note(tx, actor, 'certificate.removed', holder, certificate.id, {
    kind,
    name,
    issuedOn,
    reason: input.reason,
  })
  return { number: holder.number }
}

function assertKeeper(actor: Actor): void {
  if (!mayKeepCertificates(actor.role)) throw new Failure('input.refused')
}

async function hold(
  tx: Tx,
  actor: Actor,
  { certificateId, revision }: { certificateId: string; revision: number },
): Promise<{ certificate: Certificate; holder: Holder }> {
  assertKeeper(actor)
  const certificate = (await lockCertificate(tx, certificateId)) ?? notFound()
  if (certificate.revision !== revision)
    throw new Outdated('certificates.changed', { revision: certificate.revision })
  const holder = (await findHolder(tx, { id: certificate.employeeId })) ?? notFound()
  return { certificate, holder }
}

function paperOf(actor: Actor, { kind, name, paperNumber, issuedBy, issuedOn, expiresOn }: Paper) {
  if (looksLikeIdentity(paperNumber)) throw new Failure('certificates.identityNumber', {}, 'paperNumber')
  if (issuedOn > actor.today) throw new Failure('certificates.issuedAhead', {}, 'issuedOn')
  if (expiresOn !== undefined && expiresOn < issuedOn) {
    throw new Failure('certificates.expiresBefore', {}, 'expiresOn')
  }
  return { kind, name, number: paperNumber, issuedBy, issuedOn, expiresOn: expiresOn ?? null }
}

async function note(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  holder: Holder,
  entityId: string,
  details: TrailDetails,
): Promise<void> {
  await record(tx, actor, action, { entityId, employeeId: holder.id, unitId: holder.homeUnitId, details })
}
