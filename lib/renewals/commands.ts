import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { renewals } from '@/db/schema/careers'
import type { Actor } from '../actor'
import { type Contract, listContractsOf } from '../contracts/queries'
import { lastDayOf } from '../contracts/rules'
import { Failure, notFound } from '../failure'
import { notify } from '../notify'
import { getPerson, type Person } from '../plans/queries'
import { record } from '../trail'
import { approve, beginRequest, createRequest, resubmit, type Subject } from '../workflow/commands'
import { lockRequest, type Request } from '../workflow/queries'
import { mayRevise } from '../workflow/rules'
import type { confirmRenewalInput, requestRenewalInput, reviseRenewalInput, SaidRenewal } from './input'
import { findOpenEndedDue, findOpenRenewal, getRenewal } from './queries'
import { isRenewable, mayRenew, needsWish } from './rules'

/** Offers somebody the contract that is to follow the one which ends. */
export async function requestRenewal(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof requestRenewalInput>,
): Promise<{ number: string }> {
  if (!mayRenew(actor)) throw new Failure('input.refused')
  const person = await getPerson(tx, input.employee)
  if (person.userId === actor.userId) throw new Failure('renewals.own')
  const contract = await findEnding(tx, person)
  const open = await findOpenRenewal(tx, person.id)
  if (open) throw new Failure('renewals.openAlready', { number: open })
  const terms = termsOf(input, contract)
  const request = await createRequest(tx, actor, {
    subject: 'renewal',
    prefix: 'XQ',
    employeeId: person.id,
    employeeUserId: person.userId,
    homeUnitId: person.homeUnitId,
    sourceUnitId: null,
    receivingUnitId: null,
    ...summarise(person, terms),
  })
  await tx
    .insert(renewals)
    .values({ requestId: request.id, employeeId: person.id, contractId: contract.id, ...terms })
  await beginRequest(tx, actor, request, renewalSubject, { reason: input.note })
  await record(tx, actor, 'renewal.requested', about(request))
  return { number: request.number }
}

/** Another offer after one that was sent back; what the person wished for was about the old one. */
export async function reviseRenewal(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof reviseRenewalInput>,
): Promise<{ number: string }> {
  const request = await lockRequest(tx, input.number)
  if (request.subject !== 'renewal') notFound()
  if (!mayRevise(request, actor.userId)) throw new Failure('workflow.notReturned')
  const person = await getPerson(tx, request.summary.employeeNumber ?? '')
  const contract = await findEnding(tx, person)
  const terms = termsOf(input, contract)
  await tx
    .update(renewals)
    .set({ contractId: contract.id, ...terms, isFixedByWish: false, wishedAt: null })
    .where(eq(renewals.requestId, request.id))
  const described = { ...summarise(person, terms), receivingUnitId: null }
  await resubmit(tx, actor, request, described, renewalSubject, input.note)
  await record(tx, actor, 'renewal.revised', { ...about(request), details: { ...described.summary } })
  return { number: request.number }
}

/** The person agrees; where an open-ended contract is due, a fixed term is theirs to ask for. */
export async function confirmRenewal(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof confirmRenewalInput>,
): Promise<{ status: string }> {
  const request = await lockRequest(tx, input.number)
  const renewal = await getRenewal(tx, request.id)
  if (input.wish && renewal.kind === 'fixed_term' && renewal.state === 'open') {
    await tx
      .update(renewals)
      .set({ isFixedByWish: true, wishedAt: actor.now })
      .where(eq(renewals.requestId, request.id))
  }
  const { number, reason } = input
  const result = await approve(tx, actor, { number, reason }, renewalSubject)
  await record(tx, actor, 'renewal.agreed', {
    ...about(request),
    details: { number, isFixedByWish: input.wish === 'fixed_term' },
  })
  return result
}

/** What the workflow engine does to renewals. */
export const renewalSubject: Subject = {
  async beforeApproval(tx, _actor, request) {
    const { kind, startsOn, isFixedByWish } = await getRenewal(tx, request.id)
    const due = await findOpenEndedDue(tx, request.employeeId, startsOn)
    if (due && needsWish(kind, true) && !isFixedByWish) throw new Failure('renewals.wishNeeded', due, 'wish')
  },

  async onApproved(tx, actor, request) {
    const { startsOn } = await getRenewal(tx, request.id)
    await tx.execute(sql`select app.apply_renewal(${request.id})`)
    const values = { employee: request.summary.employee ?? '', date: startsOn }
    const readers = [request.applicantUserId, request.employeeUserId]
    await notify(tx, actor, readers, 'careerRenewed', values, `requests/${request.number}`)
    await record(tx, actor, 'renewal.approved', about(request))
  },

  async onStopped(tx, _actor, request) {
    await tx.update(renewals).set({ state: 'closed' }).where(eq(renewals.requestId, request.id))
  },
}

type Terms = Pick<typeof renewals.$inferInsert, 'kind' | 'startsOn' | 'position' | 'place' | 'note'> & {
  endsOn: string | null
}

/** The contract that ends last. */
async function findEnding(tx: Tx, person: Person): Promise<Contract & { endsOn: string }> {
  const contracts = await listContractsOf(tx, person.id)
  const last = contracts.at(-1)
  if (!last?.endsOn || !isRenewable(last, false)) throw new Failure('renewals.nothing', { name: person.name })
  return { ...last, endsOn: last.endsOn }
}

function termsOf(said: SaidRenewal, contract: { endsOn: string }): Terms {
  const endsOn = said.lastOn ?? null
  if (said.kind === 'fixed_term' && endsOn === null) throw new Failure('contracts.needsEnd', {}, 'lastOn')
  if (said.kind === 'open_ended' && endsOn !== null) throw new Failure('contracts.hasNoEnd', {}, 'lastOn')
  if (endsOn !== null && endsOn <= contract.endsOn)
    throw new Failure('contracts.endsBeforeStart', {}, 'lastOn')
  const { kind, position, place, note } = said
  return { kind, startsOn: contract.endsOn, endsOn, position, place, note }
}

function summarise(person: Person, terms: Terms): Pick<Request, 'facts' | 'summary'> {
  const kind = terms.kind === 'fixed_term' ? 'renewFixed' : 'renewOpen'
  return {
    facts: { kind },
    summary: {
      employee: person.name,
      employeeNumber: person.number,
      kind,
      effectiveOn: terms.startsOn,
      lastOn: terms.endsOn ? lastDayOf(terms.endsOn) : '',
    },
  }
}

function about(request: Request) {
  return {
    entityId: request.id,
    employeeId: request.employeeId,
    requestId: request.id,
    details: { number: request.number, ...request.summary },
  }
}
