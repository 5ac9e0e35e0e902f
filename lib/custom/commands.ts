import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { customFields, customValues } from '@/db/schema/custom'
import type { Actor } from '../actor'
import { fieldItem } from '../completeness/rules'
import { findOwner, type Owner } from '../documents/queries'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { noteLook } from '../identities/commands'
import { changesBetween, record } from '../trail'
import { sealFor } from '../vault'
import type {
  changeFieldInput,
  defineFieldInput,
  enterOwnValueInput,
  enterValueInput,
  moveFieldInput,
  retireFieldInput,
  revealOwnValueInput,
  revealValueInput,
} from './input'
import { type CustomField, findField, lastPosition, openCustomValue, placeOfValue, readAs } from './queries'
import { isSealed, mayDefineFields, mayEnter, mostFields, readValue, tracedValue } from './rules'

/** A field of HR's own. Its kind and class stay as they are: values are kept by them. */
export async function defineField(
  tx: Tx,
  actor: Actor,
  { choices, ...input }: z.output<typeof defineFieldInput>,
): Promise<{ id: string }> {
  if (!mayDefineFields(actor.role)) throw new Failure('input.refused')
  if ((input.kind === 'choice') !== choices.length > 0)
    throw new Failure('custom.choicesMissing', {}, 'choices')
  checkChoices(choices)
  checkBounds(input)
  const { n, inUse } = await lastPosition(tx)
  if (inUse >= mostFields) throw new Failure('custom.tooManyFields', { n: mostFields })
  const id = newId(actor.now)
  await tx.insert(customFields).values({
    id,
    ...input,
    choices: choices.map(choice => choice.name),
    choicesEn: choices.map(choice => choice.english),
    position: n + 1,
    createdAt: actor.now,
  })
  if (input.isRequired) await renewAll(tx)
  const { name, kind, class: of, keeper, isRequired } = input
  await record(tx, actor, 'customField.defined', {
    entityId: id,
    details: { name, kind, class: of, keeper, isRequired },
  })
  return { id }
}

/** Names, bounds, who keeps it and whether it is required; choices are renamed or added, never taken away, because values point at them. */
export async function changeField(
  tx: Tx,
  actor: Actor,
  { fieldId, revision, choices, ...input }: z.output<typeof changeFieldInput>,
): Promise<{ id: string }> {
  const field = await hold(tx, actor, fieldId, revision)
  if (field.kind === 'choice' ? choices.length < field.choices.length : choices.length > 0)
    throw new Failure('custom.choicesTaken', { n: field.choices.length }, 'choices')
  checkChoices(choices)
  checkBounds({ ...input, kind: field.kind })
  const after = {
    ...input,
    choices: choices.map(one => one.name),
    choicesEn: choices.map(one => one.english),
  }
  await tx
    .update(customFields)
    .set({
      ...after,
      least: input.least ?? null,
      most: input.most ?? null,
      revision: field.revision + 1,
    })
    .where(eq(customFields.id, field.id))
  if (input.isRequired !== field.isRequired) await renewAll(tx)
  const { name, nameEn, isRequired, keeper } = field
  await record(tx, actor, 'customField.changed', {
    entityId: field.id,
    details: {
      field: name,
      ...changesBetween(
        { name, nameEn, isRequired, keeper },
        { name: input.name, nameEn: input.nameEn, isRequired: input.isRequired, keeper: input.keeper },
      ),
    },
  })
  return { id: field.id }
}

/** Takes a field out of use, or back into it; values stay. */
export async function retireField(
  tx: Tx,
  actor: Actor,
  { fieldId, revision }: z.output<typeof retireFieldInput>,
): Promise<{ id: string }> {
  const field = await hold(tx, actor, fieldId, revision)
  const retires = field.retiredAt === null
  if (!retires && (await lastPosition(tx)).inUse >= mostFields)
    throw new Failure('custom.tooManyFields', { n: mostFields })
  await tx
    .update(customFields)
    .set({ retiredAt: retires ? actor.now : null, revision: field.revision + 1 })
    .where(eq(customFields.id, field.id))
  if (field.isRequired) await renewAll(tx)
  await record(tx, actor, retires ? 'customField.retired' : 'customField.resumed', {
    entityId: field.id,
    details: { name: field.name },
  })
  return { id: field.id }
}

/** One place up or down among those in use. */
export async function moveField(
  tx: Tx,
  actor: Actor,
  { fieldId, by }: z.output<typeof moveFieldInput>,
): Promise<void> {
  if (!mayDefineFields(actor.role)) throw new Failure('input.refused')
  const { rows } = await tx.execute<{ id: string; name: string; position: number }>(sql`
    select id, name, position from custom_fields where retired_at is null order by position, id for update`)
  const at = rows.findIndex(row => row.id === fieldId)
  const moved = rows[at] ?? notFound()
  const other = rows[by === 'up' ? at - 1 : at + 1]
  if (!other) return
  const positions = sql`case id when ${moved.id} then ${other.position}::int else ${moved.position}::int end`
  await tx.execute(
    sql`update custom_fields set position = ${positions} where id in (${moved.id}, ${other.id})`,
  )
  await record(tx, actor, 'customField.moved', { entityId: moved.id, details: { name: moved.name } })
}

/** Enters, exchanges or empties a value of somebody. */
export async function enterValue(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof enterValueInput>,
): Promise<{ number: string }> {
  const owner = (await findOwner(tx, { number: input.number })) ?? notFound()
  return enter(tx, actor, owner, input)
}

export async function enterOwnValue(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof enterOwnValueInput>,
): Promise<{ number: string }> {
  if (!actor.employeeId) throw new Failure('input.refused')
  const owner = (await findOwner(tx, { id: actor.employeeId })) ?? notFound()
  return enter(tx, actor, owner, input)
}

async function enter(
  tx: Tx,
  actor: Actor,
  owner: Owner,
  { fieldId, value: typed }: { fieldId: string; value: string },
): Promise<{ number: string }> {
  const field = (await findField(tx, fieldId)) ?? notFound()
  if (!mayEnter(actor, field, owner.id)) throw new Failure('input.refused')
  if (field.retiredAt !== null) throw new Failure('custom.retired')
  const value = readValue(field, typed)
  const before = await openCustomValue(tx, field, owner.id)
  if (before === value) return { number: owner.number }
  if (value === undefined)
    await tx
      .delete(customValues)
      .where(and(eq(customValues.fieldId, field.id), eq(customValues.employeeId, owner.id)))
  else {
    const kept = isSealed(field.class)
      ? { value: null, sealed: await sealFor(tx, owner.id, placeOfValue(field.id, owner.id), value) }
      : { value, sealed: null }
    const facts = { ...kept, changedAt: actor.now, changedByName: actor.name }
    if (before === undefined)
      await tx
        .insert(customValues)
        .values({ fieldId: field.id, employeeId: owner.id, class: field.class, ...facts })
    else
      await tx
        .update(customValues)
        .set(facts)
        .where(and(eq(customValues.fieldId, field.id), eq(customValues.employeeId, owner.id)))
  }
  const shown = (one: string | undefined) =>
    tracedValue(field.class, one === undefined ? undefined : readable(field, one))
  await record(tx, actor, 'customValue.changed', {
    entityId: owner.id,
    employeeId: owner.id,
    details: { [fieldItem(field.id)]: [shown(before), shown(value)] },
  })
  return { number: owner.number }
}

/** The trail is written once, in the language of the company. */
const readable = (field: CustomField, value: string): string => readAs(field, value, 'zh-CN')

/** Shows a sealed value of somebody for a purpose, which is written down first. */
export async function revealValue(
  tx: Tx,
  actor: Actor,
  { number, fieldId, purpose, note }: z.output<typeof revealValueInput>,
): Promise<{ value: string }> {
  if (actor.role !== 'hr') throw new Failure('input.refused')
  const owner = (await findOwner(tx, { number })) ?? notFound()
  return show(tx, actor, owner, fieldId, { purpose, note })
}

export async function revealOwnValue(
  tx: Tx,
  actor: Actor,
  { fieldId }: z.output<typeof revealOwnValueInput>,
): Promise<{ value: string }> {
  if (actor.role !== 'employee' || !actor.employeeId) throw new Failure('input.refused')
  const owner = (await findOwner(tx, { id: actor.employeeId })) ?? notFound()
  return show(tx, actor, owner, fieldId, { purpose: 'own', note: '' })
}

async function show(
  tx: Tx,
  actor: Actor,
  owner: Owner,
  fieldId: string,
  why: { purpose: z.output<typeof revealValueInput>['purpose']; note: string },
): Promise<{ value: string }> {
  const field = (await findField(tx, fieldId)) ?? notFound()
  if (!isSealed(field.class)) notFound()
  const note = [field.name, why.note].filter(Boolean).join('：')
  const about = { details: { field: fieldItem(field.id) } }
  await noteLook(tx, actor, owner, { what: 'custom', purpose: why.purpose, note }, about)
  const value = (await openCustomValue(tx, field, owner.id)) ?? notFound()
  return { value: readAs(field, value, actor.locale) }
}

async function hold(tx: Tx, actor: Actor, id: string, revision: number): Promise<CustomField> {
  if (!mayDefineFields(actor.role)) throw new Failure('input.refused')
  await tx.execute(sql`select from custom_fields where id = ${id} for update`)
  const field = (await findField(tx, id)) ?? notFound()
  if (field.revision !== revision) throw new Outdated('custom.changedMeanwhile', { revision: field.revision })
  return field
}

/** Two that read alike could not be told apart, in either language. */
function checkChoices(choices: { name: string; english: string }[]): void {
  for (const names of [choices.map(one => one.name), choices.map(one => one.english)]) {
    const plain = names.map(name => name.normalize('NFKC').toLowerCase())
    const name = names.find((_, place) => plain.indexOf(plain[place] ?? '') < place)
    if (name !== undefined) throw new Failure('custom.choicesAlike', { name }, 'choices')
  }
}

function checkBounds({
  kind,
  least,
  most,
}: {
  kind: string
  least?: number | undefined
  most?: number | undefined
}): void {
  if (kind !== 'text' && kind !== 'number' && (least !== undefined || most !== undefined))
    throw new Failure('custom.noBounds', {}, least !== undefined ? 'least' : 'most')
  if (kind === 'text' && (least ?? 0) < 0) throw new Failure('custom.boundsCrossed', {}, 'least')
  if (least !== undefined && most !== undefined && least > most)
    throw new Failure('custom.boundsCrossed', {}, 'most')
}

/** A field that is required, or no more, concerns everybody's file. */
async function renewAll(tx: Tx): Promise<void> {
  await tx.execute(sql`select app.enqueue('renew_files', '{}'::json)`)
}
