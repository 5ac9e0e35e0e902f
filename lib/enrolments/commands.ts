import 'server-only'
import { and, desc, eq, lte } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { insuranceEnrolments } from '@/db/schema/insurance'
import { contractPays } from '@/db/schema/pay'
import type { Actor } from '../actor'
import { addDays, addMonths } from '../clock'
import { lockSigner, type Signer } from '../contracts/queries'
import { Failure, notFound, Outdated } from '../failure'
import { newId } from '../id'
import { noteLook } from '../identities/commands'
import { openPay } from '../pay/queries'
import { totalOf, yuan } from '../pay/rules'
import { findScheme } from '../schemes/queries'
import { firstOf, mayKeepInsurance, monthAfter, monthOf } from '../schemes/rules'
import { record, type TrailDetails } from '../trail'
import { translator } from '../translators'
import { keyFor } from '../vault'
import type {
  ChangeEnrolmentInput,
  EndEnrolmentInput,
  EnrolInput,
  RevealEnrolmentInput,
  RevealOwnEnrolmentInput,
} from './input'
import {
  type Enrolment,
  type EnrolmentOwner,
  findEnrolmentOwner,
  lockEnrolment,
  openBases,
  placeOfBases,
} from './queries'
import type { Bases } from './rules'

type Said = Omit<EnrolInput, 'number'>

/** Puts somebody into a scheme from a month on. */
export async function enrol(tx: Tx, actor: Actor, input: EnrolInput): Promise<{ number: string }> {
  assertKeeper(actor)
  const person = (await lockSigner(tx, { number: input.number })) ?? notFound()
  const id = await open(tx, actor, person, input)
  await record(tx, actor, 'enrolment.opened', {
    entityId: id,
    employeeId: person.id,
    details: await told(tx, input, false),
  })
  return { number: person.number }
}

/** Another scheme, base or account from a month on: the old row ends there, and where that is its own first month it was wrong. */
export async function changeEnrolment(
  tx: Tx,
  actor: Actor,
  input: ChangeEnrolmentInput,
): Promise<{ number: string }> {
  const { enrolment, person } = await hold(tx, actor, input)
  if (input.from < enrolment.startsOn)
    throw new Failure('enrolments.beforeOld', { month: monthOf(enrolment.startsOn) }, 'from')
  const { endsOn, leavingRequestId } = enrolment
  // one that ends because its person leaves is changed until then
  if (endsOn !== null && (leavingRequestId === null || input.from >= endsOn))
    throw new Failure('enrolments.ended')
  await end(tx, enrolment, input.from)
  const id = await open(tx, actor, person, input, leavingRequestId)
  await record(tx, actor, 'enrolment.changed', {
    entityId: id,
    employeeId: person.id,
    details: await told(tx, input, true),
  })
  return { number: person.number }
}

/** The last month that is paid for. */
export async function endEnrolment(
  tx: Tx,
  actor: Actor,
  input: EndEnrolmentInput,
): Promise<{ number: string }> {
  const { enrolment, person } = await hold(tx, actor, input)
  const endsOn = addMonths(input.lastMonth, 1)
  if (endsOn <= enrolment.startsOn)
    throw new Failure('enrolments.endsBefore', { month: monthOf(enrolment.startsOn) }, 'lastMonth')
  if (enrolment.endsOn !== null && endsOn > enrolment.endsOn) throw new Failure('enrolments.ended')
  await end(tx, enrolment, endsOn)
  await record(tx, actor, 'enrolment.ended', {
    entityId: enrolment.id,
    employeeId: person.id,
    details: { month: monthOf(input.lastMonth) },
  })
  return { number: person.number }
}

/** Shows HR the bases, once it is written down who looks and what for. */
export async function revealEnrolment(
  tx: Tx,
  actor: Actor,
  input: RevealEnrolmentInput,
): Promise<{ value: string }> {
  assertKeeper(actor)
  if (input.purpose === 'own') throw new Failure('identities.purposeMissing', {}, 'purpose')
  const owner = await findEnrolmentOwner(tx, input.enrolmentId)
  if (owner?.number !== input.number) notFound()
  return show(tx, actor, owner, input)
}

export async function revealOwnEnrolment(
  tx: Tx,
  actor: Actor,
  { enrolmentId }: RevealOwnEnrolmentInput,
): Promise<{ value: string }> {
  if (actor.role !== 'employee' || !actor.employeeId) throw new Failure('input.refused')
  const owner = await findEnrolmentOwner(tx, enrolmentId)
  if (owner?.id !== actor.employeeId) notFound()
  return show(tx, actor, owner, { enrolmentId, purpose: 'own', note: '' })
}

async function show(
  tx: Tx,
  actor: Actor,
  owner: EnrolmentOwner,
  { enrolmentId, purpose, note }: Pick<RevealEnrolmentInput, 'enrolmentId' | 'purpose' | 'note'>,
): Promise<{ value: string }> {
  await noteLook(tx, actor, owner, { what: 'contributions', purpose, note })
  const bases = (await openBases(tx, enrolmentId)) ?? notFound()
  const t = translator(actor.locale, 'enrolments.said')
  const parts = [
    t('insurance', { amount: yuan(bases.insurance) }),
    bases.fund === null ? t('noFund') : t('fund', { amount: yuan(bases.fund) }),
    ...(bases.fundAccount ? [t('account', { account: bases.fundAccount })] : []),
  ]
  return { value: parts.join(t('and')) }
}

function assertKeeper(actor: Actor): void {
  if (!mayKeepInsurance(actor.role)) throw new Failure('input.refused')
}

async function hold(
  tx: Tx,
  actor: Actor,
  { enrolmentId, revision }: { enrolmentId: string; revision: number },
): Promise<{ enrolment: Enrolment; person: Signer }> {
  assertKeeper(actor)
  const enrolment = (await lockEnrolment(tx, enrolmentId)) ?? notFound()
  if (enrolment.revision !== revision)
    throw new Outdated('enrolments.changed', { revision: enrolment.revision })
  const person = (await lockSigner(tx, { id: enrolment.employeeId })) ?? notFound()
  return { enrolment, person }
}

async function end(tx: Tx, { id, revision }: Enrolment, endsOn: string): Promise<void> {
  await tx
    .update(insuranceEnrolments)
    .set({ endsOn, revision: revision + 1 })
    .where(eq(insuranceEnrolments.id, id))
}

/** Of somebody who leaves, until the end of their last month. */
async function open(
  tx: Tx,
  actor: Actor,
  person: Signer,
  said: Said,
  leavingRequestId: string | null = null,
): Promise<string> {
  if (said.from < firstOf(person.hiredOn))
    throw new Failure('enrolments.beforeHire', { month: monthOf(person.hiredOn) }, 'from')
  if (person.leftOn !== null && said.from >= person.leftOn) throw new Failure('enrolments.left', {}, 'from')
  if (!(await findScheme(tx, said.schemeId))) notFound()
  const bases = await basesOf(tx, person, said)
  const key = await keyFor(tx, person.id)
  const id = newId(actor.now)
  await tx.insert(insuranceEnrolments).values({
    id,
    employeeId: person.id,
    schemeId: said.schemeId,
    startsOn: said.from,
    endsOn: person.leftOn && monthAfter(addDays(person.leftOn, -1)),
    leavingRequestId,
    sealed: key.seal(placeOfBases(id), JSON.stringify(bases)),
    enteredByName: actor.name,
    enteredAt: actor.now,
  })
  return id
}

/** What was typed, and the agreed pay of that month where nothing was. */
async function basesOf(tx: Tx, person: Signer, said: Said): Promise<Bases> {
  const wantsFund = said.hasFund === 'yes' || said.fundBase !== undefined
  const needsPay = said.insuranceBase === undefined || (wantsFund && said.fundBase === undefined)
  const pay = needsPay ? await agreedPay(tx, person.id, said.from) : undefined
  const insurance = said.insuranceBase ?? pay
  if (insurance === undefined) throw new Failure('enrolments.baseMissing', {}, 'insuranceBase')
  const fund = wantsFund ? (said.fundBase ?? pay ?? insurance) : null
  return { insurance, fund, fundAccount: said.fundAccount }
}

/** The pay that is in force at the end of a month: who begins on the tenth is insured for it. */
async function agreedPay(tx: Tx, employeeId: string, month: string): Promise<number | undefined> {
  const lastDay = addDays(addMonths(month, 1), -1)
  const [row] = await tx
    .select({ id: contractPays.id })
    .from(contractPays)
    .where(and(eq(contractPays.employeeId, employeeId), lte(contractPays.startsOn, lastDay)))
    .orderBy(desc(contractPays.startsOn), desc(contractPays.version))
    .limit(1)
  const pay = row && (await openPay(tx, row.id))
  return pay && totalOf(pay)
}

/** For the trail: since when and where, never how much. */
async function told(tx: Tx, said: Said, wasThere: boolean): Promise<TrailDetails> {
  const scheme = await findScheme(tx, said.schemeId)
  return {
    city: scheme?.city ?? '',
    month: monthOf(said.from),
    insuranceBase: [wasThere ? '******' : null, '******'],
  }
}
