import 'server-only'
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tx } from '@/db/client'
import { leavingItems as itemTable, leavingInterviews, leavingReasons, leavings } from '@/db/schema/careers'
import { employees } from '@/db/schema/people'
import { titleOf } from '../account/rules'
import type { Actor, Role } from '../actor'
import { dayIn, instantOf, zone } from '../clock'
import { lastDayOf } from '../contracts/rules'
import { Failure, notFound, Outdated } from '../failure'
import { endByLeaving, reopen } from '../learning/commands'
import { notify } from '../notify'
import { listLawLimits } from '../partners/queries'
import { findObstacle, findPlacement, getPerson, type Person } from '../plans/queries'
import { settleRosters } from '../rosters/commands'
import { monthOf } from '../schemes/rules'
import { moveTasksOf } from '../tasks/commands'
import { record } from '../trail'
import { sealFor } from '../vault'
import { beginRequest, cancelApproved, createRequest, resubmit, type Subject } from '../workflow/commands'
import { lockRequest, type Request } from '../workflow/queries'
import { mayRevise } from '../workflow/rules'
import type {
  cancelLeavingInput,
  interviewInput,
  leavingItemInput,
  requestLeavingInput,
  resignInput,
  reviseLeavingInput,
  SaidLeaving,
} from './input'
import { findEmployed, findOpenLeaving, getLeaving, interviewPlace } from './queries'
import {
  dayFault,
  earliestLastDay,
  leavingItems,
  mayCancel,
  mayReadInterview,
  mayStart,
  mayTick,
  type NoticeRule,
  noticeOf,
} from './rules'

/** HR or the head says that somebody leaves. */
export async function requestLeaving(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof requestLeavingInput>,
): Promise<{ number: string }> {
  if (!mayStart(actor) || actor.role === 'employee') throw new Failure('input.refused')
  const person = await getPerson(tx, input.employee)
  if (person.userId === actor.userId) throw new Failure('leavings.own')
  return begin(tx, actor, person, input)
}

/** Somebody says that they leave. */
export async function resign(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof resignInput>,
): Promise<{ number: string }> {
  if (actor.role !== 'employee' || !actor.employeeId) throw new Failure('input.refused')
  const [own] = await tx
    .select({ number: employees.number })
    .from(employees)
    .where(eq(employees.id, actor.employeeId))
  return begin(tx, actor, await getPerson(tx, own?.number ?? ''), input)
}

async function begin(tx: Tx, actor: Actor, person: Person, said: SaidLeaving): Promise<{ number: string }> {
  const terms = await termsOf(tx, actor, person, said, actor.today)
  const open = await findOpenLeaving(tx, person.id)
  if (open) throw new Failure('leavings.openAlready', { number: open })
  const request = await createRequest(tx, actor, {
    subject: 'leaving',
    prefix: 'LZ',
    employeeId: person.id,
    employeeUserId: person.userId,
    homeUnitId: person.homeUnitId,
    // a store would be a party, and read why
    sourceUnitId: null,
    receivingUnitId: null,
    ...summarise(person, terms.leftOn),
  })
  await tx.insert(leavings).values({ requestId: request.id, employeeId: person.id, ...terms })
  await beginRequest(tx, actor, request, leavingSubject)
  await record(tx, actor, 'leaving.requested', about(request))
  return { number: request.number }
}

export async function reviseLeaving(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof reviseLeavingInput>,
): Promise<{ number: string }> {
  const request = await lockRequest(tx, input.number)
  if (request.subject !== 'leaving') notFound()
  if (!mayRevise(request, actor.userId)) throw new Failure('workflow.notReturned')
  const person = await getPerson(tx, request.summary.employeeNumber ?? '')
  const { noticeOn } = await getLeaving(tx, request.id)
  const terms = await termsOf(tx, actor, person, input, noticeOn)
  await tx.update(leavings).set(terms).where(eq(leavings.requestId, request.id))
  const described = { ...summarise(person, terms.leftOn), receivingUnitId: null }
  await resubmit(tx, actor, request, described, leavingSubject)
  await record(tx, actor, 'leaving.revised', { ...about(request), details: { ...described.summary } })
  return { number: request.number }
}

/** HR takes an approved leaving back before its day: everything is again as it was. */
export async function cancelLeaving(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof cancelLeavingInput>,
): Promise<void> {
  const request = await lockRequest(tx, input.number)
  const leaving = await getLeaving(tx, request.id)
  if (!mayCancel({ ...leaving, status: request.status }, actor)) throw new Failure('leavings.notCancellable')
  await cancelApproved(tx, actor, request, input.reason)
  await recordAccess(tx, actor, request, 'back')
  await tx.execute(sql`select app.unapply_leaving(${request.id}, ${actor.today})`)
  await reopenLapsed(tx, actor, request)
  const learning = await reopen(tx, request)
  await tellStore(tx, actor, request, leaving.leftOn, 'leavingCalledOff')
  const shifts = await settleRosters(tx, actor, request)
  await record(tx, actor, 'leaving.cancelled', {
    ...about(request),
    details: { number: request.number, reason: input.reason, ...shifts, ...learning },
  })
}

export async function tickLeavingItem(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof leavingItemInput>,
): Promise<void> {
  const isDone = input.done === 'yes'
  const [item] = await tx
    .select({
      side: itemTable.side,
      item: itemTable.item,
      requestId: itemTable.requestId,
      employeeId: itemTable.employeeId,
      userId: employees.userId,
    })
    .from(itemTable)
    .innerJoin(employees, eq(employees.id, itemTable.employeeId))
    .where(eq(itemTable.id, input.itemId))
  if (!item) notFound()
  if (!mayTick(item, actor, item.userId)) throw new Failure('transfers.handOverNotYours')
  const changed = await tx
    .update(itemTable)
    .set(
      isDone
        ? { doneAt: actor.now, doneBy: actor.userId, doneByName: actor.name }
        : { doneAt: null, doneBy: null, doneByName: null },
    )
    .where(
      and(
        eq(itemTable.id, input.itemId),
        isDone ? isNull(itemTable.doneAt) : sql`${itemTable.doneAt} is not null`,
      ),
    )
    .returning({ id: itemTable.id })
  if (changed.length !== 1) throw new Failure('transfers.handOverChanged')
  await record(tx, actor, isDone ? 'handOver.done' : 'handOver.reopened', {
    entityId: item.requestId,
    employeeId: item.employeeId,
    requestId: item.requestId,
    details: { item: item.item },
  })
}

/** HR writes down what was said before somebody left, or puts it right. The trail knows that it was written, and nothing of it. */
export async function recordInterview(
  tx: Tx,
  actor: Actor,
  input: z.output<typeof interviewInput>,
): Promise<{ number: string }> {
  const request = await lockRequest(tx, input.number)
  if (request.subject !== 'leaving' || !mayReadInterview(actor, request.employeeId))
    throw new Failure('input.refused')
  if (input.heldOn > actor.today) throw new Failure('leavings.heldAhead', {}, 'heldOn')
  const note = await sealFor(tx, request.employeeId, interviewPlace(request.id), input.note)
  const values = {
    heldOn: input.heldOn,
    note,
    authorUserId: actor.userId,
    authorName: actor.name,
    changedAt: actor.now,
  }
  const { rowCount } = input.revision
    ? await tx
        .update(leavingInterviews)
        .set({ ...values, revision: input.revision + 1 })
        .where(
          and(eq(leavingInterviews.requestId, request.id), eq(leavingInterviews.revision, input.revision)),
        )
    : await tx
        .insert(leavingInterviews)
        .values({ ...values, requestId: request.id, employeeId: request.employeeId })
        .onConflictDoNothing()
  if (!rowCount) {
    const [now] = await tx
      .select({ revision: leavingInterviews.revision })
      .from(leavingInterviews)
      .where(eq(leavingInterviews.requestId, request.id))
    throw new Outdated('leavings.interviewChanged', now)
  }
  await record(tx, actor, 'leaving.interviewed', {
    ...about(request),
    details: { number: request.number, heldOn: input.heldOn },
  })
  return { number: request.number }
}

/** What the workflow engine does to leavings. */
export const leavingSubject: Subject = {
  async beforeApproval() {},

  async onApproved(tx, actor, request) {
    const { leftOn, accessEndsAt } = await getLeaving(tx, request.id)
    const items = leavingItems(leftOn, await listLawLimits(tx, leftOn))
    await tx.execute(sql`select app.apply_leaving(${request.id}, ${JSON.stringify(items)}::jsonb)`)
    await endEnrolments(tx, actor, request)
    const learning = await endByLeaving(tx, request)
    await recordAccess(tx, actor, request, 'ended')
    await lapseOpen(tx, actor, request, leftOn)
    if (request.employeeUserId) {
      await moveTasksOf(tx, request.employeeUserId)
      const ends = accessEndsAt ?? new Date(instantOf(zone, leftOn, '00:00'))
      await tx.execute(sql`select app.enqueue('end_access', '{}', ${ends.toISOString()})`)
    }
    const values = { employee: request.summary.employee ?? '', date: lastDayOf(leftOn) }
    const heads = await tx.execute<{ user_id: string }>(
      sql`select user_id from app.unit_leads(${request.homeUnitId}, 'head')`,
    )
    const readers = [request.applicantUserId, request.employeeUserId, ...heads.rows.map(row => row.user_id)]
    await notify(tx, actor, readers, 'careerLeaves', values, `requests/${request.number}`)
    await tellStore(tx, actor, request, leftOn, 'leavingFromStore')
    const shifts = await settleRosters(tx, actor, request)
    const { details, ...whose } = about(request)
    await record(tx, actor, 'leaving.approved', { ...whose, details: { ...details, ...shifts, ...learning } })
  },

  async onStopped(tx, _actor, request) {
    await tx.update(leavings).set({ state: 'closed' }).where(eq(leavings.requestId, request.id))
  },
}

/** Insurance and housing fund end with the month; each that did has its row in the trail. */
async function endEnrolments(tx: Tx, actor: Actor, request: Request): Promise<void> {
  const { rows } = await tx.execute<{ id: string; endsOn: string }>(
    sql`select id, ends_on::text as "endsOn" from app.end_enrolments(${request.id})`,
  )
  for (const { id, endsOn } of rows) {
    await record(tx, actor, 'enrolment.ended', {
      entityId: id,
      employeeId: request.employeeId,
      requestId: request.id,
      details: { month: monthOf(lastDayOf(endsOn)) },
    })
  }
}

/** The account and its roles end with the leaving, and come back with it: the history of the account says so, and by which request. */
async function recordAccess(tx: Tx, actor: Actor, request: Request, what: 'ended' | 'back'): Promise<void> {
  const { rows } = await tx.execute<EndedAccess>(sql`
    select user_id as "userId", login, role, unit_id as "unitId", unit, unit_kind as "unitKind", starts_on::text as "startsOn", ends_before::text as "endsBefore",
      ends_on::text as "endsOn" from app.ended_with(${request.id})`)
  const [account] = rows
  if (!account) return
  const { number, employeeId, id: requestId } = request
  const entry = { entityId: account.userId, employeeId, requestId }
  const { leftOn, accessEndsAt } = await getLeaving(tx, request.id)
  const endsOn = accessEndsAt ? dayIn(zone, accessEndsAt) : leftOn
  await record(tx, actor, what === 'ended' ? 'account.disabled' : 'account.enabled', {
    ...entry,
    details: { login: account.login, number, ...(what === 'ended' && { effectiveOn: endsOn }) },
  })
  for (const { role, unitId, unit, unitKind, startsOn, endsBefore, endsOn } of rows) {
    if (role === null || unitId === null) continue
    await record(tx, actor, what === 'ended' ? 'role.ended' : 'role.granted', {
      ...entry,
      unitId,
      details: {
        role: titleOf(role, unitKind),
        unit,
        number,
        ...(what === 'ended' ? { endsOn: [endsBefore, endsOn] } : { startsOn, endsOn: endsBefore }),
      },
    })
  }
}

type EndedAccess = {
  userId: string
  login: string
  role: Role | null
  unitId: string | null
  unit: string | null
  unitKind: string | null
  startsOn: string | null
  endsBefore: string | null
  endsOn: string | null
}

/** What can no longer be decided closes with the leaving; whoever asked for it, was asked, or has decided hears of it. */
async function lapseOpen(tx: Tx, actor: Actor, request: Request, leftOn: string): Promise<void> {
  const { rows } = await tx.execute<Lapsed & { readers: string[] }>(
    sql`select id, number, kind, readers from app.lapse_open(${request.id})`,
  )
  for (const one of rows) {
    const values = { subject: subjectOf(request, one), date: lastDayOf(leftOn) }
    await notify(tx, actor, one.readers, 'requestLapsed', values, `requests/${one.number}`)
    await record(tx, actor, 'request.lapsed', aboutLapsed(request, one))
  }
}

/** What had closed with it is to be looked at and handed in again by whoever asked for it. */
async function reopenLapsed(tx: Tx, actor: Actor, request: Request): Promise<void> {
  const { rows } = await tx.execute<Lapsed & { applicantUserId: string }>(
    sql`select id, number, kind, applicant_user_id as "applicantUserId" from app.reopen_lapsed(${request.id})`,
  )
  for (const one of rows) {
    const values = { subject: subjectOf(request, one) }
    await notify(tx, actor, [one.applicantUserId], 'requestReopened', values, `requests/${one.number}`)
    await record(tx, actor, 'request.reopened', aboutLapsed(request, one))
  }
}

type Lapsed = { id: string; number: string; kind: string }

const subjectOf = ({ summary }: Request, { number }: Lapsed): string =>
  `${number} ${summary.employee ?? ''}`.trim()

function aboutLapsed(leaving: Request, { id, number, kind }: Lapsed) {
  const { employee = '', employeeNumber = '' } = leaving.summary
  return {
    entityId: id,
    employeeId: leaving.employeeId,
    requestId: id,
    details: { number, kind, employee, employeeNumber },
  }
}

/** Whoever leads the person in a store hears that they leave and when; not why. */
async function tellStore(
  tx: Tx,
  actor: Actor,
  request: Request,
  leftOn: string,
  kind: 'leavingFromStore' | 'leavingCalledOff',
): Promise<void> {
  const managers = await tx.execute<{ user_id: string }>(
    sql`select user_id from app.managers_of(${request.employeeId}, ${actor.today})`,
  )
  const { employee = '', employeeNumber = '' } = request.summary
  const values = { employee, date: lastDayOf(leftOn) }
  const readers = managers.rows.map(row => row.user_id)
  await notify(tx, actor, readers, kind, values, `people/${employeeNumber}`)
}

type Terms = Omit<typeof leavings.$inferInsert, 'requestId' | 'employeeId'>

/** @param noticeOn the day on which it was said first: what was sent back and changed keeps it */
async function termsOf(
  tx: Tx,
  actor: Actor,
  person: Person,
  said: SaidLeaving,
  noticeOn: string,
): Promise<Terms> {
  const { note = '', lastOn: leftOn, backDatedReason: lateReason = '' } = said
  const lastOn = lastDayOf(leftOn)
  const [{ hiredOn = lastOn } = {}] = await tx
    .select({ hiredOn: employees.hiredOn })
    .from(employees)
    .where(eq(employees.id, person.id))
  const fault = dayFault(lastOn, { hiredOn, today: actor.today, isHr: actor.role === 'hr', lateReason })
  if (fault) {
    const field = fault === 'backDatedReasonMissing' ? 'backDatedReason' : 'lastOn'
    throw new Failure(`leavings.${fault}`, { date: hiredOn }, field)
  }
  const [reason] = await tx
    .select({ id: leavingReasons.id, class: leavingReasons.class, notice: leavingReasons.notice })
    .from(leavingReasons)
    .where(and(eq(leavingReasons.code, said.reason), isNull(leavingReasons.retiredOn)))
  if (!reason) throw new Failure('leavings.reasonUnknown', {}, 'reason')
  if (actor.role === 'employee' && reason.class !== 'voluntary')
    throw new Failure('leavings.reasonNotYours', {}, 'reason')
  const placement = await findPlacement(tx, person.id, actor.today)
  if (placement) await assertNothingPlanned(tx, person, actor.today)
  const isLate = lastOn < actor.today
  const days = { noticeOn, leftOn }
  return {
    ...days,
    reasonId: reason.id,
    note,
    shortReason: isLate
      ? ''
      : await shortReasonOf(tx, actor, person, { ...days, ...said, rule: reason.notice }),
    backDatedReason: isLate ? lateReason : '',
    accessEndsAt: said.endsAt ? new Date(instantOf(zone, lastOn, said.endsAt)) : null,
  }
}

/** Why the notice is shorter than the law has it; nothing where it is in time. */
async function shortReasonOf(
  tx: Tx,
  actor: Actor,
  person: Person,
  said: { noticeOn: string; leftOn: string; rule: NoticeRule; shortReason?: string | undefined },
): Promise<string> {
  const employed = await findEmployed(tx, person.id, said.noticeOn)
  const notice = noticeOf(said.rule, { ...said, ...employed }, await listLawLimits(tx, actor.today))
  if (!notice || notice.short === 0) return ''
  if (said.shortReason) return said.shortReason
  const { days, source } = notice
  const values = { days, source, date: earliestLastDay(said.noticeOn, days) }
  throw new Failure('leavings.shortReasonMissing', values, 'shortReason')
}

/** A transfer that is under way is decided first: what becomes of it nobody would know. */
async function assertNothingPlanned(tx: Tx, person: Person, today: string): Promise<void> {
  const number = await findObstacle(tx, person.id, today, null, null)
  if (number) throw new Failure('people.openTransfer', { number })
}

function summarise(person: Person, leftOn: string): Pick<Request, 'facts' | 'summary'> {
  return {
    facts: { kind: 'leave' },
    summary: {
      employee: person.name,
      employeeNumber: person.number,
      kind: 'leave',
      effectiveOn: leftOn,
      lastOn: lastDayOf(leftOn),
    },
  }
}

function about(request: Request) {
  return {
    entityId: request.id,
    employeeId: request.employeeId,
    requestId: request.id,
    details: { number: request.number, ...request.summary },
  }
}
