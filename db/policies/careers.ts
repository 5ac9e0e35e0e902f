import {
  all,
  columns,
  maintainedByHr,
  notOwn,
  ofRequest,
  ownEmployee,
  party,
  seatPeople,
  self,
  type TablePolicy,
} from './kit'

/** Who did an item of a list, and when. */
const ticked = ['done_at', 'done_by', 'done_by_name']

export const careers: Record<string, TablePolicy> = {
  // careers: written by app.apply_confirmation(), apply_renewal() and apply_leaving() once they are approved
  confirmations: {
    ...ofRequest({ insert: true, update: true }),
    employee: { select: party('request_id') },
    job: { select: all },
  },
  renewals: { ...ofRequest({ insert: true, update: true }), manager: {}, job: { select: all } },
  leaving_reasons: maintainedByHr,
  // that somebody leaves, and when, stands in employees; why is never a store's to read
  leavings: { ...ofRequest({ insert: true, update: true }), manager: {}, job: { select: all } },
  leaving_items: {
    hr: { select: all, update: columns(all, ...ticked) },
    executive: { select: all },
    head: { select: seatPeople('employee_id'), update: columns(seatPeople('employee_id'), ...ticked) },
    manager: {
      select: `side = 'source' and ${seatPeople('employee_id')}`,
      update: columns(`side = 'source' and ${seatPeople('employee_id')}`, ...ticked),
    },
    employee: {
      select: ownEmployee('employee_id'),
      update: columns(`side = 'employee' and ${ownEmployee('employee_id')}`, ...ticked),
    },
    job: { select: all, update: columns(all, 'reminded_step') },
  },
  // HR's alone, and never about oneself
  leaving_interviews: {
    hr: {
      select: notOwn('employee_id'),
      insert: `${notOwn('employee_id')} and ${self('author_user_id')}`,
      update: columns(
        notOwn('employee_id'),
        'held_on',
        'note',
        'author_user_id',
        'author_name',
        'changed_at',
        'revision',
      ),
    },
  },
  service_periods: {
    hr: { select: all, insert: all },
    executive: { select: all },
    head: { select: seatPeople('employee_id') },
    employee: { select: ownEmployee('employee_id') },
  },
}
