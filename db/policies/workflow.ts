import {
  all,
  directory,
  forRoles,
  maintainedByHr,
  ofRequest,
  ownEmployee,
  party,
  seatPeople,
  self,
  type TablePolicy,
} from './kit'

/** Rows that say "I did": written by their author only, on requests that they may see, and never changed. */
function decisionsBy(column: string): TablePolicy {
  const mine = `${self(column)} and ${party('request_id')}`
  return {
    ...forRoles(['head', 'specialist', 'manager', 'employee'], { select: party('request_id'), insert: mine }),
    ...forRoles(['hr', 'executive'], { select: all, insert: self(column) }),
    auditor: { select: all },
    admin: { select: party('request_id') },
    job: { select: all },
  }
}

export const workflow: Record<string, TablePolicy> = {
  // workflow
  workflow_definitions: maintainedByHr,
  workflow_stages: { ...directory, hr: { select: all, insert: all } },
  requests: {
    ...ofRequest({}),
    hr: { select: all, insert: all, update: all },
    executive: { select: all, insert: all, update: all },
    auditor: { select: all },
    admin: { select: party('id') },
    head: { select: party('id'), insert: seatPeople('employee_id'), update: party('id') },
    specialist: { select: party('id'), update: party('id') },
    manager: { select: party('id'), insert: seatPeople('employee_id'), update: party('id') },
    employee: { select: party('id'), insert: ownEmployee('employee_id'), update: party('id') },
    job: { select: all, update: all },
  },
  request_parties: ofRequest({ insert: true }),
  request_stages: ofRequest({ insert: true, update: true }),
  tasks: ofRequest({ insert: true, update: true }),
  decisions: decisionsBy('actor_user_id'),
  comments: decisionsBy('author_user_id'),
  attachments: { ...ofRequest({ insert: true }), job: {} },
  nudges: decisionsBy('user_id'),
  request_copies: ofRequest({ insert: true, update: true }),

  // transfers
  transfers: {
    ...ofRequest({ insert: true, update: true }),
    job: { select: all },
  },
  hand_over_items: ofRequest({ insert: true, update: true }),
}
