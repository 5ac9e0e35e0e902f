import { all, columns, forRoles, inSeatUnits, portalRoles, self, type TablePolicy } from './kit'

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

const ofOwnRobot = `exists (select from public.robots r where r.id = robot_id and r.unit_id = any ((select app.unit_ids())::uuid[]))`

export const notifications: Record<string, TablePolicy> = {
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
}
