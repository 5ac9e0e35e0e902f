import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { ticketCategories } from '@/db/schema/tickets'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { assertUnchanged } from '../organisation/commands'
import type { addCategoryInput, changeCategoryInput, retireCategoryInput } from '../tickets/input'
import { mayKeepCategories } from '../tickets/rules'
import { changesBetween, record } from '../trail'
import { getColleague } from '../workflow/queries'

export async function addCategory(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof addCategoryInput>,
): Promise<{ id: string }> {
  if (!mayKeepCategories(actor)) throw new Failure('input.refused')
  const facts = await routingOf(tx, input)
  const id = newId(actor.now)
  await tx.insert(ticketCategories).values({ id, ...facts, createdAt: actor.now })
  await record(tx, actor, 'ticketCategory.added', {
    entityId: id,
    details: { name: facts.name, routing: facts.routing, hours: facts.hours },
  })
  return { id }
}

export async function changeCategory(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof changeCategoryInput>,
): Promise<{ id: string }> {
  if (!mayKeepCategories(actor)) throw new Failure('input.refused')
  const { categoryId, revision, ...wanted } = input
  const category = await lockCategory(tx, categoryId, revision)
  const facts = await routingOf(tx, wanted)
  const changes = changesBetween<Record<string, unknown>>(category, facts)
  if (Object.keys(changes).length === 0) return { id: category.id }
  await tx
    .update(ticketCategories)
    .set({ ...facts, revision: category.revision + 1 })
    .where(eq(ticketCategories.id, category.id))
  await record(tx, actor, 'ticketCategory.changed', { entityId: category.id, details: changes })
  return { id: category.id }
}

/** Nobody can choose it any more; tickets that are in it go on. */
export async function retireCategory(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof retireCategoryInput>,
): Promise<{ id: string }> {
  if (!mayKeepCategories(actor)) throw new Failure('input.refused')
  const category = await lockCategory(tx, input.categoryId, input.revision)
  await tx
    .update(ticketCategories)
    .set({ retiredAt: actor.now, revision: category.revision + 1 })
    .where(eq(ticketCategories.id, category.id))
  await record(tx, actor, 'ticketCategory.retired', {
    entityId: category.id,
    details: { name: category.name },
  })
  return { id: category.id }
}

type CategoryFacts = Omit<z.output<typeof addCategoryInput>, 'unitId' | 'userId'> & {
  unitId: string | null
  userId: string | null
  userName: string | null
}

/** Who gets it, as a row: a store's category names nobody, a unit's its unit, a person's the person and the unit that steps in. */
async function routingOf(tx: Tx, input: z.output<typeof addCategoryInput>): Promise<CategoryFacts> {
  const none = { unitId: null, userId: null, userName: null }
  if (input.routing === 'store') {
    if (input.isPrivate) throw new Failure('tickets.privatePassesStore', {}, 'isPrivate')
    return { ...input, ...none }
  }
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from units where id = ${input.unitId ?? null} and closed_on is null and kind in ('headquarters', 'department')`)
  const unit = rows[0]
  if (!unit) throw new Failure('tickets.unitNeeded', {}, 'unitId')
  if (input.routing === 'unit') return { ...input, ...none, unitId: unit.id }
  if (!input.userId) throw new Failure('tickets.personNeeded', {}, 'userId')
  const person = await getColleague(tx, input.userId, { code: 'tickets.noSuchColleague', field: 'userId' })
  return { ...input, unitId: unit.id, userId: person.userId, userName: person.name }
}

async function lockCategory(tx: Tx, id: string, seen: number): Promise<typeof ticketCategories.$inferSelect> {
  const [row] = await tx.select().from(ticketCategories).where(eq(ticketCategories.id, id)).for('update')
  const category = row ?? notFound()
  if (category.retiredAt) throw new Failure('tickets.categoryRetired', { name: category.name })
  await assertUnchanged(tx, id, category, seen)
  return category
}
