import 'server-only'
import { eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contracts } from '@/db/schema/contracts'
import type { Actor } from '../actor'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { listLawLimits } from '../partners/queries'
import { findOpenRenewal } from '../renewals/queries'
import { changesBetween, record, type TrailDetails } from '../trail'
import type { CorrectInput, EndEarlyInput, RenewInput, SignInput } from './input'
import { type Contract, listContractsOf, lockContract, lockSigner, type Signer } from './queries'
import { type ContractKind, endOf, lastDayOf, mayKeepContracts, openEndedDue, probationFault } from './rules'

type Said = Pick<
  SignInput,
  'kind' | 'signedOn' | 'lastOn' | 'probationLastOn' | 'position' | 'place' | 'byWish'
> & {
  startsOn: string
}
type Terms = {
  kind: ContractKind
  signedOn: string
  startsOn: string
  endsOn: string | null
  probationEndsOn: string | null
  position: string
  place: string
  isFixedByWish: boolean
}

/** Enters a contract that both have signed. One that came later than a month after the first day is taken and marked: it happened. */
export async function signContract(tx: Tx, actor: Actor, input: SignInput): Promise<{ number: string }> {
  assertKeeper(actor)
  const signer = (await lockSigner(tx, { number: input.number })) ?? notFound()
  const terms = termsOf(input)
  await assertLawful(tx, actor, signer, terms, await listContractsOf(tx, signer.id))
  const id = newId(actor.now)
  await tx.insert(contracts).values({ id, employeeId: signer.id, ...terms, createdAt: actor.now })
  await record(tx, actor, 'contract.signed', {
    entityId: id,
    employeeId: signer.id,
    unitId: signer.homeUnitId,
    details: told(terms),
  })
  return { number: signer.number }
}

/** A new contract from the day on which the old one ends, signed already and past every approval; the old one stays as it is. */
export async function renewContract(tx: Tx, actor: Actor, input: RenewInput): Promise<{ number: string }> {
  const { contract, signer, all } = await hold(tx, actor, input)
  if (contract.endedEarlyOn !== null) throw new Failure('contracts.endedEarly')
  if (contract.endsOn === null) throw new Failure('contracts.neverEnds')
  assertNotRenewed(contract, all)
  const open = await findOpenRenewal(tx, signer.id)
  if (open)
    throw new Failure('contracts.renewalUnderWay', { number: open }, undefined, `/hq/requests/${open}`)
  const terms = termsOf({ ...input, startsOn: contract.endsOn })
  await assertLawful(tx, actor, signer, terms, all)
  const id = newId(actor.now)
  await tx
    .insert(contracts)
    .values({ id, employeeId: signer.id, ...terms, renewsId: contract.id, createdAt: actor.now })
  await record(tx, actor, 'contract.renewed', {
    entityId: id,
    employeeId: signer.id,
    unitId: signer.homeUnitId,
    details: { ...told(terms), renews: contract.id, reason: input.reason },
  })
  return { number: signer.number }
}

export async function endContractEarly(
  tx: Tx,
  actor: Actor,
  input: EndEarlyInput,
): Promise<{ number: string }> {
  const { contract, signer, all } = await hold(tx, actor, input)
  if (contract.endedEarlyOn !== null) throw new Failure('contracts.endedEarly')
  assertNotRenewed(contract, all)
  const { lastOn: endedEarlyOn, reason: endedEarlyReason } = input
  if (endedEarlyOn <= contract.startsOn || (contract.endsOn !== null && endedEarlyOn >= contract.endsOn)) {
    throw new Failure('contracts.endsOutside', {}, 'lastOn')
  }
  await change(tx, contract, { endedEarlyOn, endedEarlyReason })
  await record(tx, actor, 'contract.endedEarly', {
    entityId: contract.id,
    employeeId: signer.id,
    unitId: signer.homeUnitId,
    details: {
      lastOn: [contract.endsOn && lastDayOf(contract.endsOn), lastDayOf(endedEarlyOn)],
      reason: endedEarlyReason,
    },
  })
  return { number: signer.number }
}

/** What was entered wrongly, put right; the trail keeps what it said before and why. A contract that really changed is a new one. */
export async function correctContract(
  tx: Tx,
  actor: Actor,
  input: CorrectInput,
): Promise<{ number: string }> {
  const { contract, signer, all } = await hold(tx, actor, input)
  const terms = termsOf(input)
  const changes = changesBetween(told(contract), told(terms))
  if (Object.keys(changes).length === 0) return { number: signer.number }
  const end = contract.endedEarlyOn
  if (end !== null && (end <= terms.startsOn || (terms.endsOn !== null && end >= terms.endsOn))) {
    throw new Failure('contracts.endsOutside', {}, 'lastOn')
  }
  await assertLawful(
    tx,
    actor,
    signer,
    terms,
    all.filter(one => one.id !== contract.id),
  )
  const { probationEndsOn } = terms
  const { confirmedOn, probationExtendedFrom: extended } = contract
  await change(tx, contract, {
    ...terms,
    // what was decided about a probation moves with it, and goes when there was none
    confirmedOn: confirmedOn && probationEndsOn,
    probationExtendedFrom: extended && probationEndsOn && extended < probationEndsOn ? extended : null,
  })
  await record(tx, actor, 'contract.corrected', {
    entityId: contract.id,
    employeeId: signer.id,
    unitId: signer.homeUnitId,
    details: { ...changes, reason: input.reason },
  })
  return { number: signer.number }
}

function assertKeeper(actor: Actor): void {
  if (!mayKeepContracts(actor.role)) throw new Failure('input.refused')
}

/** The contract as the caller last saw it, its person and everything signed with them. */
async function hold(
  tx: Tx,
  actor: Actor,
  { contractId, revision }: { contractId: string; revision: number },
): Promise<{ contract: Contract; signer: Signer; all: Contract[] }> {
  assertKeeper(actor)
  const contract = (await lockContract(tx, contractId)) ?? notFound()
  if (contract.revision !== revision) throw new Outdated('contracts.changed', { revision: contract.revision })
  const signer = (await lockSigner(tx, { id: contract.employeeId })) ?? notFound()
  return { contract, signer, all: await listContractsOf(tx, signer.id) }
}

function assertNotRenewed(contract: Contract, all: Contract[]): void {
  if (all.some(one => one.renewsId === contract.id)) throw new Failure('contracts.renewedAlready')
}

async function change(
  tx: Tx,
  contract: Contract,
  values: Partial<typeof contracts.$inferInsert>,
): Promise<void> {
  await tx
    .update(contracts)
    .set({ ...values, revision: contract.revision + 1 })
    .where(eq(contracts.id, contract.id))
}

function termsOf(said: Said): Terms {
  const { kind, signedOn, startsOn, position, place, byWish } = said
  return {
    kind,
    signedOn,
    startsOn,
    endsOn: said.lastOn ?? null,
    probationEndsOn: said.probationLastOn ?? null,
    position,
    place,
    isFixedByWish: kind === 'fixed_term' && byWish === 'yes',
  }
}

/** Terms as people say them, for the trail. */
function told({ endsOn, probationEndsOn, ...terms }: Terms): TrailDetails {
  const { kind, signedOn, startsOn, position, place, isFixedByWish } = terms
  return {
    kind,
    signedOn,
    startsOn,
    lastOn: endsOn && lastDayOf(endsOn),
    probationLastOn: probationEndsOn && lastDayOf(probationEndsOn),
    position,
    place,
    isFixedByWish,
  }
}

/** What cannot be agreed is refused, with the article that says so. `others` are the person's other contracts. */
async function assertLawful(
  tx: Tx,
  actor: Actor,
  signer: Signer,
  terms: Terms,
  others: Contract[],
): Promise<void> {
  assertPlausible(actor, signer, terms)
  const overlapping = others.find(other => {
    const end = endOf(other)
    return (end === null || end > terms.startsOn) && (terms.endsOn === null || other.startsOn < terms.endsOn)
  })
  if (overlapping) throw new Failure('contracts.overlaps', { date: overlapping.startsOn }, 'startsOn')
  const limits = await listLawLimits(tx, terms.startsOn)
  // a break ends what counts in a row, but a probation was agreed once with the person
  const earlier = others.filter(other => other.startsOn < terms.startsOn && other.startsOn >= signer.hiredOn)
  const fault = probationFault(terms, { form: signer.employmentForm, earlier: others }, limits)
  if (fault) {
    const codes = {
      partTime: 'contracts.probationPartTime',
      none: 'contracts.probationNone',
      tooLong: 'contracts.probationTooLong',
      once: 'contracts.probationOnce',
    } as const
    throw new Failure(codes[fault.fault], { months: fault.months, source: fault.source }, 'probationLastOn')
  }
  if (terms.kind !== 'fixed_term' || terms.isFixedByWish) return
  const { hiredOn, employmentForm: form } = signer
  const due = openEndedDue(earlier, { hiredOn, startsOn: terms.startsOn, form }, limits)
  if (due) throw new Failure('contracts.openEndedDue', due, 'kind')
}

function assertPlausible(actor: Actor, signer: Signer, terms: Terms): void {
  if (terms.startsOn < signer.hiredOn) {
    throw new Failure('contracts.beforeHire', { date: signer.hiredOn }, 'startsOn')
  }
  if (signer.leftOn !== null && terms.startsOn >= signer.leftOn) throw new Failure('contracts.left')
  if (terms.signedOn > actor.today) throw new Failure('contracts.signedAhead', {}, 'signedOn')
  if (terms.kind === 'fixed_term' && terms.endsOn === null)
    throw new Failure('contracts.needsEnd', {}, 'lastOn')
  if (terms.kind === 'open_ended' && terms.endsOn !== null)
    throw new Failure('contracts.hasNoEnd', {}, 'lastOn')
  if (terms.endsOn !== null && terms.endsOn <= terms.startsOn) {
    throw new Failure('contracts.endsBeforeStart', {}, 'lastOn')
  }
  const { probationEndsOn } = terms
  if (probationEndsOn === null) return
  if (probationEndsOn <= terms.startsOn || (terms.endsOn !== null && probationEndsOn > terms.endsOn)) {
    throw new Failure('contracts.probationOutside', {}, 'probationLastOn')
  }
}
