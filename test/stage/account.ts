import { randomBytes } from 'node:crypto'
import type { Login } from '../world'
import { type Kit, scene } from './kit'

/** Accounts and what they may do, what belongs to each, and the groups of stores that messages go to. */
export async function account(kit: Kit) {
  const { one, sql, units, users } = kit
  const outsider = await one(`insert into users (login, name) values ('outsider', '外人') returning id`, [])
  await sql(`insert into credentials (user_id, password_hash) select id, 'secret:outpost-demo' from users`)
  const grantOf = (login: Login): Promise<string> =>
    one('select id from role_grants where user_id = $1', [users[login]])
  const robotOf = async (unitId: string): Promise<string> => {
    const id = await one(
      `insert into robots (unit_id, vendor, name, topics, created_at) values ($1, 'wecom', '群', '{tickets}', now()) returning id`,
      [unitId],
    )
    await sql(`insert into robot_secrets (robot_id, sealed, changed_at) values ($1, '\\x00', now())`, [id])
    return id
  }
  return scene({
    common: { grant: await grantOf('fangjing') },
    own: {
      user: outsider,
      /** A unit's group robot. */
      robot: await robotOf(units.tianyao),
    },
    owned: {
      admin: { grant: await grantOf('yezhen') },
      region: { robot: await robotOf(units.nanxi) },
    },
    mine: await kit.ofEach(login => belongingsOf(kit, login)),
    foreign: { user: users.guyan, robot: await robotOf(kit.strange.store) },
  })
}

async function belongingsOf({ day, one, sessionOf, sql, users }: Kit, login: Login) {
  const user = users[login]
  const notification = await one(
    `insert into notifications (user_id, kind, path, created_at) values ($1, 'taskAssigned', 'x', now()) returning id`,
    [user],
  )
  await sql(
    `insert into mail_addresses (user_id, pending_address, pending_id, asked_at) values ($1, $2, $3, now() - interval '1 hour')`,
    [user, `${login}@example.com`, notification],
  )
  return {
    session: await sessionOf(user, randomBytes(8).toString('hex')),
    substitution: await one(
      `insert into substitutions (user_id, substitute_id, starts_on, ends_on) values ($1, $2, $3, $4) returning id`,
      [user, login === 'xutinglan' ? users.hejun : users.xutinglan, day(300), day(310)],
    ),
    notification,
    /** A message that was given up. */
    delivery: await one(
      `insert into deliveries (notification_id, user_id, channel, state, due_at, settled_at) values ($1, $2, 'email', 'dead', now(), now()) returning id`,
      [notification, user],
    ),
    /** A browser that shows notifications. */
    device: await one(
      `insert into devices (user_id, endpoint, p256dh, auth, sender_key, user_agent, created_at)
       values ($1, $2, '', '', '', '', now()) returning id`,
      [user, `https://push.example.com/${login}`],
    ),
  }
}
