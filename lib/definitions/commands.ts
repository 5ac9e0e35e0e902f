import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { workflowDefinitions, workflowStages } from '@/db/schema/workflow'
import type { Actor } from '../actor'
import { Failure, Outdated } from '../failure'
import { newId } from '../id'
import { record } from '../trail'
import type { publishInput } from './input'
import { faultsOf, mayPublish, subjects } from './rules'

/** The next version takes over for new requests; those under way keep the version that they started with. */
export async function publishDefinition(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof publishInput>,
): Promise<{ version: number }> {
  if (!mayPublish(actor)) throw new Failure('input.refused')
  const stages = input.stages.map(stage => ({
    ...stage,
    role: stage.approver.startsWith('role_') ? stage.role : null,
    namedUserId: stage.approver === 'named' ? stage.namedUserId : null,
  }))
  const [fault] = faultsOf(input.subject, stages)
  if (fault) throw new Failure(`workflow.${fault.fault}`, { stage: fault.stage })
  const known: readonly string[] = subjects[input.subject]
  if (stages.some(stage => stage.condition.kinds?.some(kind => !known.includes(kind)))) {
    throw new Failure('input.invalid')
  }
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`workflow of ${input.subject}`}, 0))`)
  const { rows } = await tx.execute<{ version: number }>(
    sql`select coalesce(max(version), 0)::int as version from workflow_definitions where subject = ${input.subject}`,
  )
  const last = rows[0]?.version ?? 0
  if (last !== input.basedOn)
    throw new Outdated('workflow.publishedMeanwhile', { basedOn: last }, { version: last })
  await tx
    .update(workflowDefinitions)
    .set({ retiredAt: actor.now })
    .where(and(eq(workflowDefinitions.subject, input.subject), isNull(workflowDefinitions.retiredAt)))
  const id = newId(actor.now)
  const version = last + 1
  await tx.insert(workflowDefinitions).values({
    id,
    subject: input.subject,
    version,
    name: input.subject,
    publishedAt: actor.now,
    createdByName: actor.name,
    createdAt: actor.now,
  })
  await tx
    .insert(workflowStages)
    .values(stages.map((stage, index) => ({ ...stage, definitionId: id, position: index + 1 })))
  await record(tx, actor, 'workflow.published', {
    entityId: id,
    details: {
      subject: input.subject,
      version,
      stages: { list: stages.map(stage => stage.name), listEn: stages.map(stage => stage.nameEn) },
    },
  })
  return { version }
}
