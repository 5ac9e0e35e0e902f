import { all, directory, forRoles, self, type TablePolicy } from './kit'

const ticketRoles = ['hr', 'executive', 'head', 'specialist', 'manager', 'employee'] as const

const ticketKeys = (column: string) => `${column} && (select app.ticket_keys())::uuid[]`

const among = (column: string) => `(select app.user_id()) = any (${column})`

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

export const tickets: Record<string, TablePolicy> = {
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
}
