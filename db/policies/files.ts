import {
  all,
  columns,
  directory,
  forRoles,
  inSeatUnits,
  ownEmployee,
  seatPeople,
  self,
  type TablePolicy,
} from './kit'

/** Of a contract, until when it holds. */
const contractTermColumns = [
  'id',
  'employee_id',
  'kind',
  'starts_on',
  'ends_on',
  'ended_early_on',
  // who leads somebody in a store says what becomes of their probation
  'probation_ends_on',
  'probation_extended_from',
  'confirmed_on',
]

/** Of a certificate, what a store has to know: that there is a good one. */
const certificateFaceColumns = ['id', 'employee_id', 'kind', 'name', 'issued_on', 'expires_on', 'renews_id']

const ofWork = `class = 'work'`

const keptByPeople = `exists (select from public.custom_fields f where f.id = field_id and f.keeper = 'person' and f.retired_at is null)`

/** The legal minimum is the law's. */
const companyRule = `level = 'company'`

const fileStateColumns = [
  'employee_id',
  'employee_number',
  'employee_name',
  'unit_id',
  'home_unit_id',
  'legal_total',
  'legal_have',
  'total',
  'have',
  'rank',
  'missing_work',
]

const heldDocument = ['expires_on', 'state', 'state_reason', 'decided_by_name', 'decided_at', 'revision']

/** What of a file somebody's head may open. */
const workOfSeat = `class = 'work' and ${seatPeople('employee_id')}`

export const files: Record<string, TablePolicy> = {
  // contracts and certificates: a store's manager sees until when, of people who consent to the store or are on probation
  contracts: {
    hr: { select: all, insert: all, update: all },
    executive: { select: all },
    head: { select: seatPeople('employee_id') },
    manager: { select: columns('id = any ((select app.term_ids())::uuid[])', ...contractTermColumns) },
    employee: { select: ownEmployee('employee_id') },
    job: { select: all },
  },
  certificates: {
    hr: { select: all, insert: all, update: all, delete: all },
    executive: { select: all },
    head: { select: seatPeople('employee_id') },
    manager: {
      select: columns('employee_id = any ((select app.consenting_ids())::uuid[])', ...certificateFaceColumns),
    },
    employee: { select: ownEmployee('employee_id') },
    job: { select: all },
  },
  earlier_jobs: {
    hr: { select: all, insert: all, update: all, delete: all },
    executive: { select: all },
    head: { select: seatPeople('employee_id') },
    employee: { select: ownEmployee('employee_id') },
  },
  term_reminders: { job: { select: all, insert: all } },
  // written by app.renew_terms() only; who is in no insurance is pay
  term_matters: {
    ...forRoles(['hr', 'job'], { select: all }),
    executive: { select: `matter <> 'uninsured'` },
    head: { select: `matter <> 'uninsured' and ${inSeatUnits('home_unit_id')}` },
  },

  // custom fields: their names are no secret, their values are by class; the sealed ones HR's and the person's, like identities
  custom_fields: { ...directory, hr: { select: all, insert: all, update: all } },
  custom_values: {
    hr: { select: all, insert: all, update: all, delete: all },
    executive: { select: ofWork },
    head: { select: `${ofWork} and ${seatPeople('employee_id')}` },
    manager: { select: `${ofWork} and employee_id = any ((select app.consenting_ids())::uuid[])` },
    employee: {
      select: ownEmployee('employee_id'),
      insert: `${ownEmployee('employee_id')} and ${keptByPeople}`,
      update: columns(
        `${ownEmployee('employee_id')} and ${keptByPeople}`,
        'value',
        'sealed',
        'changed_at',
        'changed_by_name',
      ),
      delete: `${ownEmployee('employee_id')} and ${keptByPeople}`,
    },
  },
  // completeness: written by app.renew_file_states() and its trigger only. What is missing tells of what is there: others than HR and the
  // person hear of the work class, a store of what it may not let somebody work without
  file_rules: { ...directory, hr: { select: all, insert: companyRule, delete: companyRule } },
  file_states: {
    hr: { select: all },
    executive: { select: columns(all, ...fileStateColumns) },
    head: { select: columns(inSeatUnits('home_unit_id'), ...fileStateColumns) },
    manager: {
      select: columns(
        'employee_id = any ((select app.consenting_ids())::uuid[])',
        'employee_id',
        'unit_id',
        'total',
        'have',
        'missing_store',
      ),
    },
    employee: { select: ownEmployee('employee_id') },
    job: { select: all },
  },
  file_unit_states: {
    ...forRoles(['hr', 'executive'], { select: all }),
    head: { select: inSeatUnits('home_unit_id') },
  },
  file_unit_totals: {
    ...forRoles(['hr', 'executive'], { select: all }),
    manager: { select: inSeatUnits('unit_id') },
  },
  // documents: what is in them is sealed and elsewhere
  documents: {
    hr: { select: all, insert: all, update: columns(all, ...heldDocument, 'removed_at', 'removed_reason') },
    head: { select: workOfSeat },
    employee: {
      select: ownEmployee('employee_id'),
      insert: ownEmployee('employee_id'),
      update: columns(ownEmployee('employee_id'), ...heldDocument),
    },
  },
  document_versions: {
    hr: { select: all, insert: all },
    head: { select: workOfSeat },
    employee: {
      select: ownEmployee('employee_id'),
      insert: `${ownEmployee('employee_id')} and ${self('uploaded_by_id')}`,
    },
    job: { select: columns(all, 'id', 'storage_key') },
  },
  // what is asked for files: the person answers, app.close_file_asks() closes, the worker notes whom it told
  file_asks: {
    hr: {
      select: all,
      insert: self('asked_by_id'),
      update: columns(all, 'answered_at', 'withdrawn_at'),
    },
    employee: {
      select: ownEmployee('employee_id'),
      update: columns(ownEmployee('employee_id'), 'answered_at'),
    },
    job: { select: all, update: columns(all, 'reminded_on', 'chased_on', 'escalated_on') },
  },
}
