import { all, columns, forRoles, self, type TablePolicy } from './kit'

/** Roles over personnel data and over the rules themselves are granted by an admin. */
const grantedByHr = `role = any ('{head,manager,specialist}'::text[])`

/** What a name is found by changes with the name. */
const namePieceColumns = ['name_pinyin', 'name_initials', 'name_grams']

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

export const account: Record<string, TablePolicy> = {
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
    auth: { select: all, update: columns(all, 'locale', 'recent_seats') },
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

  role_grants: {
    hr: {
      select: all,
      insert: grantedByHr,
      update: columns(grantedByHr, 'ends_on', 'ended_by_name', 'ended_at'),
    },
    admin: { select: all, insert: all, update: columns(all, 'ends_on', 'ended_by_name', 'ended_at') },
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
}
