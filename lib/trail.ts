import 'server-only'
import type { Tx } from '@/db/client'
import { trail } from '@/db/schema/system'
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
  'unit.moved',
  'unit.planDropped',
  'unit.closed',
  'partner.added',
  'partner.changed',
  'agreement.signed',
  'agreement.changed',
  'store.opened',
  'store.changed',
  'position.added',
  'position.changed',
  'position.retired',
  'account.opened',
  'account.disabled',
  'account.enabled',
  'password.reset',
  'role.granted',
  'role.ended',
  'employee.hired',
  'employee.changed',
  'employee.left',
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
  'export.asked',
  'export.fetched',
  'export.removed',
  'view.saved',
  'view.changed',
  'view.removed',
  'view.chosen',
] as const
export type TrailAction = (typeof trailActions)[number]

export type TrailEntry = {
  entityId: string
  employeeId?: string
  unitId?: string
  requestId?: string
  /** What changed, as { field: [before, after] } or plain facts; no secrets, no identity numbers. */
  details?: Record<string, unknown>
}

/** Writes the command's one trail row, in the command's transaction. */
export async function record(
  tx: Tx,
  actor: Pick<Actor, 'userId' | 'name' | 'role' | 'now'>,
  action: TrailAction,
  entry: TrailEntry,
): Promise<void> {
  await tx.insert(trail).values({
    at: actor.now,
    actorUserId: actor.userId,
    actorName: actor.name,
    actorRole: actor.role,
    action,
    entityId: entry.entityId,
    employeeId: entry.employeeId,
    unitId: entry.unitId,
    requestId: entry.requestId,
    details: entry.details ?? {},
  })
}

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
