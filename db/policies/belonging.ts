import { all, columns, forRoles, type Rule, self, type TablePolicy } from './kit'

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

export const belonging: Record<string, TablePolicy> = {
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
}
