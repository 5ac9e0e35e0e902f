import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { contractPays } from '@/db/schema/pay'
import type { Actor } from '../actor'
import { type Contract, lockContract, lockSigner } from '../contracts/queries'
import { endOf, lastDayOf } from '../contracts/rules'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { noteLook } from '../identities/commands'
import { listLawLimits } from '../partners/queries'
import { findFloorOf } from '../positions/queries'
import { findMinimumWage } from '../schemes/queries'
import { record } from '../trail'
import { translator } from '../translators'
import { keyFor } from '../vault'
import type { AgreePayInput, RevealOwnPayInput, RevealPayInput } from './input'
import { findPayOwner, openPay, type PayOwner, placeOfPay } from './queries'
import {
  allowanceKinds,
  countedOf,
  leastInProbation,
  leastOfPost,
  mayChangePay,
  mayKeepPay,
  type Pay,
  probationFault,
  totalOf,
  yuan,
} from './rules'

/** Enters what a contract agrees on from a day, or puts right what was entered for that day. The trail holds that, never how much. */
export async function agreePay(tx: Tx, actor: Actor, input: AgreePayInput): Promise<{ number: string }> {
  if (!mayKeepPay(actor.role)) throw new Failure('input.refused')
  const contract = (await lockContract(tx, input.contractId)) ?? notFound()
  const startsOn = input.startsOn ?? contract.startsOn
  const end = endOf(contract)
  if (startsOn < contract.startsOn || (end !== null && startsOn >= end))
    throw new Failure('pay.outside', {}, 'startsOn')
  const pay = await lawfulPay(tx, contract, startsOn, input)
  await assertMinimum(tx, contract, startsOn, pay)
  const earlier = await tx
    .select({ version: contractPays.version })
    .from(contractPays)
    .where(and(eq(contractPays.contractId, contract.id), eq(contractPays.startsOn, startsOn)))
  if (!mayChangePay(contract, actor.today) && (await hasPay(tx, contract.id)))
    throw new Failure('pay.ended', { date: lastDayOf(end ?? startsOn) })
  const version = Math.max(0, ...earlier.map(row => row.version)) + 1
  if (version > 1 && !input.reason) throw new Failure('pay.reasonMissing', { date: startsOn }, 'reason')
  const reason = version > 1 ? (input.reason ?? '') : ''
  const id = newId(actor.now)
  const key = await keyFor(tx, contract.employeeId)
  await tx.insert(contractPays).values({
    id,
    contractId: contract.id,
    employeeId: contract.employeeId,
    startsOn,
    version,
    sealed: key.seal(placeOfPay(id), JSON.stringify(pay)),
    reason,
    enteredByName: actor.name,
    enteredAt: actor.now,
  })
  await record(tx, actor, version > 1 ? 'pay.corrected' : 'pay.agreed', {
    entityId: id,
    employeeId: contract.employeeId,
    details: {
      startsOn,
      pay: [version > 1 ? '******' : null, '******'],
      ...(pay.probationBasis && { probationOfPost: true }),
      ...(reason && { reason }),
    },
  })
  const owner = (await findPayOwner(tx, id)) ?? notFound()
  return { number: owner.number }
}

/** Shows HR what was agreed, once it is written down who looks and what for. */
export async function revealPay(tx: Tx, actor: Actor, input: RevealPayInput): Promise<{ value: string }> {
  if (!mayKeepPay(actor.role)) throw new Failure('input.refused')
  if (input.purpose === 'own') throw new Failure('identities.purposeMissing', {}, 'purpose')
  const owner = await findPayOwner(tx, input.payId)
  if (owner?.number !== input.number) notFound()
  return show(tx, actor, owner, input)
}

/** Shows somebody their own; this too is written down, because another may hold their phone. */
export async function revealOwnPay(
  tx: Tx,
  actor: Actor,
  { payId }: RevealOwnPayInput,
): Promise<{ value: string }> {
  if (actor.role !== 'employee' || !actor.employeeId) throw new Failure('input.refused')
  const owner = await findPayOwner(tx, payId)
  if (owner?.id !== actor.employeeId) notFound()
  return show(tx, actor, owner, { payId, purpose: 'own', note: '' })
}

async function show(
  tx: Tx,
  actor: Actor,
  owner: PayOwner,
  { payId, purpose, note }: Pick<RevealPayInput, 'payId' | 'purpose' | 'note'>,
): Promise<{ value: string }> {
  await noteLook(tx, actor, owner, { what: 'pay', purpose, note })
  return { value: said((await openPay(tx, payId)) ?? notFound(), actor) }
}

async function hasPay(tx: Tx, contractId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: contractPays.id })
    .from(contractPays)
    .where(eq(contractPays.contractId, contractId))
    .limit(1)
  return row !== undefined
}

function payOf(input: AgreePayInput): Pay {
  const allowances: Pay['allowances'] = {}
  for (const kind of allowanceKinds) if (input[kind]) allowances[kind] = input[kind]
  return { base: input.base, allowances, probation: input.probation ?? null }
}

/** What was said, with what pay in probation rests on where that is not what the contract agrees on. */
async function lawfulPay(tx: Tx, contract: Contract, startsOn: string, input: AgreePayInput): Promise<Pay> {
  const pay = payOf(input)
  if (pay.probation === null) return pay
  if (contract.probationEndsOn === null || startsOn >= contract.probationEndsOn)
    throw new Failure('pay.noProbation', {}, 'probation')
  const limits = await listLawLimits(tx, startsOn)
  const agreed = leastInProbation(pay, limits)
  if (!agreed || pay.probation >= agreed.fen) return pay
  const floor = await findFloorOf(tx, contract.position)
  const post = floor === undefined ? undefined : leastOfPost(floor, limits)
  const fault = probationFault(pay.probation, { agreed, post }, input.probationBasis)
  if (!fault) return { ...pay, probationBasis: 'post' }
  const values = {
    least: yuan(agreed.fen),
    percent: agreed.percent,
    total: yuan(totalOf(pay)),
    source: agreed.source,
    position: contract.position,
    ofPost: yuan(post?.fen ?? 0),
    floor: yuan(floor ?? 0),
    postPercent: post?.percent ?? 0,
    postSource: post?.source ?? '',
  }
  throw new Failure(`pay.${fault}`, values, fault === 'probationNeedsBasis' ? 'probationBasis' : 'probation')
}

/** The minimum wage of a month where the work is done, where HR has entered one; part-time work has one of the hour (Labour Contract Law art. 72). */
async function assertMinimum(
  tx: Tx,
  { place, employeeId }: Contract,
  startsOn: string,
  pay: Pay,
): Promise<void> {
  const signer = await lockSigner(tx, { id: employeeId })
  if (signer?.employmentForm === 'part_time') return
  const wage = await findMinimumWage(tx, place, startsOn)
  if (!wage) return
  const values = { city: wage.city, least: yuan(wage.monthly), source: wage.source }
  if (countedOf(pay) < wage.monthly) throw new Failure('pay.belowMinimum', values, 'base')
  if (pay.probation !== null && countedOf(pay, pay.probation) < wage.monthly)
    throw new Failure('pay.belowMinimum', values, 'probation')
}

/** Pay in one line, in the reader's language. */
function said(pay: Pay, { locale }: Pick<Actor, 'locale'>): string {
  const t = translator(locale, 'pay')
  const parts = [
    t('said.base', { amount: yuan(pay.base) }),
    ...allowanceKinds.flatMap(kind => {
      const fen = pay.allowances[kind]
      return fen ? [t('said.part', { name: t(`fields.${kind}`), amount: yuan(fen) })] : []
    }),
    ...(pay.probation === null
      ? []
      : [t(pay.probationBasis ? 'said.probationOfPost' : 'said.probation', { amount: yuan(pay.probation) })]),
  ]
  return t('said.all', { total: yuan(totalOf(pay)), parts: parts.join(t('said.and')) })
}
