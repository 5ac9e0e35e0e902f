import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import {
  decisions,
  type RequestFacts,
  type RequestSummary,
  requestStages,
  requests,
  type SummaryChange,
  tasks,
  type verbs,
} from '@/db/schema/workflow'
import type { Actor } from '../actor'
import { Failure } from '../failure'
import { newId } from '../id'
import { markRead } from '../notifications/commands'
import { notify } from '../notify'
import {
  type Author,
  addParties,
  ask,
  asked,
  candidatesFor,
  factsOf,
  pathOf,
  settleNotifications,
} from '../tasks/commands'
import {
  findDefinition,
  findOpenVisit,
  getColleague,
  holdsRole,
  listApprovers,
  listStages,
  listTasksOfVisit,
  lockRequest,
  type Request,
  type Task,
  type Visit,
} from './queries'
import {
  changesOf,
  isOpen,
  isStageDone,
  mayRevise,
  mayWithdraw,
  type Stage,
  stageAfter,
  unitOf,
} from './rules'

/** What a kind of request does when its workflow reaches an end. The engine knows subjects only by this. */
export type Subject = {
  /** Before somebody approves: throws a Failure when the subject itself is not ready. */
  beforeApproval(tx: Tx, actor: Actor, request: Request, stage: Stage): Promise<void>
  /** Approved by all: writes what it means, in the same transaction, and tells the people concerned. */
  onApproved(tx: Tx, actor: Actor, request: Request): Promise<void>
  /** Sent back to the applicant, to be changed and handed in again. */
  onReturned?(tx: Tx, actor: Actor, request: Request): Promise<void>
  /** Rejected, withdrawn or cancelled. */
  onStopped(tx: Tx, actor: Actor, request: Request): Promise<void>
}

export type NewRequest = {
  subject: string
  /** Two letters in front of the request's number. */
  prefix: string
  employeeId: string
  employeeUserId: string | null
  homeUnitId: string | null
  sourceUnitId: string | null
  receivingUnitId: string | null
  facts: RequestFacts
  summary: RequestSummary
}

/** Writes a request under the definition in force; the caller adds its subject's row and then calls beginRequest. */
export async function createRequest(tx: Tx, actor: Actor, input: NewRequest): Promise<Request> {
  const definition = await findDefinition(tx, input.subject)
  if (!definition) throw new Failure('workflow.noDefinition')
  const { prefix, ...given } = input
  const { rows } = await tx.execute<{ number: string }>(
    sql`select app.next_number(${prefix}, ${Number(actor.today.slice(0, 4))}) as number`,
  )
  const [first] = await listStages(tx, definition.id)
  const row = {
    ...given,
    id: newId(actor.now),
    number: rows[0]?.number ?? '',
    definitionId: definition.id,
    applicantUserId: actor.userId,
    applicantName: actor.name,
    status: 'in_progress' as const,
    stagePosition: first?.position ?? 1,
    round: 1,
    submittedAt: actor.now,
    finishedAt: null,
    lapsedOn: null,
  }
  await tx.insert(requests).values(row)
  await addParties(tx, row.id, {
    users: [actor.userId, input.employeeUserId],
    units: [input.homeUnitId, input.sourceUnitId, input.receivingUnitId],
  })
  return row
}

/** Sends a new or revised request on its way. The applicant's own stage counts as done by submitting, when it is theirs. */
export async function beginRequest(
  tx: Tx,
  actor: Actor,
  request: Request,
  subject: Subject,
  said: Pick<DecisionDetails, 'reason' | 'changes'> = {},
): Promise<void> {
  const stages = await listStages(tx, request.definitionId)
  const first = stageAfter(stages, request.facts, 0)
  if (!first) throw new Failure('workflow.noDefinition')
  if (first.approver === 'applicant' && request.employeeUserId === actor.userId) {
    await subject.beforeApproval(tx, actor, request, first)
    const visit = newVisit(actor, request, first)
    await tx.insert(requestStages).values({ ...visit, leftAt: actor.now, outcome: 'approved' })
    await decide(tx, actor, request, 'submit', { requestStageId: visit.id, ...said })
    return goOn(tx, actor, request, stages, first.position, subject)
  }
  await decide(tx, actor, request, 'submit', said)
  await enterStage(tx, actor, request, first)
}

export async function approve(
  tx: Tx,
  actor: Actor,
  input: { number: string; reason?: string },
  subject: Subject,
): Promise<{ status: string }> {
  const { request, visit, task } = await takeUp(tx, actor, input.number)
  const stages = await listStages(tx, request.definitionId)
  const stage = stages.find(one => one.id === visit.stageId)
  if (!stage) throw new Failure('workflow.noDefinition')
  await subject.beforeApproval(tx, actor, request, stage)
  await closeTask(tx, actor, task, 'decided')
  await decide(tx, actor, request, 'approve', { requestStageId: visit.id, task, reason: input.reason })
  const siblings = await listTasksOfVisit(tx, visit.id)
  if (
    isStageDone(
      stage.mode,
      siblings.filter(one => !one.closing || one.closing === 'decided'),
    )
  ) {
    await leaveStage(tx, actor, visit, 'approved', 'superseded')
    await goOn(tx, actor, request, stages, stage.position, subject)
  }
  const [after] = await tx
    .select({ status: requests.status })
    .from(requests)
    .where(eq(requests.id, request.id))
  return { status: after?.status ?? request.status }
}

export async function reject(
  tx: Tx,
  actor: Actor,
  input: { number: string; category: (typeof decisions.$inferInsert)['category']; reason: string },
  subject: Subject,
): Promise<void> {
  const { request, visit, task } = await takeUp(tx, actor, input.number)
  await closeTask(tx, actor, task, 'decided')
  await decide(tx, actor, request, 'reject', {
    requestStageId: visit.id,
    task,
    reason: input.reason,
    category: input.category,
  })
  await leaveStage(tx, actor, visit, 'rejected', 'stopped')
  await finish(tx, actor, request, 'rejected')
  await subject.onStopped(tx, actor, request)
  // the person concerned rejects nothing of their own: they do not agree
  const isOwnWord = request.employeeUserId === actor.userId
  await tell(tx, actor, request, isOwnWord ? 'requestDeclined' : 'requestRejected', { reason: input.reason })
}

/** 退回修改: back to the applicant, who changes it and submits it again as the next round. */
export async function sendBack(
  tx: Tx,
  actor: Actor,
  input: { number: string; reason: string },
  subject: Subject,
): Promise<void> {
  const { request, visit, task } = await takeUp(tx, actor, input.number)
  await closeTask(tx, actor, task, 'decided')
  await decide(tx, actor, request, 'send_back', { requestStageId: visit.id, task, reason: input.reason })
  await leaveStage(tx, actor, visit, 'returned', 'stopped')
  await tx
    .update(requests)
    .set({ status: 'returned', stagePosition: null })
    .where(eq(requests.id, request.id))
  await subject.onReturned?.(tx, actor, request)
  await tell(tx, actor, request, 'requestReturned', { reason: input.reason })
}

/** 转交: somebody else decides instead, on behalf of whoever had it. */
export async function delegate(
  tx: Tx,
  actor: Actor,
  input: { number: string; to: string; reason?: string },
): Promise<{ name: string }> {
  const { request, visit, task } = await takeUp(tx, actor, input.number)
  await assertNotTheirOwnWord(tx, request, visit)
  const target = await findTarget(tx, actor, request, visit, input.to)
  // Handed over is not approved: 'decided' would count towards the stage.
  await closeTask(tx, actor, task, 'moved')
  await decide(tx, actor, request, 'delegate', {
    requestStageId: visit.id,
    task,
    reason: input.reason,
    targetName: target.name,
  })
  await ask(tx, actor, request, visit, [
    {
      userId: target.userId,
      userName: target.name,
      role: null,
      origin: task.origin === 'joined' ? 'joined' : 'delegated',
      // a substitute may hand it back to whose it is, who then decides for nobody else
      ...(target.userId !== task.onBehalfOfId && {
        onBehalfOfId: task.onBehalfOfId ?? task.userId,
        onBehalfOfName: task.onBehalfOfName ?? task.userName,
      }),
    },
  ])
  return { name: target.name }
}

/** 加签: somebody else has to approve this stage as well. */
export async function join(
  tx: Tx,
  actor: Actor,
  input: { number: string; to: string; reason?: string },
): Promise<{ name: string }> {
  const { request, visit, task } = await takeUp(tx, actor, input.number)
  await assertNotTheirOwnWord(tx, request, visit)
  const target = await findTarget(tx, actor, request, visit, input.to)
  await decide(tx, actor, request, 'join', {
    requestStageId: visit.id,
    task,
    reason: input.reason,
    targetName: target.name,
  })
  await ask(tx, actor, request, visit, [
    { userId: target.userId, userName: target.name, role: null, origin: 'joined' },
  ])
  return { name: target.name }
}

export async function withdraw(
  tx: Tx,
  actor: Actor,
  input: { number: string; reason?: string },
  subject: Subject,
): Promise<void> {
  const request = await lockRequest(tx, input.number)
  if (!isOpen(request)) throw new Failure('workflow.alreadyFinished', { status: request.status })
  if (!mayWithdraw(request, actor.userId)) throw new Failure('workflow.notYours')
  const visit = await findOpenVisit(tx, request.id)
  await decide(tx, actor, request, 'withdraw', { requestStageId: visit?.id, reason: input.reason })
  if (visit) await leaveStage(tx, actor, visit, 'stopped', 'stopped')
  await finish(tx, actor, request, 'withdrawn')
  await subject.onStopped(tx, actor, request)
  await tell(tx, actor, request, 'requestWithdrawn', {})
}

/** The applicant hands a returned request in again; the subject's row has been changed by the caller. */
export async function resubmit(
  tx: Tx,
  actor: Actor,
  request: Request,
  changes: Pick<NewRequest, 'facts' | 'summary' | 'receivingUnitId'>,
  subject: Subject,
  reason = '',
): Promise<void> {
  if (!mayRevise(request, actor.userId)) throw new Failure('workflow.notReturned')
  const stages = await listStages(tx, request.definitionId)
  const revised: Request = {
    ...request,
    ...changes,
    status: 'in_progress',
    round: request.round + 1,
    stagePosition: stages[0]?.position ?? 1,
  }
  await tx
    .update(requests)
    .set({ ...changes, status: 'in_progress', round: revised.round, stagePosition: revised.stagePosition })
    .where(eq(requests.id, request.id))
  await addParties(tx, request.id, { users: [], units: [changes.receivingUnitId] })
  const said = { reason, changes: changesOf(request.summary, changes.summary) }
  await beginRequest(tx, actor, revised, subject, said)
}

/**
 * Ends an approved request before it took effect; the subject undoes what it wrote.
 * @param told whom the subject told that it was approved, beside those who had a part in it
 */
export async function cancelApproved(
  tx: Tx,
  actor: Actor,
  request: Request,
  reason: string,
  told: string[] = [],
): Promise<void> {
  await decide(tx, actor, request, 'cancel', { reason })
  await tx.update(requests).set({ status: 'cancelled' }).where(eq(requests.id, request.id))
  await tell(tx, actor, request, 'requestCancelled', { reason }, told)
}

// The parts that the verbs above are made of.

/** Locks the request and finds the caller's own open task in it; refuses by name when it is too late or not theirs. */
async function takeUp(
  tx: Tx,
  actor: Actor,
  number: string,
): Promise<{ request: Request; visit: Visit; task: Task }> {
  const request = await lockRequest(tx, number)
  if (request.status !== 'in_progress')
    throw new Failure('workflow.alreadyFinished', { status: request.status })
  const visit = await findOpenVisit(tx, request.id)
  if (!visit) throw new Failure('workflow.alreadyFinished', { status: request.status })
  const all = await listTasksOfVisit(tx, visit.id)
  const task = all.find(one => one.userId === actor.userId && !one.closedAt)
  if (!task) {
    const mine = await tx
      .select({ id: decisions.id })
      .from(decisions)
      .where(
        and(
          eq(decisions.requestId, request.id),
          eq(decisions.actorUserId, actor.userId),
          inArray(decisions.verb, ['approve', 'delegate']),
        ),
      )
    throw new Failure(mine.length > 0 ? 'workflow.alreadyDecided' : 'workflow.notYours')
  }
  if (task.role && !(await stillHolds(tx, actor, request, visit, task)))
    throw new Failure('workflow.roleEnded')
  return { request, visit, task }
}

/** A role is asked for again at the moment of the decision: a grant that ended a second ago decides nothing. */
async function stillHolds(
  tx: Tx,
  actor: Actor,
  request: Request,
  visit: Visit,
  task: Task,
): Promise<boolean> {
  const stage = (await listStages(tx, request.definitionId)).find(one => one.id === visit.stageId)
  const unit = stage && stage.role === task.role ? unitOf(request, stage) : null
  return holdsRole(tx, task.onBehalfOfId ?? task.userId, task.role ?? '', unit, actor.today)
}

async function goOn(
  tx: Tx,
  actor: Actor,
  request: Request,
  stages: Stage[],
  position: number,
  subject: Subject,
): Promise<void> {
  const next = stageAfter(stages, request.facts, position)
  if (next) return enterStage(tx, actor, request, next)
  await finish(tx, actor, request, 'approved')
  await subject.onApproved(tx, actor, {
    ...request,
    status: 'approved',
    finishedAt: actor.now,
    stagePosition: null,
  })
}

async function enterStage(tx: Tx, actor: Actor, request: Request, stage: Stage): Promise<void> {
  const visit = newVisit(actor, request, stage)
  await tx.insert(requestStages).values(visit)
  await tx.update(requests).set({ stagePosition: stage.position }).where(eq(requests.id, request.id))
  if (stage.approver === 'applicant' && request.employeeUserId) {
    const name = request.summary.employee ?? ''
    return ask(tx, actor, request, visit, [
      { userId: request.employeeUserId, userName: name, role: null, origin: 'rule' },
    ])
  }
  const candidates = await candidatesFor(tx, request, stage, [], actor.today)
  if (candidates.length === 0) {
    const isUnderWay = (await listApprovers(tx, request)).length > 0
    throw new Failure(isUnderWay ? 'workflow.nobodyLeft' : 'workflow.noApprover', {
      stage: actor.locale === 'en' ? stage.nameEn : stage.name,
    })
  }
  await ask(tx, actor, request, visit, candidates.map(asked))
}

function newVisit(
  actor: Author,
  request: Request,
  stage: Stage,
): typeof requestStages.$inferInsert & { id: string; dueAt: Date } {
  return {
    id: newId(actor.now),
    requestId: request.id,
    stageId: stage.id,
    position: stage.position,
    round: request.round,
    enteredAt: actor.now,
    dueAt: new Date(actor.now.getTime() + stage.timeLimitHours * 3_600_000),
  }
}

async function closeTask(tx: Tx, actor: Author, task: Task, closing: Task['closing']): Promise<void> {
  const closed = await tx
    .update(tasks)
    .set({ closedAt: actor.now, closing })
    .where(and(eq(tasks.id, task.id), isNull(tasks.closedAt)))
    .returning({ id: tasks.id })
  if (closed.length !== 1) throw new Failure('workflow.alreadyDecided')
}

async function leaveStage(
  tx: Tx,
  actor: Author,
  visit: Visit,
  outcome: Visit['outcome'],
  closing: Task['closing'],
): Promise<void> {
  await tx.update(requestStages).set({ leftAt: actor.now, outcome }).where(eq(requestStages.id, visit.id))
  await tx
    .update(tasks)
    .set({ closedAt: actor.now, closing })
    .where(and(eq(tasks.requestStageId, visit.id), isNull(tasks.closedAt)))
  await settleNotifications(tx, visit.requestId, actor.now)
}

async function finish(tx: Tx, actor: Author, request: Request, status: Request['status']): Promise<void> {
  await tx
    .update(requests)
    .set({ status, stagePosition: null, finishedAt: actor.now })
    .where(eq(requests.id, request.id))
}

type DecisionDetails = {
  requestStageId?: string
  task?: Task
  reason?: string
  category?: (typeof decisions.$inferInsert)['category']
  targetName?: string
  changes?: SummaryChange[]
}

async function decide(
  tx: Tx,
  actor: Actor,
  request: Request,
  verb: (typeof verbs)[number],
  details: DecisionDetails,
): Promise<void> {
  await tx.insert(decisions).values({
    id: newId(actor.now),
    requestId: request.id,
    requestStageId: details.requestStageId,
    taskId: details.task?.id,
    verb,
    category: details.category,
    reason: details.reason ?? '',
    actorUserId: actor.userId,
    actorName: actor.name,
    actorRole: details.task?.role ?? actor.role,
    onBehalfOfName: details.task?.onBehalfOfName,
    targetName: details.targetName,
    changes: details.changes,
    decidedAt: actor.now,
  })
  await markRead(tx, actor, { path: pathOf(request) })
}

/** What the person concerned agrees to, their consent with it, nobody else can say for them. */
async function assertNotTheirOwnWord(tx: Tx, request: Request, visit: Visit): Promise<void> {
  const stage = (await listStages(tx, request.definitionId)).find(one => one.id === visit.stageId)
  if (stage?.approver === 'applicant' && request.employeeUserId) throw new Failure('workflow.ownWord')
}

/** Somebody asked by an approver: never the applicant, the person concerned, or who has it or has signed already. */
async function findTarget(
  tx: Tx,
  actor: Actor,
  request: Request,
  visit: Visit,
  userId: string,
): Promise<{ userId: string; name: string }> {
  const target = await getColleague(tx, userId)
  if (!target.decides) throw new Failure('workflow.decidesNothing', { name: target.name }, 'to')
  const holders = (await listTasksOfVisit(tx, visit.id))
    .filter(task => !task.closedAt)
    .map(task => task.userId)
  const not = [
    actor.userId,
    request.applicantUserId,
    request.employeeUserId,
    ...holders,
    ...(await listApprovers(tx, request)),
  ]
  if (not.includes(target.userId)) throw new Failure('workflow.notThem', { name: target.name }, 'to')
  return target
}

async function tell(
  tx: Tx,
  actor: Actor,
  request: Request,
  kind: 'requestRejected' | 'requestDeclined' | 'requestReturned' | 'requestWithdrawn' | 'requestCancelled',
  more: Record<string, string>,
  others: string[] = [],
): Promise<void> {
  const past = await tx.select({ userId: tasks.userId }).from(tasks).where(eq(tasks.requestId, request.id))
  const readers = [
    request.applicantUserId,
    request.employeeUserId,
    ...past.map(task => task.userId),
    ...others,
  ]
  await notify(tx, actor, readers, kind, { ...factsOf(actor, request), ...more }, pathOf(request))
}
