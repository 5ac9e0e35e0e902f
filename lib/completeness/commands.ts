import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { fileRules } from '@/db/schema/completeness'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { record } from '../trail'
import type { addFileRuleInput, dropFileRuleInput } from './input'
import { mayKeepFileRules, positionOf } from './rules'

/** What the company wants in files besides the legal minimum. The worker looks at everybody's again. */
export async function addFileRule(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addFileRuleInput>,
): Promise<{ id: string }> {
  if (!mayKeepFileRules(actor.role)) throw new Failure('input.refused')
  const { rows } = await tx.execute(
    sql`select from file_rules where item = ${input.item} and (level = 'legal' or (placement = 'any' and family = '')) limit 1`,
  )
  if (rows.length > 0) throw new Failure('completeness.heldAlready', {}, 'item')
  if (input.family) await mustBeFamily(tx, input.family)
  const id = newId(actor.now)
  await tx
    .insert(fileRules)
    .values({ id, ...input, level: 'company', position: positionOf(input.item), changedAt: actor.now })
  await renewAll(tx)
  await record(tx, actor, 'fileRule.added', { entityId: id, details: facts(input) })
  return { id }
}

export async function dropFileRule(
  tx: Tx,
  actor: Actor,
  { ruleId }: z.output<typeof dropFileRuleInput>,
): Promise<void> {
  if (!mayKeepFileRules(actor.role)) throw new Failure('input.refused')
  const [gone] = await tx
    .delete(fileRules)
    .where(and(eq(fileRules.id, ruleId), eq(fileRules.level, 'company')))
    .returning({ item: fileRules.item, placement: fileRules.placement, family: fileRules.family })
  if (!gone) notFound()
  await renewAll(tx)
  await record(tx, actor, 'fileRule.dropped', { entityId: ruleId, details: facts(gone) })
}

const facts = ({ item, placement, family }: { item: string; placement: string; family: string }) => ({
  fileItems: item,
  ...(placement !== 'any' && { placement }),
  ...(family && { family }),
})

async function mustBeFamily(tx: Tx, family: string): Promise<void> {
  const { rows } = await tx.execute(sql`select from positions where family = ${family} limit 1`)
  if (rows.length === 0) throw new Failure('completeness.noFamily', {}, 'family')
}

/** In the background: a hundred thousand files are not worked out while somebody waits. */
async function renewAll(tx: Tx): Promise<void> {
  await tx.execute(sql`select app.enqueue('renew_files', '{}'::json)`)
}
