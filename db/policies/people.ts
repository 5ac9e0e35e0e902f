import {
  all,
  columns,
  forRoles,
  inSeatUnits,
  none,
  ownEmployee,
  party,
  seatPeople,
  type TablePolicy,
} from './kit'

export const people: Record<string, TablePolicy> = {
  // people
  employees: {
    hr: { select: all, insert: all, update: all },
    executive: { select: all },
    head: { select: inSeatUnits('home_unit_id') },
    manager: { select: seatPeople('id') },
    employee: { select: ownEmployee('id') },
    ...forRoles(['specialist', 'auditor', 'admin'], { select: none }),
    job: { select: all },
  },
  // written by a trigger only
  staff_months: { hr: { select: all } },
  employee_contacts: {
    hr: { select: all, insert: all, update: all },
    head: { select: columns(seatPeople('employee_id'), 'employee_id', 'phone') },
    manager: {
      select: columns('employee_id = any ((select app.consenting_ids())::uuid[])', 'employee_id', 'phone'),
    },
    employee: { select: ownEmployee('employee_id') },
  },
  assignments: {
    hr: { select: all, insert: all },
    executive: { select: all },
    head: { select: inSeatUnits('home_unit_id') },
    manager: { select: 'id = any ((select app.assignment_ids())::uuid[])' },
    employee: { select: ownEmployee('employee_id') },
    ...forRoles(['specialist', 'auditor', 'admin'], { select: none }),
    job: { select: all },
  },
  consents: {
    hr: { select: all },
    executive: { select: all },
    auditor: { select: all },
    head: { select: seatPeople('employee_id') },
    // whoever is asked for a decision sees what it rests on
    ...forRoles(['specialist', 'admin'], { select: party('request_id') }),
    manager: { select: inSeatUnits('unit_id') },
    employee: {
      select: ownEmployee('employee_id'),
      insert: ownEmployee('employee_id'),
      update: columns(ownEmployee('employee_id'), 'withdrawn_at'),
    },
    job: { select: all },
  },
  return_reminders: { job: { select: all, insert: all } },

  // tags: their names are no secret, who has which is part of the work class
  tags: {
    ...forRoles(['executive', 'head', 'specialist', 'auditor', 'manager', 'employee'], { select: all }),
    hr: { select: all, insert: all, update: all },
  },
  employee_tags: {
    hr: { select: all, insert: all, delete: all },
    executive: { select: all },
    ...forRoles(['head', 'manager'], { select: seatPeople('employee_id') }),
    employee: { select: ownEmployee('employee_id') },
  },
  milestone_tellings: { job: { select: all, insert: all, delete: all } },
}
