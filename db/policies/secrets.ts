import { all, columns, ownEmployee, seatPeople, self, type TablePolicy } from './kit'

export const secrets: Record<string, TablePolicy> = {
  // identities: the sealed part of a file. Who has no right here cannot even read the ciphertext
  file_keys: {
    hr: { select: all, insert: all },
    // for documents of the work class: no other sealed row is theirs to read
    head: { select: seatPeople('employee_id') },
    employee: { select: ownEmployee('employee_id'), insert: ownEmployee('employee_id') },
    job: { select: all, update: columns(all, 'wrapped', 'wrapped_by', 'destroyed_at') },
  },
  identities: {
    hr: { select: all, insert: all, update: all },
    employee: { select: ownEmployee('employee_id') },
  },
  bank_accounts: {
    hr: { select: all, insert: all, update: all },
    employee: { select: ownEmployee('employee_id') },
  },
  contract_pays: {
    hr: { select: all, insert: all },
    employee: { select: ownEmployee('employee_id') },
  },
  // nobody changes or removes what was looked at
  reveals: {
    hr: { select: all, insert: self('user_id') },
    employee: {
      select: ownEmployee('employee_id'),
      insert: `${ownEmployee('employee_id')} and ${self('user_id')}`,
    },
    auditor: { select: all },
  },
}
