import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { Client } from 'pg'
import type { Tx } from '@/db/client'
import { users } from '@/db/schema/account'
import type { Actor, Role } from '@/lib/actor'
import { dayIn, systemClock, zone } from '@/lib/clock'
import { newId } from '@/lib/id'
import { openUnit } from '@/lib/organisation/commands'
import { openUnitInput } from '@/lib/organisation/input'
import { hashPassword } from '@/lib/password'
import { namePieces } from '@/lib/people/rules'
import { syllablesOfPerson } from '@/lib/pinyin'
import { record } from '@/lib/trail'

/**
 * Makes an installation without any account usable: the headquarters, and one account that may do what HR and admins may, so that it
 * can enter the first people and give the roles out. Its password is shown once and changed at the first sign-in.
 * @returns whether an account was made
 */
export async function ensureFirstAdmin(options: {
  url: string
  log: (line: string) => void
}): Promise<boolean> {
  const client = new Client({ connectionString: options.url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(hashtext('outpost first admin'))`)
    const { rowCount } = await client.query('select from users limit 1')
    if (rowCount) return false
    const password = randomBytes(12).toString('base64url')
    const now = systemClock.now()
    await found(drizzle(client, { casing: 'snake_case' }), {
      now,
      today: dayIn(zone, now),
      openedOn: dayIn(zone, now),
      name: '总部',
      account: { login: 'admin', name: '管理员', roles: ['admin', 'hr'] },
      passwordHash: await hashPassword(password),
      mustChange: true,
    })
    await client.query('commit')
    options.log('This installation is new. The first account, shown only now:')
    options.log(`  sign in as  admin`)
    options.log(`  password    ${password}`)
    return true
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

type Founding = {
  now: Date
  today: string
  openedOn: string
  name: string
  account: { login: string; name: string; roles: Exclude<Role, 'employee'>[] }
  passwordHash: string
  mustChange: boolean
}

/** The headquarters and its first account: what no command can do, because there is nobody yet to do it. */
export async function found(tx: Tx, founding: Founding): Promise<{ unitId: string; userId: string }> {
  const { account, now, today } = founding
  const userId = newId(now)
  const { login, name } = account
  const pieces = namePieces(name, syllablesOfPerson(name))
  await tx.insert(users).values({ id: userId, login, name, ...pieces, createdAt: now })
  await tx.execute(sql`
    insert into credentials (user_id, password_hash, must_change, changed_at)
    values (${userId}, ${founding.passwordHash}, ${founding.mustChange}, ${now.toISOString()})`)
  const actor = (role: Role): Actor => ({
    userId,
    name: account.name,
    role,
    portal: 'hq',
    grantId: null,
    employeeId: null,
    unitId: null,
    unitCode: null,
    unitName: null,
    locale: 'zh-CN',
    theme: 'system',
    sessionId: '00000000-0000-7000-8000-000000000000',
    mustChangePassword: false,
    now,
    today,
  })
  const { id: unitId } = await openUnit(
    tx,
    actor('hr'),
    openUnitInput.parse({
      code: 'hq',
      kind: 'headquarters',
      name: founding.name,
      openedOn: founding.openedOn,
    }),
  )
  await record(tx, actor('admin'), 'account.opened', {
    entityId: userId,
    details: { login: account.login, name: account.name },
  })
  for (const role of account.roles) {
    await tx.execute(sql`
      insert into role_grants (id, user_id, role, unit_id, starts_on, granted_by_name, created_at)
      values (${newId(now)}, ${userId}, ${role}, ${unitId}, ${today}, ${account.name}, ${now.toISOString()})`)
    await record(tx, actor('admin'), 'role.granted', {
      entityId: userId,
      unitId,
      details: { role, unit: founding.name, startsOn: today, endsOn: null },
    })
  }
  return { unitId, userId }
}
