import 'server-only'
import { eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { confirmations } from '@/db/schema/careers'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { notify } from '../notify'
import { listLawLimits } from '../partners/queries'
import { findPlacement, getPerson, type Person } from '../plans/queries'
import { record } from '../trail'
import { beginRequest, createRequest, resubmit, type Subject } from '../workflow/commands'
import { lockRequest, type Request } from '../workflow/queries'
import { mayRevise } from '../workflow/rules'
import type { requestConfirmationInput, reviseConfirmationInput, SaidConfirmation } from './input'
import { findOpenConfirmation, findProbation, getConfirmation, type ProbationRow } from './queries'
import { effectiveDay, mayAssess, type Outcome, outcomeFault } from './rules'

/** Asks that somebody's probation ends, early or in time, goes on longer, or that they are not kept. */
export async function requestConfirmation(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof requestConfirmationInput>,
): Promise<{ number: string }> {
  if (!mayAssess(actor)) throw new Failure('input.refused')
  const person = await getPerson(tx, input.employee)
  if (person.userId === actor.userId) throw new Failure('confirmations.own')
  const { contract, effectiveOn } = await decideOn(tx, actor, person, input)
  const open = await findOpenConfirmation(tx, person.id)
  if (open) throw new Failure('confirmations.openAlready', { number: open })
  const placement = await findPlacement(tx, person.id, actor.today)
  const request = await createRequest(tx, actor, {
    subject: 'confirmation',
    prefix: 'ZZ',
    employeeId: person.id,
    employeeUserId: person.userId,
    homeUnitId: person.homeUnitId,
    sourceUnitId: placement?.unitKind === 'store' ? placement.unitId : null,
    receivingUnitId: null,
    ...summarise(person, input.outcome, effectiveOn),
  })
  await tx.insert(confirmations).values({
    requestId: request.id,
    employeeId: person.id,
    contractId: contract.id,
    outcome: input.outcome,
    probationEndsOn: contract.probationEndsOn,
    effectiveOn,
    assessment: input.assessment,
  })
  await beginRequest(tx, actor, request, confirmationSubject, { reason: input.assessment })
  await record(tx, actor, 'confirmation.requested', about(request, input.outcome, effectiveOn))
  return { number: request.number }
}

export async function reviseConfirmation(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof reviseConfirmationInput>,
): Promise<{ number: string }> {
  const request = await lockRequest(tx, input.number)
  if (request.subject !== 'confirmation') notFound()
  if (!mayRevise(request, actor.userId)) throw new Failure('workflow.notReturned')
  const person = await getPerson(tx, request.summary.employeeNumber ?? '')
  const { contract, effectiveOn } = await decideOn(tx, actor, person, input)
  await tx
    .update(confirmations)
    .set({
      contractId: contract.id,
      outcome: input.outcome,
      probationEndsOn: contract.probationEndsOn,
      effectiveOn,
      assessment: input.assessment,
    })
    .where(eq(confirmations.requestId, request.id))
  const described = { ...summarise(person, input.outcome, effectiveOn), receivingUnitId: null }
  await resubmit(tx, actor, request, described, confirmationSubject, input.assessment)
  await record(tx, actor, 'confirmation.revised', about(request, input.outcome, effectiveOn))
  return { number: request.number }
}

/** What the workflow engine does to confirmations. */
export const confirmationSubject: Subject = {
  async beforeApproval() {},

  async onApproved(tx, actor, request) {
    const { outcome, effectiveOn } = await getConfirmation(tx, request.id)
    await tx.execute(sql`select app.apply_confirmation(${request.id})`)
    const leads = await tx.execute<{ user_id: string }>(sql`
      select user_id from app.unit_leads(${request.homeUnitId}, 'head')
      union select user_id from app.unit_leads(${request.sourceUnitId}, 'manager') where ${request.sourceUnitId}::uuid is not null`)
    const values = { employee: request.summary.employee ?? '', date: effectiveOn }
    const path = `requests/${request.number}`
    const told = [request.applicantUserId, ...leads.rows.map(row => row.user_id)]
    if (outcome !== 'decline') {
      const kind = outcome === 'confirm' ? 'careerConfirmed' : 'careerProlonged'
      await notify(tx, actor, [request.employeeUserId, ...told], kind, values, path)
    } else {
      const hr = await tx.execute<{ id: string }>(
        sql`select user_id as id from app.approvers('hr', null, null, '{}'::uuid[], ${actor.today})`,
      )
      const readers = [request.employeeUserId, ...told, ...hr.rows.map(row => row.id)]
      await notify(tx, actor, readers, 'careerDeclined', values, path)
    }
    await record(tx, actor, 'confirmation.approved', about(request, outcome, effectiveOn))
  },

  async onStopped(tx, _actor, request) {
    await tx.update(confirmations).set({ state: 'closed' }).where(eq(confirmations.requestId, request.id))
  },
}

/** The contract that is meant and the first day after probation that was said, or why the law or the calendar has something against it. */
async function decideOn(
  tx: Tx,
  actor: Actor,
  person: Person,
  said: SaidConfirmation,
): Promise<{ contract: ProbationRow & { probationEndsOn: string }; effectiveOn: string }> {
  const contract = await findProbation(tx, person.id, actor.today)
  if (!contract?.probationEndsOn) throw new Failure('confirmations.over', { name: person.name })
  const wanted = said.outcome === 'prolong' ? said.lastOn : said.confirmedOn
  const effectiveOn = effectiveDay(said.outcome, wanted, contract.probationEndsOn)
  const limits = await listLawLimits(tx, contract.startsOn)
  const fault = outcomeFault({ outcome: said.outcome, effectiveOn }, contract, actor.today, limits)
  if (fault) {
    const { fault: name, ...values } = fault
    const field = said.outcome === 'prolong' ? 'lastOn' : 'confirmedOn'
    throw new Failure(`confirmations.${name}`, { ...values, name: person.name }, field)
  }
  return {
    contract: { ...contract, probationEndsOn: contract.probationEndsOn },
    effectiveOn: effectiveOn ?? contract.probationEndsOn,
  }
}

function summarise(person: Person, kind: Outcome, effectiveOn: string): Pick<Request, 'facts' | 'summary'> {
  return {
    facts: { kind },
    summary: { employee: person.name, employeeNumber: person.number, kind, effectiveOn },
  }
}

function about(request: Request, outcome: Outcome, effectiveOn: string) {
  return {
    entityId: request.id,
    employeeId: request.employeeId,
    requestId: request.id,
    details: { number: request.number, kind: outcome, effectiveOn, ...namesOf(request) },
  }
}

const namesOf = ({ summary }: Request) => ({
  employee: summary.employee ?? '',
  employeeNumber: summary.employeeNumber ?? '',
})
