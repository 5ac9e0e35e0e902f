import { all, columns, forRoles, self, type TablePolicy } from './kit'

const noticeReach = (column: string) => `${column} = any ((select app.notice_ids())::uuid[])`

const noticeSubjects = `subject_id = any ((select app.notice_subjects())::uuid[])`

/** A notice of a head or a manager is for units that they lead, and never for everybody. */
const ownNotice = `${self('author_user_id')} and cardinality(unit_ids) > 0 and unit_ids <@ (select app.unit_ids())::uuid[]`

const partOfOwnNotice = `exists (select from public.notices n where n.id = notice_id and n.author_user_id = (select app.user_id()))`

export const notices: Record<string, TablePolicy> = {
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
}
