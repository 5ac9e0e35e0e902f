import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { requestParties, tasks } from '@/db/schema/workflow'
import { newId } from '../id'
import { notify } from '../notify'
import {
  type Candidate,
  findOpenVisit,
  listApprovers,
  listCandidates,
  listStages,
  listTasksOfVisit,
  lockRequest,
  type Request,
  type Task,
  type Visit,
} from '../workflow/queries'
import { escalationHours, type Stage, unitOf } from '../workflow/rules'

export type Author = { userId: string | null; now: Date }

export type Asked = Pick<Task, 'userId' | 'userName' | 'role' | 'origin'> &
  Partial<Pick<Task, 'onBehalfOfId' | 'onBehalfOfName'>>

/** Nobody decides about their own request, about themselves, or twice in one round. */
export async function candidatesFor(
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

export function asked(candidate: Candidate): Asked {
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

export async function ask(
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
    factsOf({ name: '' }, request),
    pathOf(request),
  )
}

export async function addParties(
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

/** What people were told about tasks that they no longer have does not stay unread. */
export async function settleNotifications(tx: Tx, requestId: string, now: Date): Promise<void> {
  await tx.execute(sql`select app.settle_notifications(${requestId}, ${now})`)
}

/** Asks the worker to look at what waits for this person: they may not decide any more, went away or are back. */
export async function moveTasksOf(tx: Tx, userId: string): Promise<void> {
  await tx.execute(sql`select app.enqueue('move_tasks', json_build_object('userId', ${userId}::text))`)
}

type Move = 'ended' | 'away' | 'back'

/**
 * Gives open tasks of people who may not decide any more to whoever may, those of people who are away to their substitute, and what a
 * substitute has not done when the absence is over back to whom it belongs. Runs in the worker; idempotent. A role counts where the stage
 * asks for it: whoever manages another store now does not manage this one.
 */
export async function moveTasks(tx: Tx, now: Date, today: string, userId?: string): Promise<number> {
  const { rows } = await tx.execute<{ number: string; taskId: string; why: Move }>(sql`
    select r.number, t.id as "taskId", case when ended.is then 'ended' when t.on_behalf_of_id is null then 'away' else 'back' end as why
    from tasks t
    join requests r on r.id = t.request_id
    join request_stages v on v.id = t.request_stage_id
    join workflow_stages s on s.id = v.stage_id
    join users u on u.id = t.user_id
    cross join lateral (select case when s.role is distinct from t.role then null when s.approver = 'role_at_home' then r.home_unit_id
      when s.approver = 'role_at_source' then r.source_unit_id when s.approver = 'role_at_receiving' then r.receiving_unit_id end as unit) at
    cross join lateral (select u.disabled_at is not null or (t.role is not null
      and not app.holds_role(coalesce(t.on_behalf_of_id, t.user_id), t.role, at.unit, ${today})) as is) ended
    where t.closed_at is null ${userId ? sql`and (t.user_id = ${userId} or t.on_behalf_of_id = ${userId})` : sql``}
      and (ended.is
        or (t.on_behalf_of_id is null and t.origin in ('rule', 'escalated') and (t.role is not null or s.approver = 'named')
          and exists (select from substitutions b where b.user_id = t.user_id and b.starts_on <= ${today} and b.ends_on > ${today}))
        or (t.on_behalf_of_id is not null and t.origin in ('substitute', 'escalated')
          and not exists (select from substitutions b where b.user_id = t.on_behalf_of_id and b.substitute_id = t.user_id
            and b.starts_on <= ${today} and b.ends_on > ${today})))
    order by r.id`)
  let moved = 0
  for (const row of rows) if (await moveTask(tx, row.number, row.taskId, row.why, now, today)) moved++
  return moved
}

async function moveTask(
  tx: Tx,
  number: string,
  taskId: string,
  why: Move,
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
  const candidates = await candidatesFor(tx, request, stage, why === 'ended' ? [task.userId] : others, today)
  const owner = task.onBehalfOfId ?? task.userId
  const next =
    why === 'ended'
      ? candidates.filter(one => !others.includes(one.userId)).map(asked)
      : candidates
          .filter(one => one.userId === owner)
          .map(one => ({ ...asked(one), ...(task.origin === 'escalated' && { origin: task.origin }) }))
          .filter(one => one.userId !== task.userId && !others.includes(one.userId))
  // Nobody new to give it to: it stays where it is, or with those who have it as well.
  const isWithOthers = { ended: others.length > 0, away: false, back: others.includes(owner) }[why]
  if (next.length === 0 && !isWithOthers) return false
  await tx.update(tasks).set({ closedAt: now, closing: 'moved' }).where(eq(tasks.id, task.id))
  await ask(tx, { userId: null, now }, request, afresh(visit, stage, now), next, 'taskMoved')
  await settleNotifications(tx, request.id, now)
  return true
}

/** Reminds whoever is late, once, and a day later gives the task to the next person up as well. Runs in the worker; idempotent. */
export async function chaseLateTasks(
  tx: Tx,
  now: Date,
  today: string,
): Promise<{ reminded: number; escalated: number }> {
  const { rows } = await tx.execute<{ id: string; number: string; late: boolean }>(sql`
    select t.id, r.number, t.due_at < ${new Date(now.getTime() - escalationHours * 3_600_000)} as late
    from tasks t join requests r on r.id = t.request_id
    where t.closed_at is null and t.due_at < ${now}
      and (t.reminded_at is null or (t.escalated_at is null and t.due_at < ${new Date(now.getTime() - escalationHours * 3_600_000)}))
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
      await notify(tx, system, [task.userId], 'taskOverdue', factsOf({ name: '' }, request), pathOf(request))
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

/** Whoever gets a task late has the stage's whole time for it. */
function afresh(visit: Visit, stage: Stage, now: Date): Pick<Visit, 'id' | 'dueAt'> {
  return { id: visit.id, dueAt: new Date(now.getTime() + stage.timeLimitHours * 3_600_000) }
}

/** Values that every notification about a request can use. */
export function factsOf(actor: { name: string }, request: Request): Record<string, string> {
  return {
    actor: actor.name,
    subject: `${request.number} ${request.summary.employee ?? ''}`.trim(),
    ...request.summary,
  }
}

export function pathOf(request: Request): string {
  return `requests/${request.number}`
}
