import 'server-only'
import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { listHabits, savedViews } from '@/db/schema/views'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { peopleQuery } from '../people/input'
import { mayListPeople, mayMaintainPeople } from '../people/rules'
import { changesBetween, record } from '../trail'
import type {
  densityInput,
  renameViewInput,
  saveViewInput,
  startInput,
  updateViewInput,
  viewInput,
} from './input'
import { countViews, listViews, lockView } from './queries'
import { mostViews, usualDensity, type View } from './rules'

export async function saveView(
  tx: Tx,
  actor: Actor,
  { name, isShared, ...filter }: z.output<typeof saveViewInput>,
): Promise<{ id: string }> {
  mustList(actor)
  mustShare(actor, isShared)
  if ((await countViews(tx, actor)) >= mostViews) throw new Failure('views.tooMany', { n: mostViews })
  const id = newId(actor.now)
  const params = paramsOf(filter)
  await tx.insert(savedViews).values({
    id,
    userId: actor.userId,
    name,
    params,
    isShared,
    createdAt: actor.now,
    changedAt: actor.now,
  })
  await record(tx, actor, 'view.saved', { entityId: id, details: { name, isShared, ...params } })
  return { id }
}

/** Gives a view the filters, order and columns that are looked at. */
export async function updateView(
  tx: Tx,
  actor: Actor,
  { viewId, ...filter }: z.output<typeof updateViewInput>,
): Promise<{ id: string }> {
  const { name } = await hold(tx, actor, viewId)
  const params = paramsOf(filter)
  await tx.update(savedViews).set({ params, changedAt: actor.now }).where(eq(savedViews.id, viewId))
  await record(tx, actor, 'view.changed', { entityId: viewId, details: { name, ...params } })
  return { id: viewId }
}

export async function renameView(
  tx: Tx,
  actor: Actor,
  { viewId, name, isShared }: z.output<typeof renameViewInput>,
): Promise<{ id: string }> {
  mustShare(actor, isShared)
  const before = await hold(tx, actor, viewId)
  const changes = changesBetween<Record<string, unknown>>(before, { name, isShared })
  if (Object.keys(changes).length === 0) return { id: viewId }
  await tx.update(savedViews).set({ name, isShared, changedAt: actor.now }).where(eq(savedViews.id, viewId))
  await record(tx, actor, 'view.changed', { entityId: viewId, details: changes })
  return { id: viewId }
}

export async function removeView(
  tx: Tx,
  actor: Actor,
  { viewId }: z.output<typeof viewInput>,
): Promise<{ id: string }> {
  const { name } = await hold(tx, actor, viewId)
  await tx.delete(savedViews).where(eq(savedViews.id, viewId))
  await record(tx, actor, 'view.removed', { entityId: viewId, details: { name } })
  return { id: viewId }
}

/** The view that the list opens with; without one, as for everybody. */
export async function startWithView(
  tx: Tx,
  actor: Actor,
  { viewId }: z.output<typeof startInput>,
): Promise<{ id: string | null }> {
  mustList(actor)
  if (viewId && !(await listViews(tx, actor)).views.some(view => view.id === viewId)) notFound()
  await keep(tx, actor, { startViewId: viewId ?? null })
  return { id: viewId ?? null }
}

export async function chooseDensity(
  tx: Tx,
  actor: Actor,
  { density }: z.output<typeof densityInput>,
): Promise<{ density: string }> {
  mustList(actor)
  await keep(tx, actor, { density })
  return { density }
}

async function keep(
  tx: Tx,
  actor: Actor,
  habits: Partial<Pick<typeof listHabits.$inferInsert, 'density' | 'startViewId'>>,
): Promise<void> {
  const changed = await tx
    .update(listHabits)
    .set(habits)
    .where(eq(listHabits.userId, actor.userId))
    .returning({ userId: listHabits.userId })
  if (changed.length === 0)
    await tx.insert(listHabits).values({ userId: actor.userId, density: usualDensity, ...habits })
  await record(tx, actor, 'view.chosen', { entityId: actor.userId, details: habits })
}

/** The view, if it is the caller's own: a shared one is changed by its owner alone. */
async function hold(tx: Tx, actor: Actor, id: string): Promise<Pick<View, 'name' | 'isShared'>> {
  mustList(actor)
  return (await lockView(tx, actor, id)) ?? notFound()
}

function mustList({ role }: Actor): void {
  if (!mayListPeople(role)) throw new Failure('input.refused')
}

/** HR has views in common; what a head or an executive saves is theirs. */
function mustShare({ role }: Actor, isShared: boolean): void {
  if (isShared && !mayMaintainPeople(role)) throw new Failure('views.notShared', {}, 'isShared')
}

const paramsOf = (filter: Omit<Parameters<typeof peopleQuery>[0], 'after' | 'before' | 'saved'>) =>
  peopleQuery({ ...filter, after: undefined, before: undefined, saved: undefined })
