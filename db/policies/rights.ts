import { all, columns, ownEmployee, self, type TablePolicy } from './kit'

/** Of a copy of somebody's data, all but what is in it. */
const copyFaceColumns = [
  'id',
  'employee_id',
  'user_id',
  'locale',
  'status',
  'run',
  'session_id',
  'created_at',
  'expires_at',
]

/** Who asked for it in somebody's place, and what became of it. */
const copyTakenColumns = ['pdf_taken_at', 'json_taken_at', 'zip_taken_at']
const copyAskedColumns = ['asked_by_id', 'asked_by_name', 'proof', 'reason', ...copyTakenColumns]

const copyFileColumns = ['json', 'pdf', 'json_size', 'pdf_size', 'zip_size', 'scans', 'left_out']

export const rights: Record<string, TablePolicy> = {
  // what people propose for their own file: HR's to verify, and no other approver's to read
  proposals: {
    hr: { select: all, update: columns(all, 'state', 'replaced', 'changed_at') },
    employee: {
      select: ownEmployee('employee_id'),
      insert: ownEmployee('employee_id'),
      update: columns(ownEmployee('employee_id'), 'fields', 'proposed', 'state', 'changed_at'),
    },
  },

  // everything of a person in one place is the person's alone, or is given to them by HR when they have left; the worker writes it and reads nothing of it
  own_copies: {
    // for whoever has left and asked HR
    hr: {
      select: columns(
        'asked_by_id is not null',
        ...copyFaceColumns.filter(one => one !== 'session_id'),
        ...copyAskedColumns,
        ...copyFileColumns,
      ),
      insert: columns(
        self('asked_by_id'),
        'id',
        'employee_id',
        'user_id',
        'locale',
        'created_at',
        'expires_at',
        'asked_by_id',
        'asked_by_name',
        'proof',
      ),
      update: columns('asked_by_id is not null', ...copyTakenColumns),
    },
    employee: {
      select: ownEmployee('employee_id'),
      insert: columns(
        `${ownEmployee('employee_id')} and ${self('user_id')}`,
        'id',
        'employee_id',
        'user_id',
        'locale',
        'created_at',
        'expires_at',
      ),
      delete: ownEmployee('employee_id'),
    },
    job: {
      select: columns(all, ...copyFaceColumns, 'asked_by_id'),
      update: columns(all, 'status', 'reason', 'run', 'session_id', 'finished_at', ...copyFileColumns),
      delete: all,
    },
  },
  // where its archive is put together from; who reads it reads it in the person's seat, or gives it to whoever has left
  own_copy_pieces: {
    hr: {
      select: 'exists (select from public.own_copies c where c.id = copy_id and c.asked_by_id is not null)',
    },
    employee: { select: ownEmployee('employee_id') },
    job: { select: all, insert: all, delete: all },
  },
  // rights over one's data: asked by the person, or through HR by whoever has left, answered by HR
  rights_requests: {
    hr: {
      select: all,
      // in the place of whoever has left
      insert: `${self('user_id')} and proof is not null`,
      update: columns(all, 'status', 'closed_at', 'answered_by_id', 'answered_by_name', 'note'),
    },
    employee: {
      select: ownEmployee('employee_id'),
      insert: `${ownEmployee('employee_id')} and ${self('user_id')}`,
      update: columns(ownEmployee('employee_id'), 'status', 'closed_at'),
    },
  },
  rights_answers: {
    hr: { select: all, insert: all },
    employee: { select: ownEmployee('employee_id') },
  },
  erasure_holds: {
    hr: { select: all, insert: self('placed_by_id'), update: columns(all, 'ended_at', 'ended_by_name') },
    // that there is one, and why, is the person's to know
    employee: { select: ownEmployee('employee_id') },
    job: { select: all },
  },
  // confirmed by app.erase_person() only
  erasures: {
    hr: { select: all, update: columns(all, 'proposed_by_id', 'proposed_by_name', 'proposed_at') },
    job: { select: all, insert: all },
  },
}
