import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { insuranceRecords, insuranceRuns } from '@/db/schema/insurance'
import type { Actor } from '../actor'
import { placeOfBases } from '../enrolments/queries'
import type { Bases } from '../enrolments/rules'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { noteLook } from '../identities/commands'
import { yuan } from '../pay/rules'
import { mayKeepInsurance, monthOf, type Rate } from '../schemes/rules'
import { record } from '../trail'
import { translator } from '../translators'
import { finderOf, keysOf } from '../vault'
import type { ReckonInput, RevealRecordInput, RunInput } from './input'
import {
  findRecordOwner,
  listReady,
  listRuns,
  lockRun,
  type Order,
  openRecord,
  placeOfRecord,
  type RunRow,
} from './queries'
import { batchSize, lastMonthOpen, type Statement, statementOf } from './rules'

/** Asks the worker to reckon a month for everybody. One that was issued is reckoned again for a reason only. */
export async function reckonMonth(tx: Tx, actor: Actor, input: ReckonInput): Promise<{ id: string }> {
  assertKeeper(actor)
  if (input.month > lastMonthOpen(actor.today))
    throw new Failure('insurance.tooEarly', { month: monthOf(lastMonthOpen(actor.today)) }, 'month')
  const runs = await listRuns(tx, input.month)
  const wasIssued = runs.some(run => run.status === 'issued' || run.status === 'issuing')
  if (wasIssued && !input.reason)
    throw new Failure('insurance.reasonMissing', { month: monthOf(input.month) }, 'reason')
  const id = newId(actor.now)
  await tx.insert(insuranceRuns).values({
    id,
    month: input.month,
    reason: wasIssued ? (input.reason ?? '') : '',
    askedByUserId: actor.userId,
    askedByName: actor.name,
    askedAt: actor.now,
  })
  await tx.execute(sql`select app.enqueue('reckon_insurance', ${JSON.stringify({ id })}::json)`)
  await record(tx, actor, 'insuranceMonth.reckoned', {
    entityId: id,
    details: { month: monthOf(input.month), ...(wasIssued && { reason: input.reason }) },
  })
  return { id }
}

/** Lets people see their part of a month, and tells them. */
export async function issueMonth(tx: Tx, actor: Actor, input: RunInput): Promise<{ id: string }> {
  const run = await hold(tx, actor, input)
  if (run.status !== 'draft') throw new Failure('insurance.notDraft')
  if (run.changed === 0) throw new Failure('insurance.nothingNew')
  await tx
    .update(insuranceRuns)
    .set({ status: 'issuing', issuedByName: actor.name, issuedAt: actor.now })
    .where(eq(insuranceRuns.id, run.id))
  await tx.execute(sql`select app.enqueue('issue_insurance', ${JSON.stringify({ id: run.id })}::json)`)
  await record(tx, actor, 'insuranceMonth.issued', {
    entityId: run.id,
    details: { month: monthOf(run.month), count: run.changed },
  })
  return { id: run.id }
}

/** Throws a reckoning away before anybody saw it; one that is being made stops. */
export async function discardMonth(tx: Tx, actor: Actor, input: RunInput): Promise<{ id: string }> {
  const run = await hold(tx, actor, input)
  if (!['waiting', 'running', 'draft'].includes(run.status)) throw new Failure('insurance.notDraft')
  await tx.update(insuranceRuns).set({ status: 'discarded' }).where(eq(insuranceRuns.id, run.id))
  await tx
    .delete(insuranceRecords)
    .where(and(eq(insuranceRecords.runId, run.id), isNull(insuranceRecords.issuedAt)))
  await record(tx, actor, 'insuranceMonth.discarded', {
    entityId: run.id,
    details: { month: monthOf(run.month) },
  })
  return { id: run.id }
}

/** Shows HR one person's month, once it is written down who looks and what for. */
export async function revealRecord(
  tx: Tx,
  actor: Actor,
  { number, recordId, purpose, note }: RevealRecordInput,
): Promise<{ value: string }> {
  assertKeeper(actor)
  if (purpose === 'own') throw new Failure('identities.purposeMissing', {}, 'purpose')
  const owner = await findRecordOwner(tx, recordId)
  if (owner?.number !== number) notFound()
  await noteLook(tx, actor, owner, { what: 'contributions', purpose, note })
  const { lines, company, person } = await openRecord(tx, owner, recordId)
  const t = translator(actor.locale, 'insurance.said')
  const items = translator(actor.locale, 'schemes.item')
  const parts = lines.map(line =>
    t('line', {
      item: items(line.item),
      base: yuan(line.base),
      company: yuan(line.company),
      person: yuan(line.person),
    }),
  )
  return { value: t('all', { company: yuan(company), person: yuan(person), parts: parts.join(t('and')) }) }
}

export type Reckoned = { last: string | undefined; done: number; changed: number; statements: Statement[] }

/**
 * Reckons the next people of a run: opens their bases, works out what is due, and seals it as a version for whom it differs from what
 * was issued last. For the worker, a batch a transaction.
 */
export async function reckonBatch(
  tx: Tx,
  order: Order,
  rates: Map<string, Rate[]>,
  { after, now }: { after: string; now: Date },
): Promise<Reckoned> {
  const people = await listReady(tx, order.month, after, batchSize)
  const keys = await keysOf(
    tx,
    people.map(person => person.id),
  )
  const rows: (typeof insuranceRecords.$inferInsert)[] = []
  const statements: Statement[] = []
  for (const person of people) {
    const key = keys.get(person.id)
    const opened = key?.unseal(placeOfBases(person.enrolmentId), person.sealed)
    if (!key || opened === undefined) continue
    const statement = statementOf(rates.get(person.schemeId) ?? [], JSON.parse(opened) as Bases, order.month)
    statements.push(statement)
    const said = JSON.stringify(statement)
    const fingerprint = finderOf(
      'insurance_records',
      `${person.id} ${order.month} ${person.schemeId} ${said}`,
    )
    if (person.fingerprint?.equals(fingerprint)) continue
    const id = newId(now)
    rows.push({
      id,
      runId: order.id,
      month: order.month,
      employeeId: person.id,
      version: person.version + 1,
      city: person.city,
      residence: person.residence,
      sealed: key.seal(placeOfRecord(id), said),
      fingerprint,
      reason: person.version > 0 ? order.reason : '',
    })
  }
  if (rows.length > 0) await tx.insert(insuranceRecords).values(rows)
  return { last: people.at(-1)?.id, done: people.length, changed: rows.length, statements }
}

function assertKeeper(actor: Actor): void {
  if (!mayKeepInsurance(actor.role)) throw new Failure('input.refused')
}

async function hold(tx: Tx, actor: Actor, { runId }: RunInput): Promise<RunRow> {
  assertKeeper(actor)
  return (await lockRun(tx, runId)) ?? notFound()
}
