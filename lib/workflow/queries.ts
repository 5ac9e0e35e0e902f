import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { RequestFacts } from '@/db/schema/workflow'
import {
  attachments,
  decisions,
  requestStages,
  requests,
  tasks,
  workflowDefinitions,
  workflowStages,
} from '@/db/schema/workflow'
import type { Actor } from '../actor'
import { dayIn, zone } from '../clock'
import { Failure, notFound } from '../failure'
import type { FailureCode } from '../messages'
import { expectedFinishes, type Stage, type StageDuration, unitOf, wayOf } from './rules'

export type Request = typeof requests.$inferSelect

export async function getRequest(tx: Tx, number: string): Promise<Request> {
  const [row] = await tx.select().from(requests).where(eq(requests.number, number))
  return row ?? notFound()
}

/** The same, held until the end of the transaction: decisions about one request follow one another. */
export async function lockRequest(tx: Tx, number: string): Promise<Request> {
  const [row] = await tx.select().from(requests).where(eq(requests.number, number)).for('update')
  return row ?? notFound()
}

export async function listStages(tx: Tx, definitionId: string): Promise<Stage[]> {
  return tx
    .select({
      id: workflowStages.id,
      position: workflowStages.position,
      name: workflowStages.name,
      nameEn: workflowStages.nameEn,
      approver: workflowStages.approver,
      role: workflowStages.role,
      namedUserId: workflowStages.namedUserId,
      mode: workflowStages.mode,
      condition: workflowStages.condition,
      timeLimitHours: workflowStages.timeLimitHours,
    })
    .from(workflowStages)
    .where(eq(workflowStages.definitionId, definitionId))
    .orderBy(asc(workflowStages.position))
}

/** The definition in force for a subject. */
export async function findDefinition(tx: Tx, subject: string): Promise<{ id: string } | undefined> {
  const [row] = await tx
    .select({ id: workflowDefinitions.id })
    .from(workflowDefinitions)
    .where(
      and(
        eq(workflowDefinitions.subject, subject),
        isNull(workflowDefinitions.retiredAt),
        sql`${workflowDefinitions.publishedAt} is not null`,
      ),
    )
  return row
}

export type Visit = typeof requestStages.$inferSelect

export async function findOpenVisit(tx: Tx, requestId: string): Promise<Visit | undefined> {
  const [row] = await tx
    .select()
    .from(requestStages)
    .where(and(eq(requestStages.requestId, requestId), isNull(requestStages.leftAt)))
  return row
}

export type Task = typeof tasks.$inferSelect

export async function listTasksOfVisit(tx: Tx, requestStageId: string): Promise<Task[]> {
  return tx.select().from(tasks).where(eq(tasks.requestStageId, requestStageId)).orderBy(asc(tasks.id))
}

/** Who approved in this round already: nobody signs two stages of one request. */
export async function listApprovers(tx: Tx, request: Pick<Request, 'id' | 'round'>): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ userId: decisions.actorUserId })
    .from(decisions)
    .innerJoin(requestStages, eq(requestStages.id, decisions.requestStageId))
    .where(
      and(
        eq(decisions.requestId, request.id),
        eq(requestStages.round, request.round),
        eq(decisions.verb, 'approve'),
      ),
    )
  return rows.map(row => row.userId)
}

export type Candidate = {
  userId: string
  userName: string
  role: string | null
  unitName: string | null
  substituteId: string | null
  substituteName: string | null
}

/** Who is to decide: see app.approvers in db/functions.sql. */
export async function listCandidates(
  tx: Tx,
  rule: { role: string | null; unitId: string | null; namedUserId: string | null },
  excluded: string[],
  on: string,
): Promise<Candidate[]> {
  const { rows } = await tx.execute<Candidate>(sql`
    select user_id as "userId", user_name as "userName", role, unit_name as "unitName",
      substitute_id as "substituteId", substitute_name as "substituteName"
    from app.approvers(${rule.role}, ${rule.unitId}, ${rule.namedUserId}, ${sql.param(excluded)}::uuid[], ${on})`)
  return rows
}

export async function holdsRole(
  tx: Tx,
  userId: string,
  role: string,
  unitId: string | null,
  on: string,
): Promise<boolean> {
  const { rows } = await tx.execute<{ holds: boolean }>(
    sql`select app.holds_role(${userId}, ${role}, ${unitId}, ${on}) as holds`,
  )
  return rows[0]?.holds ?? false
}

export async function listStageDurations(tx: Tx, subject: string): Promise<StageDuration[]> {
  const { rows } = await tx.execute<StageDuration>(
    sql`select position_ as position, seconds, n::int as n from app.stage_durations(${subject})`,
  )
  return rows
}

/** The day on which a request that is sent now is likely to be approved, from how long its stages take; undefined without a definition. */
export async function findExpectedFinish(
  tx: Tx,
  { now }: Pick<Actor, 'now'>,
  subject: string,
  facts: RequestFacts,
): Promise<string | undefined> {
  const definition = await findDefinition(tx, subject)
  if (!definition) return undefined
  const way = wayOf(await listStages(tx, definition.id), facts)
  const last = expectedFinishes(way, await listStageDurations(tx, subject), now, now).at(-1)
  return last && dayIn(zone, last.at)
}

export type ForecastStage = Pick<Stage, 'position' | 'name' | 'nameEn'> & { people: string[] }

/**
 * Who will be asked in each of these stages, as things are today: names for the timeline and the preview. Whoever is certain to sign one of
 * them is not asked in a later one; where several may sign it, nobody knows yet who will.
 * @param signed who signed an earlier stage of this round, or holds the present one alone
 */
export async function listForecast(
  tx: Tx,
  request: Pick<
    Request,
    'applicantUserId' | 'employeeUserId' | 'homeUnitId' | 'sourceUnitId' | 'receivingUnitId' | 'summary'
  >,
  stages: Stage[],
  on: string,
  signed: string[] = [],
): Promise<ForecastStage[]> {
  const excluded = [request.applicantUserId, request.employeeUserId, ...signed].filter(id => id !== null)
  const forecast: ForecastStage[] = []
  for (const stage of stages) {
    const { position, name, nameEn } = stage
    if (stage.approver === 'applicant' && request.employeeUserId) {
      forecast.push({ position, name, nameEn, people: [request.summary.employee ?? ''] })
      continue
    }
    const role = stage.approver === 'applicant' ? 'hr' : stage.role
    const rule = { role, unitId: unitOf(request, stage), namedUserId: stage.namedUserId }
    const candidates = await listCandidates(tx, rule, excluded, on)
    if (candidates.length === 1 || stage.mode === 'all')
      excluded.push(...candidates.map(one => one.substituteId ?? one.userId))
    forecast.push({
      position,
      name,
      nameEn,
      people: candidates.map(one => one.substituteName ?? one.userName),
    })
  }
  return forecast
}

export async function findAttachment(
  tx: Tx,
  number: string,
  id: string,
): Promise<{ name: string; contentType: string; content: Buffer } | undefined> {
  const [row] = await tx
    .select({ name: attachments.name, contentType: attachments.contentType, content: attachments.content })
    .from(attachments)
    .innerJoin(requests, eq(requests.id, attachments.requestId))
    .where(and(eq(attachments.id, id), eq(requests.number, number)))
  return row
}

/** Somebody who holds a grant and so can be asked to decide, to join or to follow. */
export async function getColleague(
  tx: Tx,
  userId: string,
  unknown: { code: FailureCode; field: string } = { code: 'workflow.noSuchColleague', field: 'to' },
): Promise<Colleague> {
  const [found] = await listColleagues(tx, [userId])
  if (!found) throw new Failure(unknown.code, {}, unknown.field)
  return found
}

/** `decides`: holds a role other than those that only audit or administer. */
export type Colleague = { userId: string; name: string; decides: boolean }

/** Those of them who have a role today, in the order given. */
export async function listColleagues(tx: Tx, userIds: string[]): Promise<Colleague[]> {
  const { rows } = await tx.execute<Colleague>(sql`
    select c.user_id as "userId", c.name, c.decides from unnest(${sql.param(userIds)}::uuid[]) with ordinality p(id, at), app.colleague(p.id) c order by p.at`)
  return rows
}

/** Who has the request in hand now. */
export async function listHolders(tx: Tx, requestId: string): Promise<string[]> {
  const rows = await tx
    .select({ userId: tasks.userId })
    .from(tasks)
    .where(and(eq(tasks.requestId, requestId), isNull(tasks.closedAt)))
  return rows.map(row => row.userId)
}
