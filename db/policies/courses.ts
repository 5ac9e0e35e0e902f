import { all, columns, forRoles, inSeatUnits, ownEmployee, seatPeople, type TablePolicy } from './kit'

/** Whoever looks at what a transfer brings, or gives a course by hand, knows what there is; drafts are HR's. */
const catalogue = ['executive', 'head', 'manager', 'employee'] as const

export const courses: Record<string, TablePolicy> = {
  courses: {
    hr: { select: all, insert: all, update: all },
    ...forRoles(catalogue, { select: 'version > 0' }),
    job: { select: all },
  },
  course_versions: {
    hr: { select: all, insert: all, update: all },
    ...forRoles([...catalogue, 'job'], { select: 'published_at is not null' }),
  },
  // what a store's course teaches is for those who have to learn it: another store may be another company's
  lessons: {
    hr: { select: all, insert: all, update: all, delete: all },
    employee: {
      select: 'exists (select from public.enrollments e where e.version_id = lessons.version_id)',
    },
  },
  course_rules: {
    hr: { select: all, insert: all, update: all },
    ...forRoles(catalogue, { select: all }),
  },
  // a store reads what is asked in it, also after the person has gone; what they learnt elsewhere only app.training_of() tells, with consent
  enrollments: {
    hr: { select: all, insert: all, update: all },
    executive: { select: all },
    head: { select: seatPeople('employee_id') },
    manager: {
      select: inSeatUnits('unit_id'),
      insert: `${inSeatUnits('unit_id')} and ${seatPeople('employee_id')} and why = 'hand' and assigned_by_role = 'manager'`,
      // what it may take back of these, app.guard_enrollment() says
      update: columns(
        inSeatUnits('unit_id'),
        'status',
        'withdrawn_at',
        'withdrawn_reason',
        'withdrawn_by_name',
        'nudged_at',
      ),
    },
    employee: {
      select: ownEmployee('employee_id'),
      update: columns(ownEmployee('employee_id'), 'status', 'begun_at', 'lessons_done', 'completed_at'),
    },
    job: {
      select: all,
      update: columns(
        all,
        'version_id',
        'status',
        'withdrawn_at',
        'withdrawn_by_name',
        'reminded_on',
        'late_told_on',
      ),
    },
  },
  // nobody but the person
  lesson_completions: {
    employee: {
      select: ownEmployee('employee_id'),
      insert: ownEmployee('employee_id'),
      update: columns(ownEmployee('employee_id'), 'completed_at'),
    },
  },
}
