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

  // everything of a person in one place is the person's alone; the worker writes it and reads nothing of it
  own_copies: {
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
      select: columns(all, ...copyFaceColumns),
      update: columns(all, 'status', 'reason', 'run', 'session_id', 'finished_at', ...copyFileColumns),
      delete: all,
    },
  },
  // where its archive is put together from; who reads it reads it in the person's seat
  own_copy_pieces: {
    employee: { select: ownEmployee('employee_id') },
    job: { select: all, insert: all, delete: all },
  },
  // rights over one's data: asked by the person, answered by HR
  rights_requests: {
    hr: {
      select: all,
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
