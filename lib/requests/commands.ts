import { soonIn, zone } from '../clock'
import 'server-only'
import { eq, max, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { savepoint, type Tx } from '@/db/client'
import { attachments, comments, nudges, requestCopies, requests } from '@/db/schema/workflow'
import type { Actor } from '../actor'
import { confirmationSubject } from '../confirmations/commands'
import { Failure, failureOf, isTransient, notFound } from '../failure'
import { newId } from '../id'
import { leavingSubject } from '../leavings/commands'
import { notify } from '../notify'
import { proposalSubject } from '../proposals/commands'
import { renewalSubject } from '../renewals/commands'
import { addParties, factsOf, pathOf } from '../tasks/commands'
import { record, type TrailAction, type TrailDetails } from '../trail'
import { transferSubject } from '../transfers/commands'
import { keepFiles } from '../upload'
import * as workflow from '../workflow/commands'
import type {
  approveInput,
  approveManyInput,
  commentInput,
  copyInput,
  handOnInput,
  nudgeInput,
  rejectInput,
  sendBackInput,
  withdrawInput,
} from '../workflow/input'
import { findOpenVisit, getColleague, listHolders, lockRequest } from '../workflow/queries'
import { mayNudge, nudgeWait, takesFiles } from '../workflow/rules'
import { mayApproveUnseen } from './rules'

/** Kinds of request, by what their workflow does. A new kind is one line here and its own domain. */
const subjects: Record<string, workflow.Subject> = {
  transfer: transferSubject,
  confirmation: confirmationSubject,
  renewal: renewalSubject,
  leaving: leavingSubject,
  proposal: proposalSubject,
}

/** Approves one's task; the last approval applies the request, and then its own trail row stands for both. */
export async function approveRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof approveInput>,
): Promise<{ status: string }> {
  const { request, subject } = await find(tx, input.number)
  const result = await workflow.approve(tx, actor, input, subject)
  if (result.status !== 'approved') await write(tx, actor, 'request.approved', request, {})
  return result
}

/**
 * Approves one's task in each of these requests, every one by itself as approveRequest does it: what is refused leaves the others as they
 * are, and says why. One alone is refused as there.
 */
export async function approveRequests(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof approveManyInput>,
): Promise<{ approved: string[]; refused: { number: string; failure: Failure }[] }> {
  const approved: string[] = []
  const refused: { number: string; failure: Failure }[] = []
  // in one order, so that two people with the same list do not wait for one another
  for (const number of [...new Set(input.numbers)].sort()) {
    try {
      await savepoint(tx, async () => {
        const { request } = await find(tx, number)
        if (!mayApproveUnseen(request, request.employeeUserId === actor.userId))
          throw new Failure('workflow.notUnseen')
        await approveRequest(tx, actor, { number })
      })
      approved.push(number)
    } catch (error) {
      const failure = failureOf(error)
      if (!failure || isTransient(error)) throw error
      refused.push({ number, failure })
    }
  }
  const [only] = refused
  if (only && approved.length === 0 && refused.length === 1) throw only.failure
  return { approved, refused }
}

export async function rejectRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof rejectInput>,
): Promise<void> {
  const { request, subject } = await find(tx, input.number)
  await workflow.reject(tx, actor, input, subject)
  await write(tx, actor, 'request.rejected', request, { category: input.category, reason: input.reason })
}

export async function sendBackRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof sendBackInput>,
): Promise<void> {
  const { request, subject } = await find(tx, input.number)
  await workflow.sendBack(tx, actor, input, subject)
  await write(tx, actor, 'request.sentBack', request, { reason: input.reason })
}

export async function delegateRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof handOnInput>,
): Promise<void> {
  const { request } = await find(tx, input.number)
  const target = await workflow.delegate(tx, actor, input)
  await write(tx, actor, 'request.delegated', request, { to: target.name })
}

export async function joinRequest(tx: Tx, actor: Actor, input: z.output<typeof handOnInput>): Promise<void> {
  const { request } = await find(tx, input.number)
  const target = await workflow.join(tx, actor, input)
  await write(tx, actor, 'request.joined', request, { to: target.name })
}

export async function withdrawRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof withdrawInput>,
): Promise<void> {
  const { request, subject } = await find(tx, input.number)
  await workflow.withdraw(tx, actor, input, subject)
  await write(tx, actor, 'request.withdrawn', request, { reason: input.reason ?? '' })
}

/** 催办: asks whoever has it for speed, once they have had it for nudgeCoolDownHours, and again after as many. */
export async function nudgeRequest(tx: Tx, actor: Actor, input: z.output<typeof nudgeInput>): Promise<void> {
  const request = await lockRequest(tx, input.number)
  const holders = await listHolders(tx, request.id)
  if (!mayNudge(request, actor, holders.includes(actor.userId))) throw new Failure('workflow.notYours')
  const visit = (await findOpenVisit(tx, request.id)) ?? notFound()
  const wait = nudgeWait(visit.enteredAt, await findLastNudge(tx, request.id), actor.now)
  if (wait)
    throw new Failure(wait.isAgain ? 'workflow.nudgedAlready' : 'workflow.nudgedEarly', {
      time: soonIn(zone, wait.until, actor.now),
    })
  await tx
    .insert(nudges)
    .values({ requestId: request.id, userId: actor.userId, userName: actor.name, createdAt: actor.now })
  await notify(tx, actor, holders, 'requestNudged', factsOf(actor, request), pathOf(request))
  await write(tx, actor, 'request.nudged', request, {})
}

/** Comments may carry up to three small pictures or PDFs; their kind is read from their content, not from their name. */
export async function commentRequest(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof commentInput>,
): Promise<void> {
  const request = await lockRequest(tx, input.number)
  if (!takesFiles(request) && input.files.some(file => file.size > 0))
    throw new Failure('proposals.noFiles', {}, 'files')
  const files = await keepFiles(input.files)
  const commentId = newId(actor.now)
  const of = { requestId: request.id, createdAt: actor.now }
  await tx
    .insert(comments)
    .values({ ...of, id: commentId, authorUserId: actor.userId, authorName: actor.name, body: input.body })
  for (const file of files)
    await tx.insert(attachments).values({ ...of, ...file, commentId, size: file.content.length })
  await notify(
    tx,
    actor,
    [request.applicantUserId, request.employeeUserId, ...(await listHolders(tx, request.id))],
    'requestCommented',
    { ...factsOf(actor, request), text: input.body.slice(0, 80) },
    pathOf(request),
  )
  await write(tx, actor, 'request.commented', request, { files: files.length })
}

/** 抄送: somebody may follow the request from now on. */
export async function copyRequest(tx: Tx, actor: Actor, input: z.output<typeof copyInput>): Promise<void> {
  const request = await lockRequest(tx, input.number)
  const target = await getColleague(tx, input.to)
  await tx
    .insert(requestCopies)
    .values({ requestId: request.id, userId: target.userId, userName: target.name, createdAt: actor.now })
    .onConflictDoNothing()
  await addParties(tx, request.id, { users: [target.userId], units: [] })
  await notify(tx, actor, [target.userId], 'requestCopied', factsOf(actor, request), pathOf(request))
  await write(tx, actor, 'request.copied', request, { to: target.name })
}

/** Notes that a copied person has read the request; reading is their own affair and leaves no trail row. */
export async function readCopy(tx: Tx, actor: Actor, input: z.output<typeof nudgeInput>): Promise<void> {
  await tx.execute(sql`
    update request_copies set read_at = ${actor.now}
    where user_id = ${actor.userId} and read_at is null
      and request_id = (select id from requests where number = ${input.number})`)
}

type Found = {
  id: string
  number: string
  employeeId: string
  employeeUserId: string | null
  subject: string
}

async function find(tx: Tx, number: string): Promise<{ request: Found; subject: workflow.Subject }> {
  const [request] = await tx
    .select({
      id: requests.id,
      number: requests.number,
      employeeId: requests.employeeId,
      employeeUserId: requests.employeeUserId,
      subject: requests.subject,
    })
    .from(requests)
    .where(eq(requests.number, number))
  const subject = request && subjects[request.subject]
  if (!request || !subject) throw new Failure('input.notFound')
  return { request, subject }
}

async function findLastNudge(tx: Tx, requestId: string): Promise<Date | null> {
  const [row] = await tx
    .select({ at: max(nudges.createdAt) })
    .from(nudges)
    .where(eq(nudges.requestId, requestId))
  return row?.at ?? null
}

async function write(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  request: Found,
  details: TrailDetails,
): Promise<void> {
  await record(tx, actor, action, {
    entityId: request.id,
    employeeId: request.employeeId,
    requestId: request.id,
    details: { number: request.number, ...details },
  })
}
