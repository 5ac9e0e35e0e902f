import {
  all,
  columns,
  forRoles,
  inSeatUnits,
  ownEmployee,
  type Rule,
  seatPeople,
  self,
  type TablePolicy,
} from './kit'

const reportTemplate = (column: string) => `${column} = any ((select app.report_template_ids())::uuid[])`

/** A manager's template is for units of the own seat, and never for everybody. */
const ownUnitsTemplate = (of = '') =>
  `${of}author_role = 'manager' and cardinality(${of}unit_ids) > 0 and ${of}unit_ids <@ (select app.unit_ids())::uuid[]`

const partOfOwnTemplate = `exists (select from public.report_templates t where t.id = template_id and ${ownUnitsTemplate('t.')})`

/** The reports themselves are behind their own policies here: what hangs on one is there for whom it is. */
const ofOwnReport = `${ownEmployee('employee_id')} and exists (select from public.reports r where r.id = report_id)`

const ofSubmittedReport = `exists (select from public.reports r where r.id = report_id and r.status = 'submitted')`

/** What a reader does to a report: reads it, asks for it, excuses it. */
const reading = (where: string): Rule =>
  columns(where, 'status', 'read_at', 'read_by_user_id', 'read_by_name', 'nudged_at')

export const reports: Record<string, TablePolicy> = {
  // work reports; rows are opened by app.evaluate_reports() and app.start_report() only
  report_templates: {
    hr: { select: all, insert: self('author_user_id'), update: all },
    executive: { select: all },
    ...forRoles(['head', 'employee'], { select: reportTemplate('id') }),
    manager: {
      select: reportTemplate('id'),
      insert: `${self('author_user_id')} and ${ownUnitsTemplate()}`,
      update: ownUnitsTemplate(),
    },
    job: { select: all },
  },
  report_template_versions: {
    hr: { select: all, insert: self('author_user_id'), update: all },
    executive: { select: all },
    ...forRoles(['head', 'employee'], { select: reportTemplate('template_id') }),
    manager: {
      select: reportTemplate('template_id'),
      insert: `${self('author_user_id')} and ${partOfOwnTemplate}`,
      update: partOfOwnTemplate,
    },
  },
  // a store reads what was reported in it, also after the person has gone; never what they report elsewhere
  reports: {
    hr: { select: all, update: reading(all) },
    executive: { select: all },
    head: { select: seatPeople('employee_id'), update: reading(seatPeople('employee_id')) },
    manager: { select: inSeatUnits('unit_id'), update: reading(inSeatUnits('unit_id')) },
    employee: {
      select: ownEmployee('employee_id'),
      update: columns(
        ownEmployee('employee_id'),
        'status',
        'version_id',
        'answers',
        'submitted_at',
        'edited_at',
      ),
    },
    job: { select: all, update: columns(all, 'reminded_at', 'late_told_at', 'escalated_at') },
  },
  // nobody but the author
  report_drafts: {
    employee: { select: ofOwnReport, insert: ofOwnReport, update: ofOwnReport, delete: ofOwnReport },
  },
  report_numbers: {
    ...forRoles(['hr', 'executive'], { select: all }),
    head: { select: seatPeople('employee_id') },
    manager: { select: inSeatUnits('unit_id') },
    employee: { select: ownEmployee('employee_id'), insert: ofOwnReport, delete: ofOwnReport },
  },
  report_photos: {
    ...forRoles(['hr', 'executive', 'head', 'manager'], { select: ofSubmittedReport }),
    employee: { select: ofOwnReport, insert: ofOwnReport, delete: ofOwnReport },
  },
  report_comments: {
    executive: { select: ofSubmittedReport },
    ...forRoles(['hr', 'head', 'manager', 'employee'], {
      select: ofSubmittedReport,
      insert: `${self('author_user_id')} and ${ofSubmittedReport}`,
    }),
  },
  report_excuses: {
    hr: { select: all, insert: self('author_user_id'), delete: all },
    executive: { select: all },
    head: {
      select: seatPeople('employee_id'),
      insert: `${self('author_user_id')} and ${inSeatUnits('unit_id')} and ${seatPeople('employee_id')}`,
      delete: inSeatUnits('unit_id'),
    },
    manager: {
      select: inSeatUnits('unit_id'),
      insert: `${self('author_user_id')} and ${inSeatUnits('unit_id')} and ${seatPeople('employee_id')}`,
      delete: inSeatUnits('unit_id'),
    },
    employee: {
      select: ownEmployee('employee_id'),
      insert: `${ownEmployee('employee_id')} and ${self('author_user_id')} and is_own`,
      delete: `${ownEmployee('employee_id')} and is_own`,
    },
  },
}
