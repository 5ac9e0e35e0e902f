import type { FailureCode } from './messages'

export type FailureValues = Record<string, string | number>

/** An expected refusal. Thrown, so that the transaction rolls back; its text is in messages/<locale>/<domain>.json. */
export class Failure extends Error {
  constructor(
    readonly code: FailureCode,
    readonly values: FailureValues = {},
    /** The input field to mark, if one is at fault. */
    readonly field?: string,
    /** Where the caller finds what stands in the way. */
    readonly href?: string,
  ) {
    super(code)
  }
}

/**
 * What the form showed is no longer so. What was typed is kept, and may be handed in again by whoever has seen that.
 * @param newer what the form has to send then in the place of what it was drawn with, by field; nothing where it cannot be
 */
export class Outdated extends Failure {
  constructor(
    code: FailureCode,
    readonly newer: Record<string, number> = {},
    values: FailureValues = {},
  ) {
    super(code, values)
  }
}

/** What a missing row answers, also when it exists outside the caller's scope. */
export function notFound(): never {
  throw new Failure('input.notFound')
}

/** Constraints and database functions that refuse, by name. Anything else the database refuses is a bug. */
const refusals: Record<string, FailureCode | [code: FailureCode, field: string]> = {
  units_code_unique: ['organisation.codeTaken', 'code'],
  units_one_headquarters: 'organisation.headquartersExists',
  partners_code_unique: ['organisation.codeTaken', 'code'],
  partners_creditCode_unique: ['organisation.creditCodeTaken', 'creditCode'],
  agreements_number_unique: ['organisation.numberTaken', 'number'],
  agreements_overlap: ['organisation.agreementOverlaps', 'startsOn'],
  positions_code_unique: ['organisation.codeTaken', 'code'],
  role_grants_overlap: ['organisation.grantOverlaps', 'role'],
  users_login_unique: ['organisation.loginTaken', 'login'],
  password_not_theirs_to_set: 'organisation.accountNotYours',
  leaver_holds_no_role: 'organisation.leaverRole',
  leaver_has_no_account: 'organisation.leaverAccount',
  assignments_primary_overlap: 'transfers.conflicts',
  transfers_open_overlap: 'transfers.conflicts',
  roster_entries_overlap: 'rosters.clashesMeanwhile',
  roster_entries_once: 'rosters.changedMeanwhile',
  roster_entries_fill_once: 'rosters.changedMeanwhile',
  shifts_name: ['rosters.nameTaken', 'name'],
  transfer_conflicts: 'transfers.conflicts',
  transfer_changed_meanwhile: 'transfers.changedMeanwhile',
  transfer_not_approved: 'transfers.notApproved',
  transfer_not_cancellable: 'transfers.notCancellable',
  decisions_once_per_task: 'workflow.alreadyDecided',
  request_part_not_theirs: 'workflow.notYours',
  ticket_categories_name: ['tickets.categoryTaken', 'name'],
  ticket_part_not_theirs: 'tickets.notYours',
  employees_user_id_unique: 'people.accountTaken',
  request_not_approved: 'workflow.notApproved',
  confirmation_changed_meanwhile: 'confirmations.changedMeanwhile',
  confirmations_one_open: 'confirmations.openMeanwhile',
  renewal_changed_meanwhile: 'renewals.changedMeanwhile',
  renewals_one_open: 'renewals.openMeanwhile',
  leaving_not_cancellable: 'leavings.notCancellable',
  leaving_reasons_name: ['leavings.nameTaken', 'name'],
  leaving_reasons_name_en: ['leavings.nameTaken', 'nameEn'],
  leavings_one_open: 'leavings.openMeanwhile',
  leave_recorded_already: 'people.leftAlready',
  leave_before_hire: 'people.leaveBeforeHire',
  leave_open_transfer: 'people.openTransfer',
  home_unit_open_transfer: 'people.openTransfer',
  notice_not_so_any_more: 'notices.changed',
  document_part_not_theirs: 'documents.own',
  custom_fields_name: ['custom.nameTaken', 'name'],
  custom_values_employee_id_field_id_pk: ['custom.changedMeanwhile', 'value'],
  file_asks_once: ['asks.askedAlready', 'items'],
  note_part_not_theirs: 'thanks.notYours',
  note_too_many: 'thanks.tooMany',
  identities_pkey: 'identities.changedMeanwhile',
  identities_finder: ['identities.takenMeanwhile', 'documentNumber'],
  robots_name: ['robots.nameTaken', 'name'],
  contracts_overlap: ['contracts.overlapsOne', 'startsOn'],
  insurance_schemes_place: ['schemes.schemeTaken', 'city'],
  insurance_rates_once: 'schemes.enteredMeanwhile',
  minimum_wages_once: 'schemes.enteredMeanwhile',
  insurance_runs_one_at_a_time: 'insurance.oneAtATime',
  insurance_enrolments_overlap: ['enrolments.overlaps', 'from'],
  contract_pays_once: 'pay.enteredMeanwhile',
  contracts_renewsId_unique: 'contracts.renewedAlready',
  certificates_renewsId_unique: 'certificates.renewedAlready',
  report_not_so_any_more: 'reports.changed',
  courses_title: ['courses.titleTaken', 'title'],
  course_versions_one_draft: 'courses.changed',
  course_rules_once: ['courses.ruleTwice', 'whom'],
  enrollments_one_open: 'courses.openAlready',
  enrollment_not_so_any_more: 'courses.changed',
  enrollment_for_hr: 'courses.forHr',
  report_excuses_once: 'reports.excusedAlready',
  exports_one_at_a_time: 'exports.oneAtATime',
  file_rules_once: ['completeness.ruleTwice', 'item'],
  bulk_runs_one_at_a_time: 'bulk.oneAtATime',
  own_copies_one_at_a_time: 'copies.oneAtATime',
  rights_requests_one_open: 'rights.oneOpen',
  erasure_holds_one_standing: ['rights.heldAlready', 'employee'],
  proposals_one_open: 'proposals.openAlready',
  erasure_held: 'rights.held',
  erasure_done: 'rights.erasedAlready',
  erasure_not_proposed: 'rights.notProposed',
  erasure_needs_two: 'rights.needsTwo',
  erasure_too_early: 'rights.tooEarly',
  saved_views_name: ['views.nameTaken', 'name'],
  tags_name: ['tags.nameTaken', 'name'],
}

type DatabaseError = { code?: string; constraint?: string; message?: string; detail?: string }

/** The failure that a database refusal stands for, or undefined when it is a bug. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error
  const cause = databaseError(error)
  if (!cause) return undefined
  const name = cause.code === 'P0001' ? cause.message : cause.constraint
  const known = name ? refusals[name] : undefined
  if (known) {
    const [code, field] = typeof known === 'string' ? [known] : known
    return new Failure(code, { number: cause.detail ?? '' }, field)
  }
  if (cause.code === '23505' || cause.code === '23P01') return new Failure('input.conflict')
  if (cause.code === '42501') return new Failure('input.refused')
  if (isTransient(error)) return new Failure('input.busy')
  return undefined
}

/**
 * Text that the database cannot take as a day, a moment, a number, an id or as text. Pages and their cursors get it from the
 * address, where anybody may write anything; forms are checked before.
 */
export function isUnreadable(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error && 'code' in cause && unreadableCodes.has(String(cause.code))
}

const unreadableCodes = new Set(['22P02', '22007', '22008', '22003', '22009', '22021'])

const transientCodes = new Set([
  // serialisation failure, deadlock, lock not available
  ...['40001', '40P01', '55P03'],
  // the server shuts down, has crashed, or is not ready yet
  ...['57P01', '57P02', '57P03'],
  // connection exceptions, as the server and the operating system say them
  ...['08000', '08003', '08006', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'],
])
const lostConnection = /connection (terminated|error|ended)|timeout exceeded when trying to connect/i

/** Serialisation failures, deadlocks, lock time-outs and lost connections: worth another try. */
export function isTransient(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return false
  return ('code' in cause && transientCodes.has(String(cause.code))) || lostConnection.test(cause.message)
}

/** drizzle wraps the driver's error as `cause`; its own message holds parameters, that is personal data, and is never used. */
function databaseError(error: unknown): DatabaseError | undefined {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return inner instanceof Error && 'code' in inner ? (inner as DatabaseError) : undefined
}
