import { all, columns, forRoles, ownEmployee, type TablePolicy } from './kit'

const runStateColumns = ['status', 'attempt', 'people_done', 'people_total', 'changed', 'totals', 'people']

export const insurance: Record<string, TablePolicy> = {
  // insurance: who is in which scheme, and with what base, is pay
  insurance_schemes: {
    ...forRoles(['employee', 'job'], { select: all }),
    hr: { select: all, insert: all },
  },
  insurance_rates: { hr: { select: all, insert: all }, job: { select: all } },
  minimum_wages: { hr: { select: all, insert: all } },
  insurance_enrolments: {
    hr: { select: all, insert: all, update: columns(all, 'ends_on', 'revision') },
    employee: { select: ownEmployee('employee_id') },
    job: { select: all },
  },
  // written by app.renew_terms() only
  insurance_gaps: { hr: { select: all } },
  // a month is reckoned by the worker and issued by HR; what was issued stays, and what was not is nobody's yet
  insurance_runs: {
    hr: { select: all, insert: all, update: columns(all, 'status', 'issued_by_name', 'issued_at') },
    job: { select: all, update: columns(all, ...runStateColumns) },
  },
  insurance_records: {
    hr: { select: all, delete: 'issued_at is null' },
    employee: { select: `${ownEmployee('employee_id')} and issued_at is not null` },
    job: { select: all, insert: all, update: columns(all, 'issued_at'), delete: 'issued_at is null' },
  },
}
