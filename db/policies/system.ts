import { all, forRoles, ownEmployee, party, portalRoles, seatPeople, self, type TablePolicy } from './kit'

/** Admins see what was done to accounts, and nothing of people's files. */
const onAccounts = `action = any ('{account.opened,account.disabled,account.enabled,password.reset,password.changed,role.granted,role.ended,role.takenBack,settings.changed,delivery.retried,delivery.dropped}'::text[])`

export const system: Record<string, TablePolicy> = {
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
