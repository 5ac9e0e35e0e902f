import 'server-only'
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import {
  attachments,
  comments,
  decisions,
  nudges,
  type RequestFacts,
  type RequestSummary,
  requestCopies,
  requestParties,
  requestStages,
  requests,
  tasks,
  type verbs,
} from '@/db/schema/workflow'
import type { Actor } from '../actor'
import { Failure } from '../failure'
import { newId } from '../id'
import { notify } from '../notify'
import {
  type Candidate,
  findDefinition,
  findOpenVisit,
  holdsRole,
  listApprovers,
  listCandidates,
  listStages,
  listTasksOfVisit,
  lockRequest,
  type Request,
  type Task,
  type Visit,
} from './queries'
import {
  isOpen,
  isStageDone,
  mayNudge,
  mayRevise,
  mayWithdraw,
  nudgeAllowedAt,
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
  }
  await tx.insert(requests).values(row)
  await addParties(tx, row.id, {
    users: [actor.userId, input.employeeUserId],
    units: [input.homeUnitId, input.sourceUnitId, input.receivingUnitId],
  })
  return row
}

/** Sends a new or revised request on its way. The applicant's own stage counts as done by submitting, when it is theirs. */
export async function beginRequest(tx: Tx, actor: Actor, request: Request, subject: Subject): Promise<void> {
  const stages = await listStages(tx, request.definitionId)
  const first = stageAfter(stages, request.facts, 0)
  if (!first) throw new Failure('workflow.noDefinition')
  if (first.approver === 'applicant' && request.employeeUserId === actor.userId) {
    await subject.beforeApproval(tx, actor, request, first)
    const visit = newVisit(actor, request, first)
    await tx.insert(requestStages).values({ ...visit, leftAt: actor.now, outcome: 'approved' })
    await decide(tx, actor, request, 'submit', { requestStageId: visit.id })
    return goOn(tx, actor, request, stages, first.position, subject)
  }
  await decide(tx, actor, request, 'submit', {})
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
  await tell(tx, actor, request, 'requestRejected', { reason: input.reason })
}

/** 退回修改: back to the applicant, who changes it and submits it again as the next round. */
export async function sendBack(
  tx: Tx,
  actor: Actor,
  input: { number: string; reason: string },
): Promise<void> {
  const { request, visit, task } = await takeUp(tx, actor, input.number)
  await closeTask(tx, actor, task, 'decided')
  await decide(tx, actor, request, 'send_back', { requestStageId: visit.id, task, reason: input.reason })
  await leaveStage(tx, actor, visit, 'returned', 'stopped')
  await tx
    .update(requests)
    .set({ status: 'returned', stagePosition: null })
    .where(eq(requests.id, request.id))
  await tell(tx, actor, request, 'requestReturned', { reason: input.reason })
}

/** 转交: somebody else decides instead, on behalf of whoever had it. */
export async function delegate(
  tx: Tx,
  actor: Actor,
  input: { number: string; to: string; reason?: string },
): Promise<void> {
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
      onBehalfOfId: task.onBehalfOfId ?? task.userId,
      onBehalfOfName: task.onBehalfOfName ?? task.userName,
    },
  ])
}

/** 加签: somebody else has to approve this stage as well. */
export async function join(
  tx: Tx,
  actor: Actor,
  input: { number: string; to: string; reason?: string },
): Promise<void> {
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
  await beginRequest(tx, actor, revised, subject)
}

/** Ends an approved request before it took effect; the subject undoes what it wrote. */
export async function cancelApproved(tx: Tx, actor: Actor, request: Request, reason: string): Promise<void> {
  await decide(tx, actor, request, 'cancel', { reason })
  await tx.update(requests).set({ status: 'cancelled' }).where(eq(requests.id, request.id))
  await tell(tx, actor, request, 'requestCancelled', { reason })
}

export async function nudge(tx: Tx, actor: Actor, input: { number: string }): Promise<Request> {
  const request = await lockRequest(tx, input.number)
  const visit = await findOpenVisit(tx, request.id)
  const holders = visit ? (await listTasksOfVisit(tx, visit.id)).filter(task => !task.closedAt) : []
  if (
    !mayNudge(
      request,
      actor,
      holders.some(task => task.userId === actor.userId),
    )
  )
    throw new Failure('workflow.notYours')
  const { rows } = await tx.execute<{ last: Date | null }>(
    sql`select max(created_at) as last from nudges where request_id = ${request.id}`,
  )
  const last = rows[0]?.last ? new Date(rows[0].last) : null
  const allowed = nudgeAllowedAt(last, actor.now)
  if (allowed) throw new Failure('workflow.nudgedAlready', { time: timeOf(allowed) })
  await tx
    .insert(nudges)
    .values({ requestId: request.id, userId: actor.userId, userName: actor.name, createdAt: actor.now })
  await notify(
    tx,
    actor,
    holders.map(task => task.userId),
    'requestNudged',
    facts(actor, request),
    pathOf(request),
  )
  return request
}

export type CheckedFile = { name: string; contentType: string; content: Buffer }

export async function comment(
  tx: Tx,
  actor: Actor,
  input: { number: string; body: string; files: CheckedFile[] },
): Promise<Request> {
  const request = await lockRequest(tx, input.number)
  const id = newId(actor.now)
  await tx.insert(comments).values({
    id,
    requestId: request.id,
    authorUserId: actor.userId,
    authorName: actor.name,
    body: input.body,
    createdAt: actor.now,
  })
  for (const file of input.files) {
    await tx.insert(attachments).values({
      ...file,
      requestId: request.id,
      commentId: id,
      size: file.content.length,
      createdAt: actor.now,
    })
  }
  const visit = await findOpenVisit(tx, request.id)
  const holders = visit ? (await listTasksOfVisit(tx, visit.id)).filter(task => !task.closedAt) : []
  await notify(
    tx,
    actor,
    [request.applicantUserId, request.employeeUserId, ...holders.map(task => task.userId)],
    'requestCommented',
    { ...facts(actor, request), text: input.body.slice(0, 80) },
    pathOf(request),
  )
  return request
}

/** 抄送: somebody may follow the request from now on. */
export async function copyTo(tx: Tx, actor: Actor, input: { number: string; to: string }): Promise<Request> {
  const request = await lockRequest(tx, input.number)
  const target = await findColleague(tx, input.to)
  await tx
    .insert(requestCopies)
    .values({ requestId: request.id, userId: target.userId, userName: target.name, createdAt: actor.now })
    .onConflictDoNothing()
  await addParties(tx, request.id, { users: [target.userId], units: [] })
  await notify(tx, actor, [target.userId], 'requestCopied', facts(actor, request), pathOf(request))
  return request
}

export async function markCopyRead(tx: Tx, actor: Actor, input: { number: string }): Promise<void> {
  await tx.execute(sql`
    update request_copies set read_at = ${actor.now}
    where user_id = ${actor.userId} and read_at is null
      and request_id = (select id from requests where number = ${input.number})`)
}

/** Asks the worker to give away what this person can no longer decide: their grant ended or their account was disabled. */
export async function moveTasksOf(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`select app.enqueue('move_tasks', json_build_object('userId', ${userId}::text))`)
}

/**
 * Gives open tasks of people who may not decide any more, or who are away with a substitute, to whoever may. Runs in the worker;
 * idempotent. A role counts where the stage asks for it: whoever manages another store now does not manage this one.
 */
export async function moveTasks(tx: Tx, now: Date, today: string, userId?: string): Promise<number> {
  const { rows } = await tx.execute<{ number: string; taskId: string; isAway: boolean }>(sql`
    select r.number, t.id as "taskId", not ended.is as "isAway"
    from tasks t
    join requests r on r.id = t.request_id
    join request_stages v on v.id = t.request_stage_id
    join workflow_stages s on s.id = v.stage_id
    join users u on u.id = t.user_id
    cross join lateral (select case when s.role is distinct from t.role then null when s.approver = 'role_at_home' then r.home_unit_id
      when s.approver = 'role_at_source' then r.source_unit_id when s.approver = 'role_at_receiving' then r.receiving_unit_id end as unit) at
    cross join lateral (select u.disabled_at is not null or (t.role is not null and t.origin in ('rule', 'substitute', 'escalated')
      and not app.holds_role(case t.origin when 'substitute' then t.on_behalf_of_id else t.user_id end, t.role, at.unit, ${today})) as is) ended
    where t.closed_at is null ${userId ? sql`and (t.user_id = ${userId} or t.on_behalf_of_id = ${userId})` : sql``}
      and (ended.is or (t.role is not null and t.origin in ('rule', 'escalated') and exists (
        select from substitutions b where b.user_id = t.user_id and b.starts_on <= ${today} and b.ends_on > ${today})))
    order by r.id`)
  let moved = 0
  for (const row of rows) if (await moveTask(tx, row.number, row.taskId, row.isAway, now, today)) moved++
  return moved
}

async function moveTask(
  tx: Tx,
  number: string,
  taskId: string,
  isAway: boolean,
  now: Date,
  today: string,
): Promise<boolean> {
  const request = await lockRequest(tx, number)
  const visit = await findOpenVisit(tx, request.id)
  const open = visit ? (await listTasksOfVisit(tx, visit.id)).filter(one => !one.closedAt) : []
  const task = open.find(one => one.id === taskId)
  const stage = (await listStages(tx, request.definitionId)).find(one => one.id === visit?.stageId)
  if (!visit || !task || !stage) return false
  const others = open.filter(one => one !== task).map(one => one.userId)
  const candidates = await candidatesFor(
    tx,
    request,
    stage,
    isAway ? others : [task.userId, ...others],
    today,
  )
  const next = isAway
    ? candidates.filter(
        one => one.userId === task.userId && one.substituteId && !others.includes(one.substituteId),
      )
    : candidates
  // Nobody to give it to: it stays where it is, or with those who have it as well.
  if (next.length === 0 && (isAway || others.length === 0)) return false
  await tx.update(tasks).set({ closedAt: now, closing: 'moved' }).where(eq(tasks.id, task.id))
  await ask(tx, { userId: null, now }, request, afresh(visit, stage, now), next.map(asked), 'taskMoved')
  return true
}

/** Reminds whoever is late, once, and a day later gives the task to the next person up as well. Runs in the worker; idempotent. */
export async function chaseLateTasks(
  tx: Tx,
  now: Date,
  today: string,
): Promise<{ reminded: number; escalated: number }> {
  const { rows } = await tx.execute<{ id: string; number: string; late: boolean }>(sql`
    select t.id, r.number, t.due_at < ${new Date(now.getTime() - 24 * 3_600_000)} as late
    from tasks t join requests r on r.id = t.request_id
    where t.closed_at is null and t.due_at < ${now}
      and (t.reminded_at is null or (t.escalated_at is null and t.due_at < ${new Date(now.getTime() - 24 * 3_600_000)}))
    order by r.id limit 500`)
  const done = { reminded: 0, escalated: 0 }
  for (const row of rows) {
    const request = await lockRequest(tx, row.number)
    const visit = await findOpenVisit(tx, request.id)
    const task =
      visit && (await listTasksOfVisit(tx, visit.id)).find(one => one.id === row.id && !one.closedAt)
    if (!visit || !task) continue
    const system = { userId: null, now }
    if (!task.remindedAt) {
      await tx.update(tasks).set({ remindedAt: now }).where(eq(tasks.id, task.id))
      await notify(tx, system, [task.userId], 'taskOverdue', facts({ name: '' }, request), pathOf(request))
      done.reminded++
    }
    if (row.late && !task.escalatedAt) {
      await tx.update(tasks).set({ escalatedAt: now }).where(eq(tasks.id, task.id))
      const stage = (await listStages(tx, request.definitionId)).find(one => one.id === visit.stageId)
      const holders = (await listTasksOfVisit(tx, visit.id))
        .filter(one => !one.closedAt)
        .map(one => one.userId)
      if (!stage || stage.approver === 'applicant') continue
      const candidates = await candidatesFor(tx, request, stage, holders, today)
      await ask(
        tx,
        system,
        request,
        afresh(visit, stage, now),
        candidates.map(one => ({ ...asked(one), origin: 'escalated' as const })),
        'taskEscalated',
      )
      done.escalated += candidates.length
    }
  }
  return done
}

// The parts that the verbs above are made of.

type Author = { userId: string | null; now: Date }

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
  return holdsRole(
    tx,
    task.origin === 'substitute' ? (task.onBehalfOfId ?? task.userId) : task.userId,
    task.role ?? '',
    unit,
    actor.today,
  )
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
  if (candidates.length === 0)
    throw new Failure('workflow.noApprover', { stage: actor.locale === 'en' ? stage.nameEn : stage.name })
  await ask(tx, actor, request, visit, candidates.map(asked))
}

/** Nobody decides about their own request, about themselves, or twice in one round. */
async function candidatesFor(
  tx: Tx,
  request: Request,
  stage: Stage,
  alsoNot: string[],
  on: string,
): Promise<Candidate[]> {
  const approved = await listApprovers(tx, request)
  const excluded = [request.applicantUserId, request.employeeUserId, ...approved, ...alsoNot].filter(
    (id): id is string => id !== null,
  )
  // Without an account the person concerned cannot confirm; HR does it for them.
  const role = stage.approver === 'applicant' ? 'hr' : stage.role
  return listCandidates(
    tx,
    { role, unitId: unitOf(request, stage), namedUserId: stage.namedUserId },
    excluded,
    on,
  )
}

/** Whoever gets a task late has the stage's whole time for it. */
function afresh(visit: Visit, stage: Stage, now: Date): Pick<Visit, 'id' | 'dueAt'> {
  return { id: visit.id, dueAt: new Date(now.getTime() + stage.timeLimitHours * 3_600_000) }
}

type Asked = Pick<Task, 'userId' | 'userName' | 'role' | 'origin'> &
  Partial<Pick<Task, 'onBehalfOfId' | 'onBehalfOfName'>>

function asked(candidate: Candidate): Asked {
  return candidate.substituteId && candidate.substituteName
    ? {
        userId: candidate.substituteId,
        userName: candidate.substituteName,
        role: candidate.role,
        origin: 'substitute',
        onBehalfOfId: candidate.userId,
        onBehalfOfName: candidate.userName,
      }
    : { userId: candidate.userId, userName: candidate.userName, role: candidate.role, origin: 'rule' }
}

async function ask(
  tx: Tx,
  author: Author,
  request: Request,
  visit: Pick<Visit, 'id' | 'dueAt'>,
  people: Asked[],
  kind: 'taskAssigned' | 'taskMoved' | 'taskEscalated' = 'taskAssigned',
): Promise<void> {
  const once = [...new Map(people.map(person => [person.userId, person])).values()]
  if (once.length === 0) return
  await tx
    .insert(tasks)
    .values(
      once.map(person => ({
        ...person,
        id: newId(author.now),
        requestId: request.id,
        requestStageId: visit.id,
        createdAt: author.now,
        dueAt: visit.dueAt,
      })),
    )
    .onConflictDoNothing()
  const users = once.map(person => person.userId)
  await addParties(tx, request.id, { users, units: [] })
  await notify(
    tx,
    { userId: author.userId ?? '', now: author.now },
    users,
    kind,
    facts({ name: '' }, request),
    pathOf(request),
  )
}

async function addParties(
  tx: Tx,
  requestId: string,
  parties: { users: (string | null)[]; units: (string | null)[] },
): Promise<void> {
  const rows = [
    ...[...new Set(parties.users)]
      .filter(id => id !== null)
      .map(userId => ({ requestId, userId, unitId: null })),
    ...[...new Set(parties.units)]
      .filter(id => id !== null)
      .map(unitId => ({ requestId, userId: null, unitId })),
  ]
  if (rows.length > 0) await tx.insert(requestParties).values(rows).onConflictDoNothing()
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
    decidedAt: actor.now,
  })
}

/** What the person concerned agrees to, their consent with it, nobody else can say for them. */
async function assertNotTheirOwnWord(tx: Tx, request: Request, visit: Visit): Promise<void> {
  const stage = (await listStages(tx, request.definitionId)).find(one => one.id === visit.stageId)
  if (stage?.approver === 'applicant' && request.employeeUserId) throw new Failure('workflow.ownWord')
}

type Colleague = { userId: string; name: string }

/** Somebody asked by an approver: never the applicant, the person concerned, or who has it or has signed already. */
async function findTarget(
  tx: Tx,
  actor: Actor,
  request: Request,
  visit: Visit,
  userId: string,
): Promise<Colleague> {
  const target = await findColleague(tx, userId)
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

async function findColleague(tx: Tx, userId: string): Promise<Colleague> {
  const { rows } = await tx.execute<Colleague>(
    sql`select user_id as "userId", name from app.colleague(${userId})`,
  )
  const found = rows[0]
  if (!found) throw new Failure('workflow.noSuchColleague', {}, 'to')
  return found
}

async function tell(
  tx: Tx,
  actor: Actor,
  request: Request,
  kind: 'requestRejected' | 'requestReturned' | 'requestWithdrawn' | 'requestCancelled',
  more: Record<string, string>,
): Promise<void> {
  const past = await tx.select({ userId: tasks.userId }).from(tasks).where(eq(tasks.requestId, request.id))
  const readers = [request.applicantUserId, request.employeeUserId, ...past.map(task => task.userId)]
  await notify(tx, actor, readers, kind, { ...facts(actor, request), ...more }, pathOf(request))
}

/** Values that every notification about a request can use. */
function facts(actor: { name: string }, request: Request): Record<string, string> {
  return {
    actor: actor.name,
    subject: `${request.number} ${request.summary.employee ?? ''}`.trim(),
    ...request.summary,
  }
}

function pathOf(request: Request): string {
  return `requests/${request.number}`
}

function timeOf(at: Date): string {
  return new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(at)
}
