import 'server-only'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { bankAccounts, type DocumentKind, type Gender, identities } from '@/db/schema/identities'
import { employees } from '@/db/schema/people'
import { proposals } from '@/db/schema/proposals'
import type { Actor } from '../actor'
import { markAsks } from '../asks/commands'
import { itemsOfFields } from '../asks/rules'
import { Failure, notFound } from '../failure'
import { changeIdentity, enterBankAccount, enterIdentity, noteLook } from '../identities/commands'
import { holderOf, mayKeepIdentities, readCard, readDocument } from '../identities/rules'
import { notify } from '../notify'
import { changeContact, changeEmployee } from '../people/commands'
import { record } from '../trail'
import { keyFor } from '../vault'
import { beginRequest, createRequest, resubmit, type Subject } from '../workflow/commands'
import { getRequest, lockRequest, type Request } from '../workflow/queries'
import { mayRevise } from '../workflow/rules'
import type { ProposeInput, revealProposedInput, reviseProposalInput } from './input'
import { getProposal, type Proposed, placeOf, readPresent } from './queries'
import {
  differing,
  fieldsOf,
  type ProposalField,
  type ProposalKind,
  revealedAs,
  sealedOf,
  type Values,
} from './rules'

/** Proposes a change of one's own file. What it says is sealed at once; the request names the fields and no value. */
export async function propose(tx: Tx, actor: Actor, input: ProposeInput): Promise<{ number: string }> {
  const person = await findSelf(tx, actor)
  const values = await differences(tx, actor, person.id, input.kind, input)
  const request = await createRequest(tx, actor, {
    subject: 'proposal',
    prefix: 'ZL',
    employeeId: person.id,
    employeeUserId: actor.userId,
    // nobody but HR is a party: a head or a store has no part in what a file keeps sealed
    homeUnitId: null,
    sourceUnitId: null,
    receivingUnitId: null,
    facts: { kind: input.kind },
    summary: summaryOf(person, input.kind, values),
  })
  await tx.insert(proposals).values({
    requestId: request.id,
    employeeId: person.id,
    kind: input.kind,
    fields: Object.keys(values),
    proposed: await sealed(tx, person.id, request.id, { values, reason: input.reason }),
    changedAt: actor.now,
  })
  await markAsks(tx, person.id, itemsOf(values), actor.now)
  await beginRequest(tx, actor, request, proposalSubject)
  await record(tx, actor, 'proposal.made', about(request, values))
  return { number: request.number }
}

/** Changes a proposal that was sent back and hands it in again. */
export async function reviseProposal(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof reviseProposalInput>,
): Promise<{ number: string }> {
  const request = await lockRequest(tx, input.number)
  if (!mayRevise(request, actor.userId)) throw new Failure('workflow.notReturned')
  const person = await findSelf(tx, actor)
  const before = await getProposal(tx, request.id)
  if (before.kind !== input.kind) throw new Failure('input.refused')
  const given: Values = Object.fromEntries(Object.entries(input).filter(([, value]) => value))
  const kept = sealedOf(before.proposed?.values ?? {})
  const values = await differences(tx, actor, person.id, input.kind, { ...kept, ...given })
  await tx
    .update(proposals)
    .set({
      fields: Object.keys(values),
      proposed: await sealed(tx, person.id, request.id, { values, reason: input.reason }),
      changedAt: actor.now,
    })
    .where(eq(proposals.requestId, request.id))
  await markAsks(tx, person.id, itemsOf(values), actor.now)
  const { facts } = request
  const summary = summaryOf(person, input.kind, values)
  await resubmit(tx, actor, request, { facts, summary, receivingUnitId: null }, proposalSubject)
  await record(tx, actor, 'proposal.revised', about(request, values))
  return { number: request.number }
}

/** Shows one proposed value that is kept sealed, once it is written down who looks and what for. */
export async function revealProposed(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof revealProposedInput>,
): Promise<{ value: string }> {
  const request = await getRequest(tx, input.number)
  const proposal = await getProposal(tx, request.id)
  const isOwn = actor.portal === 'me' && actor.employeeId === proposal.employeeId
  if (!isOwn && !mayKeepIdentities(actor.role)) throw new Failure('input.refused')
  if (!isOwn && input.purpose === 'own') throw new Failure('identities.purposeMissing', {}, 'purpose')
  const [employee] = await tx.select(card).from(employees).where(eq(employees.id, proposal.employeeId))
  const what = revealedAs[input.field] ?? notFound()
  const purpose = isOwn ? 'own' : input.purpose
  await noteLook(
    tx,
    actor,
    employee ?? notFound(),
    { what, purpose, note: input.note },
    { requestId: request.id, details: { number: request.number } },
  )
  return { value: proposal.proposed?.values[input.field] ?? notFound() }
}

/** What the workflow engine does to proposals: HR alone approves, and what is approved is entered by HR's own commands. */
export const proposalSubject: Subject = {
  async beforeApproval(_tx, actor, _request, stage) {
    if (stage.approver !== 'applicant' && !mayKeepIdentities(actor.role))
      throw new Failure('proposals.hrOnly')
  },

  async onApproved(tx, actor, request) {
    const proposal = await getProposal(tx, request.id)
    const { kind, employeeId } = proposal
    const values = proposal.proposed?.values
    if (!values) throw new Failure('identities.destroyed')
    const replaced = await readPresent(tx, employeeId, kind)
    await apply(tx, actor, employeeId, kind, values)
    const key = await keyFor(tx, employeeId)
    await tx
      .update(proposals)
      .set({
        state: 'applied',
        replaced: key.seal(placeOf('replaced', request.id), JSON.stringify(replaced)),
        changedAt: actor.now,
      })
      .where(eq(proposals.requestId, request.id))
    await notify(
      tx,
      actor,
      [request.applicantUserId],
      'proposalApplied',
      { number: request.number },
      `requests/${request.number}`,
    )
    await record(tx, actor, 'proposal.applied', about(request, values))
  },

  async onReturned(tx, _actor, request) {
    await reopenAsks(tx, request)
  },

  async onStopped(tx, actor, request) {
    await reopenAsks(tx, request)
    await tx
      .update(proposals)
      .set({ state: 'closed', changedAt: actor.now })
      .where(eq(proposals.requestId, request.id))
  },
}

/** What HR had asked for and this would have answered is waited for again. */
async function reopenAsks(tx: Tx, request: Request): Promise<void> {
  const { kind, employeeId } = await getProposal(tx, request.id)
  await markAsks(tx, employeeId, itemsOfFields(fieldsOf[kind]), null)
}

const itemsOf = (values: Values) => itemsOfFields(Object.keys(values) as ProposalField[])

/** By the command that HR would use, with its checks and its trail row, on what the file says now. */
async function apply(
  tx: Tx,
  actor: Actor,
  employeeId: string,
  kind: ProposalKind,
  values: Values,
): Promise<void> {
  const [person] = await tx.select().from(employees).where(eq(employees.id, employeeId))
  if (!person) notFound()
  const { number } = person
  const present = await readPresent(tx, employeeId, kind)
  const value = (field: ProposalField): string => values[field] ?? present[field] ?? ''
  switch (kind) {
    case 'name':
      await changeEmployee(tx, actor, {
        number,
        revision: person.revision,
        name: value('name'),
        homeUnitId: person.homeUnitId,
        hqContactUserId: person.hqContactUserId ?? undefined,
      })
      return
    case 'contact':
      await changeContact(tx, actor, {
        number,
        revision: person.revision,
        phone: value('phone'),
        email: value('email'),
        emergencyName: value('emergencyName'),
        emergencyPhone: value('emergencyPhone'),
        emergencyRelation: value('emergencyRelation'),
      })
      return
    case 'address':
    case 'document': {
      const [identity] = await tx
        .select({ kind: identities.kind, revision: identities.revision, validUntil: identities.validUntil })
        .from(identities)
        .where(eq(identities.employeeId, employeeId))
      const given = {
        number,
        kind: (values.documentKind ?? identity?.kind ?? 'id_card') as DocumentKind,
        documentNumber: values.documentNumber,
        birthDate: values.birthDate,
        gender: values.gender as Gender | undefined,
        validUntil: values.validUntil ?? identity?.validUntil ?? undefined,
        registeredAddress: values.registeredAddress ?? '',
        currentAddress: values.currentAddress ?? '',
      }
      if (identity) await changeIdentity(tx, actor, { ...given, revision: identity.revision })
      else if (given.documentNumber)
        await enterIdentity(tx, actor, { ...given, documentNumber: given.documentNumber })
      else throw new Failure('proposals.documentFirst')
      return
    }
    case 'bank': {
      const [account] = await tx
        .select({ revision: bankAccounts.revision })
        .from(bankAccounts)
        .where(eq(bankAccounts.employeeId, employeeId))
      await enterBankAccount(tx, actor, {
        number,
        revision: account?.revision,
        bank: value('bank'),
        holder: value('holder'),
        cardNumber: value('cardNumber'),
      })
    }
  }
}

/** What differs from the file, read as HR would read it, so that whoever mistypes hears it now and not after HR has looked. */
async function differences(
  tx: Tx,
  actor: Actor,
  employeeId: string,
  kind: ProposalKind,
  given: Values,
): Promise<Values> {
  const before = await readPresent(tx, employeeId, kind)
  const values = differing(kind, before, readTyped(given, before, actor.today))
  if (Object.keys(values).length === 0) throw new Failure('proposals.nothing')
  if (kind === 'address' && !(await hasIdentity(tx, employeeId))) throw new Failure('proposals.documentFirst')
  if (kind === 'bank')
    for (const field of ['bank', 'holder', 'cardNumber'] as const)
      if (!values[field] && !before[field]) throw new Failure('proposals.missing', {}, field)
  return values
}

function readTyped(given: Values, before: Values, today: string): Values {
  const { documentNumber, cardNumber, ...rest } = given
  const read: Values = { ...rest, ...(cardNumber && { cardNumber: readCard(cardNumber) }) }
  if (!documentNumber) {
    if (given.documentKind && !before.documentNumber)
      throw new Failure('proposals.missing', {}, 'documentNumber')
    return read
  }
  const kind = (given.documentKind ?? before.documentKind ?? 'id_card') as DocumentKind
  const document = readDocument(kind, documentNumber, today)
  const holder = holderOf(
    document,
    { birthDate: given.birthDate, gender: given.gender as Gender | undefined },
    today,
  )
  return { ...read, documentKind: kind, documentNumber: document.number, ...holder }
}

async function hasIdentity(tx: Tx, employeeId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: identities.employeeId })
    .from(identities)
    .where(eq(identities.employeeId, employeeId))
  return rows.length > 0
}

async function sealed(tx: Tx, employeeId: string, requestId: string, proposed: Proposed): Promise<Buffer> {
  const key = await keyFor(tx, employeeId)
  return key.seal(placeOf('proposed', requestId), JSON.stringify(proposed))
}

type Card = { id: string; number: string; name: string }
const card = { id: employees.id, number: employees.number, name: employees.name }

async function findSelf(tx: Tx, actor: Actor): Promise<Card> {
  if (actor.portal !== 'me' || !actor.employeeId) throw new Failure('input.refused')
  const [own] = await tx.select(card).from(employees).where(eq(employees.id, actor.employeeId))
  return own ?? notFound()
}

const summaryOf = (person: Card, kind: ProposalKind, values: Values): Request['summary'] => ({
  employee: person.name,
  employeeNumber: person.number,
  kind,
  fields: Object.keys(values).join(' '),
})

const about = (request: Request, values: Values) => ({
  entityId: request.id,
  employeeId: request.employeeId,
  requestId: request.id,
  details: { number: request.number, kind: request.facts.kind, fields: Object.keys(values).join(' ') },
})
