import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { reportTemplates, reportTemplateVersions } from '@/db/schema/reports'
import type { Actor } from '../actor'
import { addDays } from '../clock'
import { Failure, Outdated } from '../failure'
import { newId } from '../id'
import { changesBetween, record, type TrailAction, type TrailDetails } from '../trail'
import type {
  changeTemplateInput,
  endTemplateInput,
  makeTemplateInput,
  startTemplateInput,
  TemplateFacts,
} from './input'
import { getTemplate, listSeatUnitIds, type Template } from './queries'
import { type Field, faultOf, keepsTemplate, mayMakeTemplates, sameFields } from './rules'

/** A draft, which nobody owes anything for until it is started. */
export async function makeTemplate(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof makeTemplateInput>,
): Promise<{ id: string }> {
  if (!mayMakeTemplates(actor) || !actor.unitId) throw new Failure('reports.notYours')
  assertFields(input.fields)
  const id = newId(actor.now)
  const rules = rulesOf(actor, input)
  await tx.insert(reportTemplates).values({
    id,
    authorUserId: actor.userId,
    authorName: actor.name,
    authorRole: actor.role,
    unitId: actor.unitId,
    ...rules,
    reachedUnitIds: await reachOf(tx, rules.unitIds),
    createdAt: actor.now,
  })
  await writeVersion(tx, actor, id, 1, input)
  await write(tx, actor, 'reportTemplate.made', { id, name: input.name })
  return { id }
}

/** Other rules hold from now on; other questions are a new version, and reports that were given keep theirs. */
export async function changeTemplate(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof changeTemplateInput>,
): Promise<{ id: string }> {
  const template = await lockTemplate(tx, actor, input)
  assertFields(input.fields, template.fields)
  const rules = rulesOf(actor, input)
  const isAskedAnew = template.intro !== (input.intro ?? '') || !sameFields(template.fields, input.fields)
  const version = isAskedAnew && template.startsOn ? template.version + 1 : template.version
  await tx
    .update(reportTemplates)
    .set({
      ...rules,
      reachedUnitIds: sql`array(select distinct u from unnest(${reportTemplates.reachedUnitIds} || ${sql.param(await reachOf(tx, rules.unitIds))}::uuid[]) u)`,
      version,
      revision: template.revision + 1,
    })
    .where(eq(reportTemplates.id, template.id))
  if (version > template.version) await writeVersion(tx, actor, template.id, version, input)
  else if (isAskedAnew)
    await tx
      .update(reportTemplateVersions)
      .set({ intro: input.intro ?? '', fields: input.fields })
      .where(eq(reportTemplateVersions.id, template.versionId))
  await queueEvaluation(tx)
  const { name, rhythm, dueTime, remindMinutes } = input
  await write(tx, actor, 'reportTemplate.changed', template, {
    ...changesBetween<Record<string, unknown>>(template, { name, rhythm, dueTime, remindMinutes }),
    ...(version > template.version && { version }),
  })
  return { id: template.id }
}

/** In force from a day on; one that ended starts again. */
export async function startTemplate(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof startTemplateInput>,
): Promise<void> {
  const template = await lockTemplate(tx, actor, input)
  if (template.state === 'active') throw new Failure('reports.changed')
  const startsOn = input.startsOn ?? actor.today
  if (startsOn < actor.today) throw new Failure('reports.past', {}, 'startsOn')
  if (input.endsOn && input.endsOn <= startsOn) throw new Failure('reports.endsBefore', {}, 'endsOn')
  await tx
    .update(reportTemplates)
    .set({ startsOn, endsOn: input.endsOn ?? null, revision: template.revision + 1 })
    .where(eq(reportTemplates.id, template.id))
  await queueEvaluation(tx)
  await write(tx, actor, 'reportTemplate.started', template, { startsOn, endsOn: input.endsOn ?? null })
}

/** Due no longer from a day on; what was reported stays. */
export async function endTemplate(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof endTemplateInput>,
): Promise<void> {
  const template = await lockTemplate(tx, actor, input)
  if (template.state !== 'active' && template.state !== 'planned') throw new Failure('reports.changed')
  const earliest = template.state === 'planned' ? (template.startsOn ?? actor.today) : actor.today
  const endsOn = input.endsOn ?? (template.state === 'planned' ? earliest : addDays(actor.today, 1))
  if (endsOn < earliest) throw new Failure('reports.past', {}, 'endsOn')
  await tx
    .update(reportTemplates)
    .set({ endsOn, revision: template.revision + 1 })
    .where(eq(reportTemplates.id, template.id))
  await queueEvaluation(tx)
  await write(tx, actor, 'reportTemplate.ended', template, { endsOn })
}

async function lockTemplate(
  tx: Tx,
  actor: Actor,
  input: { templateId: string; revision: number },
): Promise<Template> {
  if (!mayMakeTemplates(actor)) throw new Failure('reports.notYours')
  const template = await getTemplate(tx, actor, input.templateId)
  if (!keepsTemplate(actor, template, await listSeatUnitIds(tx, actor))) throw new Failure('reports.notYours')
  const { rows } = await tx.execute<{ revision: number }>(
    sql`select revision from report_templates where id = ${template.id} for no key update`,
  )
  if (rows[0]?.revision !== input.revision) throw new Outdated('reports.changed', rows[0])
  return template
}

function assertFields(fields: Field[], before: Field[] = []): void {
  const fault = faultOf(fields, before)
  if (!fault) return
  const { at, property, problem } = fault
  throw new Failure(`reports.${problem}`, { label: fields[at]?.label ?? '' }, `fields.${at}.${property}`)
}

type RuleColumns = Pick<
  typeof reportTemplates.$inferInsert,
  'name' | 'unitIds' | 'positionIds' | 'rhythm' | 'weekdays' | 'dueTime' | 'remindMinutes'
> & { unitIds: string[] }

/** A manager's template is for units of the seat; with none chosen, for the seat's own. */
function rulesOf(actor: Actor, input: TemplateFacts): RuleColumns {
  const weekdays = [...new Set(input.weekdays)].sort()
  if (weekdays.length === 0) throw new Failure('reports.weekdaysMissing', {}, 'weekdays')
  if (input.rhythm === 'weekly' && weekdays.length > 1)
    throw new Failure('reports.oneWeekday', {}, 'weekdays')
  const own = input.unitIds.length === 0 && actor.role === 'manager' && actor.unitId
  return {
    name: input.name,
    unitIds: own ? [own] : [...new Set(input.unitIds)],
    positionIds: [...new Set(input.positionIds)],
    rhythm: input.rhythm,
    weekdays,
    dueTime: input.dueTime,
    remindMinutes: input.remindMinutes,
  }
}

/** Whose it is to read: the units that it is for, and the headquarters, above all of them, where it is for everybody. */
async function reachOf(tx: Tx, unitIds: string[]): Promise<string[]> {
  if (unitIds.length > 0) return unitIds
  const { rows } = await tx.execute<{ id: string }>(sql`select id from units where kind = 'headquarters'`)
  return rows.map(row => row.id)
}

async function writeVersion(
  tx: Tx,
  actor: Actor,
  templateId: string,
  version: number,
  { intro = '', fields }: TemplateFacts,
): Promise<void> {
  await tx.insert(reportTemplateVersions).values({
    id: newId(actor.now),
    templateId,
    version,
    intro,
    fields,
    authorUserId: actor.userId,
    authorName: actor.name,
    createdAt: actor.now,
  })
}

/** Who owes what may have changed: the worker looks at once, and once for all changes of the moment. */
async function queueEvaluation(tx: Tx): Promise<void> {
  await tx.execute(sql`select app.enqueue('evaluate_reports', '{}', null, 'evaluate reports')`)
}

async function write(
  tx: Tx,
  actor: Actor,
  action: TrailAction,
  template: { id: string; name: string },
  details: TrailDetails = {},
): Promise<void> {
  await record(tx, actor, action, {
    entityId: template.id,
    ...(actor.unitId && { unitId: actor.unitId }),
    details: { name: template.name, ...details },
  })
}
