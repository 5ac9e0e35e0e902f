/**
 * Who may do what to which rows: grants and row policies of every table, compiled to SQL by db/migrate.ts.
 * A role that is not listed under a table has no right on it. Rules are literally `true` or compare a plain column
 * with an array that is worked out once per statement; OR, per-row functions and joins were measured 13 to 60,000 times slower.
 */
export const portalRoles = [
  'hr',
  'executive',
  'head',
  'specialist',
  'auditor',
  'admin',
  'manager',
  'employee',
] as const
export const serviceRoles = ['auth', 'job', 'feed'] as const
export const databaseRoles = [...portalRoles, ...serviceRoles] as const
export type DatabaseRole = (typeof databaseRoles)[number]

/** Which group roles each login may become. */
export const logins = {
  hq: ['hr', 'executive', 'head', 'specialist', 'auditor', 'admin'],
  store: ['manager'],
  me: ['employee'],
  auth: ['auth'],
  job: ['job'],
  feed: ['feed'],
} as const satisfies Record<string, readonly DatabaseRole[]>
export type Login = keyof typeof logins

type Rule = string | { where: string; columns: string[] }
export type TablePolicy = Partial<
  Record<DatabaseRole, { select?: Rule; insert?: Rule; update?: Rule; delete?: Rule }>
>

const all = 'true'
/** For who may ask and finds nothing: the palette asks before it is known who does. */
const none = 'false'
const self = (column: string) => `${column} = (select app.user_id())`
const ownEmployee = (column: string) => `${column} = (select app.employee_id())`
const inSeatUnits = (column: string) => `${column} = any ((select app.unit_ids())::uuid[])`
const seatPeople = (column: string) => `${column} = any ((select app.employee_ids())::uuid[])`
const party = (column: string) => `${column} = any ((select app.request_ids())::uuid[])`
/** Roles over personnel data and over the rules themselves are granted by an admin. */
const grantedByHr = `role = any ('{head,manager,specialist}'::text[])`
/** Admins see what was done to accounts, and nothing of people's files. */
const onAccounts = `action = any ('{account.opened,account.disabled,account.enabled,password.reset,password.changed,role.granted,role.ended,settings.changed,delivery.retried,delivery.dropped}'::text[])`
const columns = (where: string, ...names: string[]): Rule => ({ where, columns: names })

type Rules = { select?: Rule; insert?: Rule; update?: Rule; delete?: Rule }
const forRoles = (roles: readonly DatabaseRole[], rules: Rules): TablePolicy =>
  Object.fromEntries(roles.map(role => [role, rules]))

const directory = { ...forRoles(portalRoles, { select: all }), job: { select: all } }
const maintainedByHr: TablePolicy = { ...directory, hr: { select: all, insert: all, update: all } }

/** Rows that hang on a request: parties read them, and write what their part in the workflow writes. */
const ofRequest = (rules: { insert?: true; update?: true }): TablePolicy => {
  const reads = { select: party('request_id') }
  const writes: Rules = {
    select: party('request_id'),
    ...(rules.insert && { insert: party('request_id') }),
    ...(rules.update && { update: party('request_id') }),
  }
  const wide: Rules = {
    select: all,
    ...(rules.insert && { insert: all }),
    ...(rules.update && { update: all }),
  }
  return {
    hr: wide,
    executive: wide,
    auditor: { select: all },
    admin: reads,
    head: writes,
    specialist: writes,
    manager: writes,
    employee: writes,
    job: wide,
  }
}

const ticketRoles = ['hr', 'executive', 'head', 'specialist', 'manager', 'employee'] as const
const ticketKeys = (column: string) => `${column} && (select app.ticket_keys())::uuid[]`
const among = (column: string) => `(select app.user_id()) = any (${column})`

const noticeReach = (column: string) => `${column} = any ((select app.notice_ids())::uuid[])`
const noticeSubjects = `subject_id = any ((select app.notice_subjects())::uuid[])`
/** A notice of a head or a manager is for units that they lead, and never for everybody. */
const ownNotice = `${self('author_user_id')} and cardinality(unit_ids) > 0 and unit_ids <@ (select app.unit_ids())::uuid[]`
const partOfOwnNotice = `exists (select from public.notices n where n.id = notice_id and n.author_user_id = (select app.user_id()))`

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

const noteKeys = (column: string) => `${column} && (select app.note_keys())::uuid[]`
/** Whom a note is from, for and about never changes. */
const ownNote = columns(
  self('author_user_id'),
  'topic',
  'tone',
  'body',
  'is_shared',
  'evidence_on',
  'changed_at',
  'withdrawn_at',
)

/** A contact's own people, a head's those of the units that they lead; never the caller. */
const contactOf = (column: string) => `${column} = any ((select app.contact_people())::uuid[])`
const ofOwnTouchpoint = `exists (select from public.touchpoints t where t.id = touchpoint_id and t.employee_id = touchpoint_notes.employee_id
  and t.author_user_id = (select app.user_id()))`
const followingUp = (where: string): Rule => columns(where, 'followed_up_at', 'followed_up_by_name')

/** What a name is found by changes with the name. */
const namePieceColumns = ['name_pinyin', 'name_initials', 'name_grams']

/** Who lists people at headquarters. */
const listers = ['hr', 'executive', 'head'] as const
const ownRows: Rules = {
  select: self('user_id'),
  insert: self('user_id'),
  update: self('user_id'),
  delete: self('user_id'),
}
const ownExport = (of = '') =>
  `${self(`${of}user_id`)} and ${of}grant_id = (select s.grant_id from app.seat() s)`
const ofOwnBulk = `exists (select from public.bulk_runs r where r.id = run_id and r.user_id = (select app.user_id()))`
const exportStateColumns = [
  'status',
  'reason',
  'rows_done',
  'rows_total',
  'size',
  'run',
  'session_id',
  'finished_at',
]

const runStateColumns = ['status', 'attempt', 'people_done', 'people_total', 'changed', 'totals']

/** What somebody may write who wants mail at an address. */
const askColumns = [
  'pending_address',
  'pending_id',
  'asked_at',
  'ask_sent_at',
  'ask_fault',
  'asked_times',
  'asked_on',
]

const deviceColumns = ['id', 'user_id', 'session_id', 'endpoint', 'user_agent', 'created_at', 'last_sent_at']
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
/** How a robot does, as its vendor says. */
const robotStateColumns = [
  'broken_at',
  'broken_reason',
  'tested_at',
  'test_answer',
  'is_test_good',
  'ready_at',
  'last_sent_at',
]
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
const copyFileColumns = ['json', 'pdf', 'json_size', 'pdf_size']
/** Who did an item of a list, and when. */
const ticked = ['done_at', 'done_by', 'done_by_name']
const notOwn = (column: string) => `${column} is distinct from (select app.employee_id())`
const heldDocument = ['expires_on', 'state', 'state_reason', 'decided_by_name', 'decided_at', 'revision']
/** What of a file somebody's head may open. */
const workOfSeat = `class = 'work' and ${seatPeople('employee_id')}`
const ofOwnRobot = `exists (select from public.robots r where r.id = robot_id and r.unit_id = any ((select app.unit_ids())::uuid[]))`

export const policies: Record<string, TablePolicy> = {
  // account
  users: {
    ...forRoles(['executive', 'head', 'specialist', 'manager', 'employee'], {
      select: self('id'),
      update: columns(self('id'), 'locale', 'theme'),
    }),
    hr: {
      select: all,
      insert: all,
      update: columns(all, 'name', ...namePieceColumns, 'locale', 'theme', 'disabled_at'),
    },
    admin: {
      select: all,
      insert: all,
      update: columns(all, 'name', ...namePieceColumns, 'login', 'locale', 'theme', 'disabled_at'),
    },
    auditor: { select: all, update: columns(self('id'), 'locale', 'theme') },
    auth: { select: all },
    job: { select: all, update: columns(all, ...namePieceColumns) },
  },
  credentials: {
    auth: { select: all, insert: all, update: all },
    ...forRoles(['hr', 'admin'], { insert: all }),
  },
  sessions: {
    ...forRoles(['hr', 'executive', 'head', 'specialist', 'auditor', 'manager', 'employee'], {
      select: columns(self('user_id'), ...sessionColumns()),
      update: columns(self('user_id'), 'revoked_at'),
    }),
    admin: { select: columns(all, ...sessionColumns()), update: columns(all, 'revoked_at') },
    auth: { select: all, insert: all, update: all },
    job: { select: all, delete: all },
  },
  sign_in_delays: {
    auth: { select: all, insert: all, update: all, delete: all },
    job: { select: all, delete: all },
  },

  // organisation
  units: maintainedByHr,
  unit_directory: directory,
  unit_versions: { ...maintainedByHr },
  positions: maintainedByHr,
  stores: maintainedByHr,
  law_limits: directory,
  partners: {
    hr: { select: all, insert: all, update: all },
    ...forRoles(['executive', 'head', 'specialist', 'auditor', 'admin', 'employee', 'job'], { select: all }),
    manager: { select: 'id = any ((select app.partner_ids())::uuid[])' },
  },
  agreements: {
    hr: { select: all, insert: all, update: all },
    ...forRoles(['executive', 'head', 'auditor', 'job'], { select: all }),
    manager: { select: 'partner_id = any ((select app.partner_ids())::uuid[])' },
  },
  role_grants: {
    hr: {
      select: all,
      insert: grantedByHr,
      update: columns(grantedByHr, 'ends_on', 'ended_by_name'),
    },
    admin: { select: all, insert: all, update: columns(all, 'ends_on', 'ended_by_name') },
    auditor: { select: all },
    executive: { select: all },
    ...forRoles(['head', 'specialist', 'manager', 'employee'], { select: self('user_id') }),
    job: { select: all },
  },
  substitutions: {
    ...forRoles(['hr', 'executive', 'head', 'specialist', 'manager', 'employee', 'admin'], {
      select: self('user_id'),
      insert: self('user_id'),
      delete: self('user_id'),
    }),
    auditor: { select: all },
    job: { select: all },
  },

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

  // contracts and certificates: a store's manager sees until when, and of certificates those of people who consent to the store
  contracts: {
    hr: { select: all, insert: all, update: all },
    executive: { select: all },
    head: { select: seatPeople('employee_id') },
    manager: { select: columns(seatPeople('employee_id'), ...contractTermColumns) },
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
  term_reminders: { job: { select: all, insert: all } },

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

  // careers: written by app.apply_confirmation(), apply_renewal() and apply_leaving() once they are approved
  confirmations: {
    ...ofRequest({ insert: true, update: true }),
    employee: { select: party('request_id') },
    job: { select: all },
  },
  renewals: { ...ofRequest({ insert: true, update: true }), manager: {}, job: { select: all } },
  leaving_reasons: directory,
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

  // what people propose for their own file: HR's to verify, and no other approver's to read
  proposals: {
    hr: { select: all, update: columns(all, 'state', 'replaced', 'changed_at') },
    employee: {
      select: ownEmployee('employee_id'),
      insert: ownEmployee('employee_id'),
      update: columns(ownEmployee('employee_id'), 'fields', 'proposed', 'state', 'changed_at'),
    },
  },

  // tickets
  ticket_categories: { ...directory, hr: { select: all, insert: all, update: all } },
  tickets: {
    ...forRoles(['hr', 'head', 'specialist', 'manager'], {
      select: ticketKeys('readers'),
      insert: self('author_user_id'),
      update: ticketKeys('readers'),
    }),
    executive: {
      select: ticketKeys('readers'),
      insert: self('author_user_id'),
      update: among('readers'),
    },
    employee: {
      select: ticketKeys('readers'),
      insert: self('author_user_id'),
      update: among('readers'),
    },
    auditor: { select: ticketKeys('readers') },
    job: { select: all, update: all },
  },
  ticket_holders: ofTicket('readers'),
  ticket_watchers: {
    ...ofTicket('readers'),
    ...forRoles(ticketRoles, { select: onTicket('readers'), insert: onTicket('readers') }),
  },
  ticket_posts: {
    ...ofTicket('readers'),
    ...forRoles(ticketRoles, {
      select: onTicket('readers'),
      insert: `${self('author_user_id')} and ${onTicket('readers')}`,
    }),
    job: { select: all, insert: all },
  },
  ticket_attachments: {
    ...ofTicket('readers'),
    ...forRoles(ticketRoles, { select: onTicket('readers'), insert: onTicket('readers') }),
    auditor: {},
    job: {},
  },
  // never the author's, in whatever seat, and nothing for the employee's own portal
  ticket_notes: {
    ...forRoles(['hr', 'head', 'specialist', 'manager'], {
      select: notesOf(ticketKeys('t.handlers')),
      insert: `${self('author_user_id')} and ${notesOf(ticketKeys('t.handlers'))}`,
    }),
    executive: {
      select: notesOf(among('t.handlers')),
      insert: `${self('author_user_id')} and ${notesOf(among('t.handlers'))}`,
    },
  },

  // notices
  notices: {
    hr: { select: all, insert: self('author_user_id'), update: all },
    ...forRoles(['executive', 'auditor'], { select: all }),
    ...forRoles(['head', 'manager'], { select: noticeReach('id'), insert: ownNotice, update: ownNotice }),
    ...forRoles(['specialist', 'employee'], { select: noticeReach('id') }),
    job: { select: all },
  },
  notice_versions: {
    ...forRoles(['executive', 'auditor'], { select: all }),
    ...forRoles(['specialist', 'employee'], { select: noticeReach('notice_id') }),
    hr: { select: all, insert: self('author_user_id'), update: all },
    ...forRoles(['head', 'manager'], {
      select: noticeReach('notice_id'),
      insert: `${self('author_user_id')} and ${partOfOwnNotice}`,
      update: partOfOwnNotice,
    }),
    job: { select: all },
  },
  // readers never see which choice is right
  notice_keys: {
    hr: { select: all, insert: all, delete: all },
    ...forRoles(['head', 'manager'], {
      select: partOfOwnNotice,
      insert: partOfOwnNotice,
      delete: partOfOwnNotice,
    }),
  },
  notice_files: {
    ...forRoles(['executive', 'auditor'], { select: all }),
    ...forRoles(['specialist', 'employee'], { select: noticeReach('notice_id') }),
    hr: { select: all, insert: all, delete: all },
    ...forRoles(['head', 'manager'], {
      select: noticeReach('notice_id'),
      insert: partOfOwnNotice,
      delete: partOfOwnNotice,
    }),
  },
  // written by app.evaluate_notice(), read_notice(), sign_notice() and remind_notice() only; the worker notes whom it told
  notice_receipts: {
    ...forRoles(['hr', 'executive', 'auditor'], { select: all }),
    ...forRoles(['head', 'manager', 'specialist', 'employee'], { select: noticeSubjects }),
    job: { select: all, update: columns(all, 'reminded_at', 'due_reminded_at', 'told_at') },
  },

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

  // thanks
  thanks_notes: {
    ...forRoles(['hr', 'executive', 'head', 'specialist', 'manager'], {
      select: noteKeys('readers'),
      insert: self('author_user_id'),
      update: ownNote,
    }),
    employee: { select: noteKeys('audience'), insert: self('author_user_id'), update: ownNote },
  },
  thanks_replies: forRoles(['hr', 'executive', 'head', 'specialist', 'manager', 'employee'], {
    select: 'exists (select from public.thanks_notes n where n.id = note_id)',
    insert: `${self('author_user_id')} and exists (select from public.thanks_notes n
      where n.id = note_id and n.receiver_user_id = (select app.user_id()) and n.withdrawn_at is null)`,
  }),

  // touchpoints: between headquarters and a person; a store has no part in them
  touchpoints: {
    hr: { select: all, insert: self('author_user_id') },
    ...forRoles(['executive', 'head', 'specialist', 'auditor', 'admin'], {
      select: contactOf('employee_id'),
      insert: `${self('author_user_id')} and ${contactOf('employee_id')}`,
    }),
    employee: {
      select: 'employee_id = any ((select app.talked_people())::uuid[])',
      insert: `${self('author_user_id')} and ${contactOf('employee_id')}`,
    },
  },
  touchpoint_notes: {
    hr: { select: all, insert: ofOwnTouchpoint, update: followingUp(all) },
    ...forRoles(['executive', 'head', 'specialist', 'auditor', 'admin', 'employee'], {
      select: contactOf('employee_id'),
      insert: `${contactOf('employee_id')} and ${ofOwnTouchpoint}`,
      update: followingUp(contactOf('employee_id')),
    }),
  },
  touchpoint_rhythms: { hr: { select: all, insert: all, update: all, delete: all } },
  // written by app.renew_touchpoints() only; the worker notes whom it told
  touchpoint_dues: {
    hr: { select: all },
    ...forRoles(['executive', 'head', 'specialist', 'auditor', 'admin', 'employee'], {
      select: contactOf('employee_id'),
    }),
    job: { select: all, update: columns(all, 'reminded_on', 'chased_on', 'follow_up_told_on') },
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
    manager: { select: inSeatUnits('unit_id') },
  },
  milestone_tellings: { job: { select: all, insert: all, delete: all } },

  // finding: app.find_texts() answers, with ids only
  findable_texts: {},

  // system
  trail: {
    hr: { select: all, insert: self('actor_user_id') },
    auditor: { select: all, insert: self('actor_user_id') },
    executive: { select: all, insert: self('actor_user_id') },
    admin: { select: onAccounts, insert: self('actor_user_id') },
    head: { select: seatPeople('employee_id'), insert: self('actor_user_id') },
    specialist: { insert: self('actor_user_id') },
    manager: { select: party('request_id'), insert: self('actor_user_id') },
    employee: { select: ownEmployee('employee_id'), insert: self('actor_user_id') },
    auth: { insert: all },
    job: { insert: all },
  },
  notifications: {
    ...forRoles(portalRoles, {
      select: self('user_id'),
      insert: all,
      update: columns(self('user_id'), 'read_at'),
    }),
    job: { select: all, insert: all },
  },
  // a person sees how their own went; an admin looks after what was given up
  deliveries: {
    ...forRoles(portalRoles, { select: self('user_id') }),
    admin: {
      select: all,
      update: columns(all, 'state', 'due_at', 'attempts', 'reason', 'settled_at', 'lease_until'),
    },
    job: { select: all, insert: all, update: all },
  },
  notification_choices: {
    ...forRoles(portalRoles, { select: self('user_id'), insert: self('user_id'), update: self('user_id') }),
    // whoever follows the link in a mail unsubscribes without signing in
    auth: { select: all, insert: all, update: columns(all, 'email_groups', 'changed_at') },
    job: { select: all },
  },
  // asking is the person's; only app.confirm_mail_address makes an address one that gets mail
  mail_addresses: {
    ...forRoles(portalRoles, {
      select: self('user_id'),
      insert: columns(self('user_id'), 'user_id', ...askColumns),
      update: columns(self('user_id'), ...askColumns),
    }),
    auth: { select: all },
    job: { select: all, update: columns(all, 'ask_sent_at', 'ask_fault') },
  },
  // a browser becomes somebody's by app.keep_device() only; its address and its keys are the worker's to read
  devices: {
    ...forRoles(portalRoles, {
      select: columns(self('user_id'), ...deviceColumns),
      delete: self('user_id'),
    }),
    auth: { select: columns(all, 'id', 'user_id', 'session_id'), update: columns(all, 'session_id') },
    job: { select: all, update: columns(all, 'last_sent_at'), delete: all },
  },
  robots: {
    ...forRoles(['hr', 'admin'], { select: all, insert: all, update: all, delete: all }),
    manager: {
      select: inSeatUnits('unit_id'),
      insert: inSeatUnits('unit_id'),
      update: inSeatUnits('unit_id'),
      delete: inSeatUnits('unit_id'),
    },
    job: { select: all, update: columns(all, ...robotStateColumns) },
  },
  // whoever keeps a robot writes how it is reached, and nobody but the worker reads it
  robot_secrets: {
    ...forRoles(['hr', 'admin'], {
      select: columns(all, 'robot_id'),
      insert: all,
      update: columns(all, 'sealed', 'changed_at'),
    }),
    manager: {
      select: columns(ofOwnRobot, 'robot_id'),
      insert: ofOwnRobot,
      update: columns(ofOwnRobot, 'sealed', 'changed_at'),
    },
    job: { select: all },
  },
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
  // nobody changes or removes what was looked at
  reveals: {
    hr: { select: all, insert: self('user_id') },
    employee: {
      select: ownEmployee('employee_id'),
      insert: `${ownEmployee('employee_id')} and ${self('user_id')}`,
    },
    auditor: { select: all },
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
  // an export is for whoever asked, while the grant stands under which it was read
  exports: {
    ...forRoles(listers, { select: ownExport(), insert: ownExport(), delete: ownExport() }),
    job: { select: all, update: columns(all, ...exportStateColumns), delete: all },
  },
  export_pieces: {
    ...forRoles(listers, {
      select: `exists (select from public.exports x where x.id = export_id and ${ownExport('x.')})`,
    }),
    job: { select: all, insert: all, delete: all },
  },
  // a bulk run is for whoever asked: the worker does it in their seat, and says how far it is
  bulk_runs: {
    hr: { select: self('user_id'), insert: self('user_id') },
    job: {
      select: all,
      update: columns(all, 'status', 'done', 'changed', 'session_id', 'finished_at'),
      delete: all,
    },
  },
  bulk_rows: {
    hr: { select: ofOwnBulk, insert: ofOwnBulk, update: columns(ofOwnBulk, 'outcome', 'reason') },
    job: { select: all },
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
  saved_views: {
    ...forRoles(listers, ownRows),
    hr: { ...ownRows, select: 'id = any ((select app.view_ids())::uuid[])' },
  },
  list_habits: forRoles(listers, {
    select: self('user_id'),
    insert: self('user_id'),
    update: self('user_id'),
  }),
  // nobody writes here: triggers and app.dispatch_events do
  outbox: {},
  events: {
    ...forRoles(portalRoles, { select: self('user_id') }),
    job: { select: all, delete: all },
    feed: { select: all },
  },
  request_keys: {
    ...forRoles(portalRoles, { select: self('user_id'), insert: self('user_id'), update: self('user_id') }),
    job: { select: all, delete: all },
  },
  number_counters: {},
  worker_heartbeats: {
    auth: { select: all },
    admin: { select: all },
    job: { select: all, insert: all, update: all, delete: all },
  },
}

/** What hangs on a ticket is read by its readers. A thread is asked for by its ticket: a few rows, so the ticket may be looked up for each. */
function onTicket(column: 'readers'): string {
  return `exists (select from public.tickets t where t.id = ticket_id and ${ticketKeys(`t.${column}`)})`
}

function ofTicket(column: 'readers'): TablePolicy {
  return {
    ...forRoles([...ticketRoles, 'auditor'], { select: onTicket(column) }),
    job: { select: all },
  }
}

function notesOf(handles: string): string {
  return `exists (select from public.tickets t where t.id = ticket_id and ${handles} and t.author_user_id <> (select app.user_id()))`
}

function sessionColumns(): string[] {
  return [
    'id',
    'user_id',
    'user_agent',
    'address',
    'created_at',
    'last_seen_at',
    'idle_expires_at',
    'expires_at',
    'revoked_at',
  ]
}

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

/** Which functions each group role may call; the door itself is granted to the logins. */
export const functionGrants: Record<string, readonly DatabaseRole[]> = {
  'app.portal()': databaseRoles,
  'app.today()': databaseRoles,
  'app.user_id()': portalRoles,
  'app.employee_id()': portalRoles,
  'app.units_below(uuid)': [...portalRoles, 'job'],
  'app.units_above(uuid)': portalRoles,
  'app.seat()': portalRoles,
  'app.unit_ids()': portalRoles,
  'app.employee_ids()': portalRoles,
  'app.assignment_ids()': portalRoles,
  'app.consenting_ids()': portalRoles,
  'app.settle_consents(uuid, timestamptz)': portalRoles,
  'app.settle_notifications(uuid, timestamptz)': [...portalRoles, 'job'],
  'app.request_ids()': portalRoles,
  'app.partner_ids()': portalRoles,
  'app.my_seats()': [...portalRoles, 'auth'],
  'app.unit_leads(uuid, text)': portalRoles,
  'app.approvers(text, uuid, uuid, uuid[], date)': [...portalRoles, 'job'],
  'app.holds_role(uuid, text, uuid, date)': [...portalRoles, 'job'],
  'app.find_colleagues(text[],text,text,text)': portalRoles,
  'app.apply_unit_versions()': ['job'],
  'app.find_concerned(text[],text,text,text,text)': ['hr', 'auditor'],
  'app.colleague(uuid)': portalRoles,
  'app.placement(uuid, date)': portalRoles,
  'app.next_number(text, int)': [...portalRoles, 'job'],
  'app.next_employee_number()': ['hr'],
  'app.change_home_unit(uuid, uuid, uuid, date)': ['hr'],
  'app.apply_confirmation(uuid)': portalRoles,
  'app.apply_renewal(uuid)': portalRoles,
  'app.apply_leaving(uuid, jsonb)': portalRoles,
  'app.unapply_leaving(uuid, date)': ['hr'],
  'app.end_access(timestamptz)': ['job'],
  'app.managers_of(uuid, date)': portalRoles,
  'app.stage_durations(text)': portalRoles,
  'app.agreement_load(uuid, date)': portalRoles,
  'app.headcounts(uuid[], date)': logins.hq,
  'app.set_password(uuid, text)': ['hr', 'admin'],
  'app.end_sessions(uuid)': ['hr', 'admin'],
  'app.transfer_obstacle(uuid, date, date, uuid)': portalRoles,
  'app.apply_transfer(uuid)': portalRoles,
  'app.unapply_transfer(uuid, date)': ['hr'],
  'app.ticket_keys()': portalRoles,
  'app.ticket_candidates(uuid, uuid, uuid, date)': [...portalRoles, 'job'],
  'app.seat_ticket(uuid, timestamptz)': [...portalRoles, 'job'],
  'app.reroute_ticket(uuid, uuid, uuid, uuid, timestamptz)': portalRoles,
  'app.escalate_ticket(uuid, timestamptz)': ['job'],
  'app.notice_subjects()': portalRoles,
  'app.notice_ids()': portalRoles,
  'app.own_notice_ids()': portalRoles,
  'app.preview_notice(uuid[], uuid[], text[], uuid[], int, boolean, date)': ['hr', 'head', 'manager'],
  'app.evaluate_notice(uuid, timestamptz)': ['job'],
  'app.read_notice(uuid, uuid, timestamptz)': portalRoles,
  'app.sign_notice(uuid, uuid, int, int, timestamptz)': portalRoles,
  'app.remind_notice(uuid, uuid, timestamptz)': ['hr', 'head', 'manager'],
  'app.report_template_ids()': portalRoles,
  'app.own_reports_owed()': ['employee'],
  'app.start_report(uuid, date, uuid, timestamptz)': ['employee'],
  'app.evaluate_reports(timestamptz, int)': ['job'],
  'app.report_leads(uuid)': [...portalRoles, 'job'],
  'app.report_superiors(uuid, uuid)': ['job'],
  'app.note_keys()': portalRoles,
  'app.note_receiver(text, uuid, uuid, text, uuid, date)': portalRoles,
  'app.note_receivers(uuid, text, uuid, date)': portalRoles,
  'app.unthanked(uuid[], date, int)': ['hr', 'head'],
  'app.contact_people()': portalRoles,
  'app.talked_people()': ['employee'],
  'app.renew_touchpoints(uuid[], date)': [...portalRoles, 'job'],
  'app.renew_file_states(uuid[], date)': ['job'],
  'app.praise_of(uuid, int)': ['manager'],
  'app.find_texts(text, text, timestamptz, uuid, int)': portalRoles,
  'app.service_state()': ['admin'],
  'app.enqueue(text, json, timestamptz, text)': databaseRoles,
  'app.dispatch_events(int)': ['job'],
  'app.confirm_mail_address(uuid, timestamptz)': ['auth'],
  'app.drop_mail_address()': portalRoles,
  'app.zone_of(uuid)': ['job'],
  'app.own_mail_facts()': portalRoles,
  'app.keep_device(text, text, text, text, text, int, timestamptz)': [...portalRoles, 'auth'],
  'app.open_streams(uuid[], text[], uuid[], uuid[])': ['feed'],
  'app.view_ids()': ['hr'],
  'app.missing_birthdays(uuid, int)': ['job'],
  'app.note_birthdays(uuid[], bytea[])': ['job'],
  'app.seat_bulk(uuid)': ['job'],
  'app.seat_export(uuid)': ['job'],
  'app.export_stands(uuid)': ['job'],
  'app.seat_copy(uuid)': ['job'],
  'app.copy_stands(uuid)': ['job'],
  'app.erase_parts(uuid, text[], timestamptz)': ['hr'],
  'app.erase_person(uuid, uuid, text, timestamptz)': ['hr'],
}

/** What a login may call before it has entered. */
export const doorFunctions: Record<string, readonly Login[]> = {
  'app.portal()': ['hq', 'store', 'me', 'auth', 'job', 'feed'],
  'app.today()': ['hq', 'store', 'me'],
  'app.find_seat(text, uuid)': ['hq', 'store', 'me'],
  'app.enter(text, text, uuid)': ['hq', 'store', 'me'],
  'app.enter_service()': ['auth', 'job', 'feed'],
  // one statement and no more, so that a dispatcher that is stopped leaves no transaction open
  'app.dispatch_events(int)': ['job'],
}
