import 'server-only'
import { and, eq, max } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { insuranceRates, insuranceSchemes, minimumWages } from '@/db/schema/insurance'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { listLawLimits } from '../partners/queries'
import { record } from '../trail'
import type { AddSchemeInput, SetMinimumWageInput, SetRateInput } from './input'
import { findScheme } from './queries'
import { fundFault, isNothing, mayKeepInsurance, monthOf } from './rules'

export async function addScheme(tx: Tx, actor: Actor, input: AddSchemeInput): Promise<{ id: string }> {
  assertKeeper(actor)
  const id = newId(actor.now)
  await tx.insert(insuranceSchemes).values({ id, ...input, createdAt: actor.now })
  await record(tx, actor, 'insuranceScheme.added', { entityId: id, details: { city: input.city } })
  return { id }
}

/** What an item costs from a month on. What was entered for earlier months, and what was issued, stays as it is. */
export async function setRate(tx: Tx, actor: Actor, input: SetRateInput): Promise<{ id: string }> {
  assertKeeper(actor)
  const { from: startsOn, reason, ...said } = input
  const scheme = (await findScheme(tx, input.schemeId)) ?? notFound()
  const floor = input.floor ?? null
  const ceiling = input.ceiling ?? null
  if (floor !== null && ceiling !== null && floor > ceiling)
    throw new Failure('schemes.limitsCrossed', {}, 'ceiling')
  if (input.item === 'fund') await assertFundLawful(tx, startsOn, said)
  const [latest] = await tx
    .select({ version: max(insuranceRates.version) })
    .from(insuranceRates)
    .where(
      and(
        eq(insuranceRates.schemeId, scheme.id),
        eq(insuranceRates.item, input.item),
        eq(insuranceRates.startsOn, startsOn),
      ),
    )
  const { version, why } = nextVersion(latest?.version ?? 0, reason, monthOf(startsOn))
  const id = newId(actor.now)
  await tx.insert(insuranceRates).values({
    id,
    ...said,
    companyFixed: input.companyFixed ?? 0,
    personFixed: input.personFixed ?? 0,
    floor,
    ceiling,
    startsOn,
    version,
    reason: why,
    enteredByName: actor.name,
    enteredAt: actor.now,
  })
  await record(tx, actor, version > 1 ? 'insuranceScheme.corrected' : 'insuranceScheme.rated', {
    entityId: scheme.id,
    details: { city: scheme.city, item: input.item, month: monthOf(startsOn), ...(why && { reason: why }) },
  })
  return { id: scheme.id }
}

export async function setMinimumWage(
  tx: Tx,
  actor: Actor,
  input: SetMinimumWageInput,
): Promise<{ id: string }> {
  assertKeeper(actor)
  const { reason, ...said } = input
  if (said.monthly === 0) throw new Failure('schemes.wageMissing', {}, 'monthly')
  const [latest] = await tx
    .select({ version: max(minimumWages.version) })
    .from(minimumWages)
    .where(and(eq(minimumWages.city, said.city), eq(minimumWages.startsOn, said.startsOn)))
  const { version, why } = nextVersion(latest?.version ?? 0, reason, said.startsOn)
  const id = newId(actor.now)
  await tx
    .insert(minimumWages)
    .values({ id, ...said, version, reason: why, enteredByName: actor.name, enteredAt: actor.now })
  await record(tx, actor, version > 1 ? 'minimumWage.corrected' : 'minimumWage.set', {
    entityId: id,
    details: { city: said.city, startsOn: said.startsOn, ...(why && { reason: why }) },
  })
  return { id }
}

function assertKeeper(actor: Actor): void {
  if (!mayKeepInsurance(actor.role)) throw new Failure('input.refused')
}

/** What is entered for the first time needs no reason; what is put right does. */
function nextVersion(
  latest: number,
  reason: string | undefined,
  date: string,
): { version: number; why: string } {
  if (latest === 0) return { version: 1, why: '' }
  if (!reason) throw new Failure('schemes.reasonMissing', { date }, 'reason')
  return { version: latest + 1, why: reason }
}

async function assertFundLawful(
  tx: Tx,
  month: string,
  rate: Pick<SetRateInput, 'companyRate' | 'personRate' | 'companyFixed' | 'personFixed'>,
): Promise<void> {
  const { companyFixed = 0, personFixed = 0 } = rate
  if (isNothing({ ...rate, companyFixed, personFixed })) return
  const fault = fundFault(rate, await listLawLimits(tx, month))
  if (!fault) return
  const code = fault.fault === 'low' ? 'schemes.fundTooLow' : 'schemes.fundTooHigh'
  throw new Failure(code, { percent: fault.percent, source: fault.source }, fault.field)
}
