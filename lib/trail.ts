import 'server-only'
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import type { Actor } from './actor'

/** Everything that a trail row can say was done: `<noun>.<past participle>`, one per command. */
export const trailActions = [
  'password.changed',
  'session.ended',
  'settings.changed',
  'channels.chosen',
  'channels.mailStopped',
  'mailAddress.asked',
  'mailAddress.confirmed',
  'mailAddress.dropped',
  'delivery.retried',
  'delivery.dropped',
  'substitution.set',
  'substitution.removed',
  'unit.opened',
  'unit.renamed',
  'unit.employerNamed',
  'unit.moved',
  'unit.planDropped',
  'unit.closed',
  'partner.added',
  'partner.changed',
  'agreement.signed',
  'agreement.changed',
  'shift.added',
  'shift.changed',
  'shift.ended',
  'roster.arranged',
  'roster.copied',
  'roster.published',
  'roster.openDropped',
  'store.opened',
  'store.changed',
  'position.added',
  'position.changed',
  'position.floorSet',
  'position.retired',
  'account.opened',
  'account.disabled',
  'account.enabled',
  'password.reset',
  'role.granted',
  'role.ended',
  'role.takenBack',
  'employee.hired',
  'employee.changed',
  'employee.rehired',
  'contact.changed',
  'consent.given',
  'consent.withdrawn',
  'contract.signed',
  'contract.renewed',
  'contract.endedEarly',
  'contract.corrected',
  'certificate.recorded',
  'certificate.renewed',
  'certificate.corrected',
  'certificate.removed',
  'earlierJob.recorded',
  'earlierJob.corrected',
  'earlierJob.removed',
  'workflow.published',
  'transfer.requested',
  'transfer.revised',
  'transfer.approved',
  'transfer.cancelled',
  'confirmation.requested',
  'confirmation.revised',
  'confirmation.approved',
  'renewal.requested',
  'renewal.revised',
  'renewal.agreed',
  'renewal.approved',
  'leaving.requested',
  'leaving.revised',
  'leaving.approved',
  'leaving.cancelled',
  'leaving.interviewed',
  'leavingReason.added',
  'leavingReason.changed',
  'leavingReason.retired',
  'leavingReason.resumed',
  'leavingReason.moved',
  'request.approved',
  'request.rejected',
  'request.sentBack',
  'request.delegated',
  'request.joined',
  'request.withdrawn',
  'request.nudged',
  'request.commented',
  'request.copied',
  'request.moved',
  'request.lapsed',
  'request.reopened',
  'ticketCategory.added',
  'ticketCategory.changed',
  'ticketCategory.retired',
  'ticket.opened',
  'ticket.taken',
  'ticket.replied',
  'ticket.noted',
  'ticket.answered',
  'ticket.rerouted',
  'ticket.prioritised',
  'ticket.merged',
  'ticket.closed',
  'ticket.reopened',
  'ticket.rated',
  'handOver.done',
  'handOver.reopened',
  'notice.drafted',
  'notice.changed',
  'notice.published',
  'notice.unscheduled',
  'notice.revised',
  'notice.withdrawn',
  'notice.reminded',
  'notice.signed',
  'notice.answeredWrong',
  'device.added',
  'device.removed',
  'robot.added',
  'robot.changed',
  'robot.mended',
  'robot.switchedOn',
  'robot.switchedOff',
  'robot.tried',
  'robot.removed',
  'reportTemplate.made',
  'reportTemplate.changed',
  'reportTemplate.started',
  'reportTemplate.ended',
  'report.submitted',
  'report.corrected',
  'report.read',
  'report.commented',
  'report.nudged',
  'unitReports.read',
  'unitReports.nudged',
  'unitReports.exported',
  'reportExcuse.given',
  'reportExcuse.withdrawn',
  'note.written',
  'note.changed',
  'note.withdrawn',
  'note.answered',
  'touchpoint.recorded',
  'touchpoint.followedUp',
  'touchpointRhythm.changed',
  'touchpointRhythm.dropped',
  'course.created',
  'course.changed',
  'course.drafted',
  'course.published',
  'course.retired',
  'course.resumed',
  'lesson.added',
  'lesson.changed',
  'lesson.moved',
  'lesson.removed',
  'lesson.learnt',
  'courseRule.added',
  'courseRule.ended',
  'courseRule.applied',
  'learning.given',
  'learning.withdrawn',
  'learning.nudged',
  'learning.completed',
  'customField.defined',
  'customField.changed',
  'customField.retired',
  'customField.resumed',
  'customField.moved',
  'customValue.changed',
  'fileAsk.asked',
  'fileAsk.askedMany',
  'fileAsk.withdrawn',
  'fileRule.added',
  'fileRule.dropped',
  'document.added',
  'document.sent',
  'document.replaced',
  'document.verified',
  'document.returned',
  'document.removed',
  'document.opened',
  'identity.entered',
  'identity.changed',
  'identity.revealed',
  'identity.sought',
  'bankAccount.entered',
  'bankAccount.changed',
  'proposal.made',
  'proposal.revised',
  'proposal.applied',
  'copy.asked',
  'copy.askedFor',
  'copy.handedOut',
  'copy.fetched',
  'copy.removed',
  'rights.asked',
  'rights.askedFor',
  'rights.withdrawn',
  'rights.answered',
  'hold.placed',
  'hold.ended',
  'erasure.proposed',
  'erasure.dropped',
  'erasure.confirmed',
  'pay.agreed',
  'pay.corrected',
  'insuranceScheme.added',
  'insuranceScheme.rated',
  'insuranceScheme.corrected',
  'minimumWage.set',
  'minimumWage.corrected',
  'enrolment.opened',
  'enrolment.changed',
  'enrolment.ended',
  'insuranceMonth.reckoned',
  'insuranceMonth.issued',
  'insuranceMonth.discarded',
  'export.asked',
  'export.fetched',
  'export.removed',
  'bulk.started',
  'message.sent',
  'view.saved',
  'view.changed',
  'view.removed',
  'view.chosen',
  'tag.added',
  'tag.renamed',
  'tag.retired',
  'tag.given',
  'tag.taken',
] as const
export type TrailAction = (typeof trailActions)[number]

export type TrailEntry = {
  entityId: string
  employeeId?: string
  unitId?: string
  requestId?: string
  /** No secrets, no identity numbers. */
  details?: TrailDetails
}

/** What a trail row says: plain facts, { field: [before, after] }, and several facts as { field: { list } }, so that two are no change; `listEn` where they have English names. */
export type TrailDetails = Record<string, Fact | Change | Several>
type Fact = string | number | boolean | null | undefined
type Change = [before: unknown, after: unknown]
type Several = { list: readonly string[]; listEn?: readonly string[] }

/** Rows are never rewritten, and some were written before several facts had a shape of their own. */
const onceBare: readonly string[] = ['outcomes', 'stages']

/** Whether a detail says what was before and what came after. */
export const isChange = (field: string, detail: unknown): detail is Change =>
  Array.isArray(detail) && detail.length === 2 && !onceBare.includes(field)

export const isSeveral = (detail: unknown): detail is Several =>
  typeof detail === 'object' && detail !== null && 'list' in detail && Array.isArray(detail.list)

/** Several facts in the reader's language, of a row that has both. */
export const severalIn = ({ list, listEn }: Several, locale: string): readonly string[] =>
  locale === 'en' && listEn ? listEn : list

type Doer = Pick<Actor, 'userId' | 'name' | 'role' | 'now'>

/** Writes the command's one trail row, in the command's transaction. */
export async function record(tx: Tx, actor: Doer, action: TrailAction, entry: TrailEntry): Promise<void> {
  await tx.execute(sql`/* plan once */ ${trailRow(actor, action, entry)}`)
}

/** The same as a statement, for what is written together with it: a row for each that `from` has, which ids may speak of. */
export const trailRow = (
  actor: Doer,
  action: TrailAction,
  entry: Omit<TrailEntry, 'entityId' | 'employeeId'> & {
    entityId: string | SQL
    employeeId?: string | SQL
  },
  from = sql``,
): SQL =>
  sql`insert into trail (at, actor_user_id, actor_name, actor_role, action, entity_id, employee_id, unit_id, request_id, details)
    select ${actor.now.toISOString()}::timestamptz, ${actor.userId}::uuid, ${actor.name}, ${actor.role}, ${action}, ${entry.entityId}::uuid,
      ${entry.employeeId ?? null}::uuid, ${entry.unitId ?? null}::uuid, ${entry.requestId ?? null}::uuid,
      ${JSON.stringify(entry.details ?? {})}::jsonb ${from}`

/** The fields that differ, as { field: [before, after] }, for a trail row. */
export function changesBetween<T extends Record<string, unknown>>(
  before: T,
  after: Partial<T>,
): Record<string, [unknown, unknown]> {
  return Object.fromEntries(
    Object.entries(after)
      .filter(([field, value]) => JSON.stringify(before[field] ?? null) !== JSON.stringify(value ?? null))
      .map(([field, value]) => [field, [before[field] ?? null, value ?? null]]),
  )
}
