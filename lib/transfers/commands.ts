import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { handOverItems as handOverTable, transfers } from '@/db/schema/transfers'
import type { Actor } from '../actor'
import { giveConsent, settleConsents } from '../consents/commands'
import { findConsentFor, findStandingConsent } from '../consents/queries'
import { needsConsent } from '../consents/rules'
import { Failure, notFound } from '../failure'
import { giveByTransfer, takeBackTransfer } from '../learning/commands'
import { notify } from '../notify'
import {
  assertPlace,
  getPerson,
  getPlace,
  getPosition,
  getUnitName,
  isOutdated,
  type Person,
  type Plan,
  planTransfer,
} from '../plans/queries'
import { settleRosters } from '../rosters/commands'
import { record } from '../trail'
import {
  approve,
  beginRequest,
  cancelApproved,
  createRequest,
  resubmit,
  type Subject,
} from '../workflow/commands'
import { lockRequest, type Request } from '../workflow/queries'
import { mayRevise } from '../workflow/rules'
import type {
  cancelTransferInput,
  confirmTransferInput,
  handOverInput,
  requestTransferInput,
  reviseTransferInput,
} from './input'
import { getTransfer, type TransferRow } from './queries'
import { handOverDue, handOverItems, mayCancel, mayStart, mayTick, tickableFrom } from './rules'

export async function requestTransfer(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof requestTransferInput>,
): Promise<{ number: string }> {
  if (!mayStart(actor)) throw new Failure('transfers.notStartedByYou')
  const person = await getPerson(tx, input.employee)
  await queueUp(tx, person.id)
  const plan = await planTransfer(tx, actor, person, input.kind, input, null)
  const request = await createRequest(tx, actor, {
    subject: 'transfer',
    prefix: 'DG',
    employeeId: person.id,
    employeeUserId: person.userId,
    homeUnitId: person.homeUnitId,
    sourceUnitId: plan.from.unitId,
    receivingUnitId: plan.to.id,
    ...(await summarise(tx, person, plan)),
  })
  await tx.insert(transfers).values({
    requestId: request.id,
    employeeId: person.id,
    kind: plan.kind,
    fromUnitId: plan.from.unitId,
    fromPositionId: plan.from.positionId,
    toUnitId: plan.to.id,
    toPositionId: plan.toPositionId,
    homePositionId: plan.from.homePositionId,
    effectiveOn: plan.effectiveOn,
    endsOn: plan.endsOn,
    reason: input.reason,
    backDatedReason: input.backDatedReason,
  })
  await giveConsent(tx, actor, request, plan.to, input)
  await assertConsent(tx, actor, request)
  await beginRequest(tx, actor, request, transferSubject, { reason: input.reason })
  await record(tx, actor, 'transfer.requested', {
    ...about(request),
    details: { number: request.number, kind: plan.kind, ...request.summary },
  })
  return { number: request.number }
}

/** The applicant changes a transfer that was sent back and hands it in again. */
export async function reviseTransfer(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof reviseTransferInput>,
): Promise<{ number: string }> {
  const request = await lockRequest(tx, input.number)
  if (!mayRevise(request, actor.userId)) throw new Failure('workflow.notReturned')
  const person = await getPerson(tx, request.summary.employeeNumber ?? '')
  await queueUp(tx, person.id)
  const before = await getTransfer(tx, request.id)
  const plan = await planTransfer(tx, actor, person, before.kind, input, request.id)
  const described = await summarise(tx, person, plan)
  await tx
    .update(transfers)
    .set({
      fromUnitId: plan.from.unitId,
      fromPositionId: plan.from.positionId,
      toUnitId: plan.to.id,
      toPositionId: plan.toPositionId,
      homePositionId: plan.from.homePositionId,
      effectiveOn: plan.effectiveOn,
      endsOn: plan.endsOn,
      reason: input.reason,
      backDatedReason: input.backDatedReason ?? null,
    })
    .where(eq(transfers.requestId, request.id))
  await giveConsent(tx, actor, request, plan.to, input)
  await assertConsent(tx, actor, request)
  await resubmit(
    tx,
    actor,
    request,
    { ...described, receivingUnitId: plan.to.id },
    transferSubject,
    input.reason,
  )
  await record(tx, actor, 'transfer.revised', {
    ...about(request),
    details: { number: request.number, ...described.summary },
  })
  return { number: request.number }
}

/** The person concerned agrees to a transfer that somebody else started, with their consent for the store. */
export async function confirmTransfer(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof confirmTransferInput>,
): Promise<{ status: string }> {
  const request = await lockRequest(tx, input.number)
  const transfer = await getTransfer(tx, request.id)
  await giveConsent(tx, actor, request, await getPlace(tx, transfer.toUnitId), input)
  const result = await approve(tx, actor, { number: input.number, reason: input.reason }, transferSubject)
  await record(tx, actor, 'request.approved', { ...about(request), details: { number: request.number } })
  return result
}

/** HR takes back an approved transfer before its first day: everything is again as it was. */
export async function cancelTransfer(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof cancelTransferInput>,
): Promise<void> {
  const request = await lockRequest(tx, input.number)
  const transfer = await getTransfer(tx, request.id)
  if (!mayCancel({ ...transfer, status: request.status }, actor))
    throw new Failure('transfers.notCancellable')
  await cancelApproved(tx, actor, request, input.reason, await listLeads(tx, request, transfer))
  await tx.execute(sql`select app.unapply_transfer(${request.id}, ${actor.today})`)
  await settleConsents(tx, actor, request.id)
  const shifts = await settleRosters(tx, actor, request)
  const learning = await takeBackTransfer(tx, actor, request, transfer)
  await record(tx, actor, 'transfer.cancelled', {
    ...about(request),
    details: { number: request.number, reason: input.reason, ...shifts, ...learning },
  })
}

export async function tickHandOver(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof handOverInput>,
): Promise<void> {
  const request = await lockRequest(tx, input.number)
  if (request.status !== 'approved')
    throw new Failure(
      request.status === 'cancelled' ? 'transfers.handOverCancelled' : 'transfers.handOverNotYet',
    )
  const isDone = input.done === 'yes'
  const [item] = await tx
    .select({ side: handOverTable.side })
    .from(handOverTable)
    .where(and(eq(handOverTable.requestId, request.id), eq(handOverTable.item, input.item)))
  if (!item) notFound()
  if (!mayTick(item, request, actor)) throw new Failure('transfers.handOverNotYours')
  const from = tickableFrom(input.item, (await getTransfer(tx, request.id)).effectiveOn)
  if (isDone && from && from > actor.today) throw new Failure('transfers.handOverTooEarly', { date: from })
  const changed = await tx
    .update(handOverTable)
    .set(
      isDone
        ? { doneAt: actor.now, doneBy: actor.userId, doneByName: actor.name }
        : { doneAt: null, doneBy: null, doneByName: null },
    )
    .where(
      and(
        eq(handOverTable.requestId, request.id),
        eq(handOverTable.item, input.item),
        isDone ? isNull(handOverTable.doneAt) : sql`${handOverTable.doneAt} is not null`,
      ),
    )
    .returning({ id: handOverTable.id })
  if (changed.length !== 1) throw new Failure('transfers.handOverChanged')
  await record(tx, actor, isDone ? 'handOver.done' : 'handOver.reopened', {
    ...about(request),
    details: { number: request.number, item: input.item },
  })
}

/** What the workflow engine does to transfers. */
export const transferSubject: Subject = {
  async beforeApproval(tx, actor, request, stage) {
    // whoever hands it in has just planned it
    if (request.applicantUserId !== actor.userId) {
      const transfer = await getTransfer(tx, request.id)
      assertPlace(await getPlace(tx, transfer.toUnitId), transfer)
      if (await isOutdated(tx, request)) throw new Failure('transfers.changedMeanwhile')
    }
    if (stage.approver === 'applicant') await assertConsent(tx, actor, request)
  },

  async onApproved(tx, actor, request) {
    const transfer = await getTransfer(tx, request.id)
    await tx.execute(sql`select app.apply_transfer(${request.id})`)
    await settleConsents(tx, actor, request.id)
    const shifts = await settleRosters(tx, actor, request)
    const learning = await giveByTransfer(tx, actor, request)
    await tx.insert(handOverTable).values(
      handOverItems(transfer.kind).map(item => ({
        item: item.item,
        side: item.side,
        dueOn: handOverDue(item, transfer.effectiveOn, actor.today),
        requestId: request.id,
        employeeId: request.employeeId,
        unitId:
          item.side === 'source' ? transfer.fromUnitId : item.side === 'receiving' ? transfer.toUnitId : null,
      })),
    )
    await notify(
      tx,
      actor,
      [request.applicantUserId, request.employeeUserId, ...(await listLeads(tx, request, transfer))],
      'requestApproved',
      { subject: `${request.number} ${request.summary.employee ?? ''}`, date: transfer.effectiveOn },
      `requests/${request.number}`,
    )
    await record(tx, actor, 'transfer.approved', {
      ...about(request),
      unitId: transfer.toUnitId,
      details: {
        number: request.number,
        kind: transfer.kind,
        effectiveOn: transfer.effectiveOn,
        endsOn: transfer.endsOn,
        ...request.summary,
        ...shifts,
        ...learning,
      },
    })
  },

  async onStopped(tx, actor, request) {
    await tx.update(transfers).set({ state: 'closed' }).where(eq(transfers.requestId, request.id))
    await settleConsents(tx, actor, request.id)
  },
}

/** Who leads the units that it is about: they are told that it was approved, and that it was cancelled after all. */
async function listLeads(
  tx: Tx,
  { homeUnitId }: Request,
  { fromUnitId, toUnitId }: TransferRow,
): Promise<string[]> {
  const { rows } = await tx.execute<{ user_id: string }>(sql`
    select user_id from app.unit_leads(${fromUnitId}, case when ${fromUnitId} = ${homeUnitId} then 'head' else 'manager' end)
    union select user_id from app.unit_leads(${toUnitId}, case when ${toUnitId} = ${homeUnitId} then 'head' else 'manager' end)`)
  return rows.map(row => row.user_id)
}

/** Whoever speaks for themselves says yes to the store getting their data: in their own request as where they confirm another's. */
async function assertConsent(tx: Tx, actor: Actor, request: Request): Promise<void> {
  if (request.employeeUserId !== actor.userId) return
  const transfer = await getTransfer(tx, request.id)
  const place = await getPlace(tx, transfer.toUnitId)
  if (!place.partnerId) return
  const given = await findConsentFor(tx, request)
  if (
    given?.unitId !== place.id &&
    needsConsent(transfer.kind, Boolean(await findStandingConsent(tx, actor, request.employeeId, place.id)))
  ) {
    throw new Failure('transfers.consentNeeded', { store: place.name }, 'consentBase')
  }
}

/** Requests about one person wait for one another, so that an overlap is always named. */
async function queueUp(tx: Tx, employeeId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`transfer of ${employeeId}`}, 0))`)
}

async function summarise(tx: Tx, person: Person, plan: Plan): Promise<Pick<Request, 'facts' | 'summary'>> {
  const position = await getPosition(tx, plan.toPositionId)
  const fromPosition = await getPosition(tx, plan.from.positionId)
  return {
    facts: { kind: plan.kind, level: position.level },
    summary: {
      employee: person.name,
      employeeNumber: person.number,
      kind: plan.kind,
      from: await getUnitName(tx, plan.from.unitId),
      to: plan.to.name,
      fromPosition: fromPosition.name,
      toPosition: position.name,
      effectiveOn: plan.effectiveOn,
      endsOn: plan.endsOn ?? '',
      fromEndsOn: plan.from.endsOn ?? '',
    },
  }
}

function about(request: Request): {
  entityId: string
  employeeId: string
  requestId: string
  unitId?: string
} {
  return {
    entityId: request.id,
    employeeId: request.employeeId,
    requestId: request.id,
    unitId: request.receivingUnitId ?? undefined,
  }
}
