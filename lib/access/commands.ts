import 'server-only'
import { sql } from 'drizzle-orm'
import type { Tx } from '@/db/client'
import { users } from '@/db/schema/account'
import { passwordFault, titleOf } from '../account/rules'
import type { Actor } from '../actor'
import { Failure, notFound } from '../failure'
import { newId } from '../id'
import { effectiveOn, type UnitKind } from '../organisation/rules'
import { hashPassword } from '../password'
import { namePieces } from '../people/rules'
import { syllablesOfPerson } from '../pinyin'
import { moveTasksOf } from '../tasks/commands'
import { record } from '../trail'
import type { AccountRef, EndGrant, GrantRole as GrantInput, OpenAccount, ResetPassword } from './input'
import { listHeldRoles } from './queries'
import { accountRefusal, canManageAccess, endRefusal, type GrantRole, grantRefusal, hasLeft } from './rules'

/** Opens an account for an employee or for somebody outside, with a first password that has to be changed. */
export async function openAccount(
  tx: Tx,
  actor: Actor,
  input: OpenAccount,
  /** Seeds hash the one password of their many accounts once. */
  hashOf: (password: string) => Promise<string> = hashPassword,
): Promise<{ userId: string; login: string }> {
  if (!canManageAccess(actor)) throw new Failure('input.refused')
  assertPassword(input.password, input.login)
  const hash = await hashOf(input.password)
  const employee = input.employeeNumber ? await lockEmployee(tx, actor, input.employeeNumber) : undefined
  const userId = newId(actor.now)
  const name = employee?.name ?? input.name
  await tx.insert(users).values({
    id: userId,
    login: input.login,
    name,
    ...namePieces(name, syllablesOfPerson(name)),
    createdAt: actor.now,
  })
  await tx.execute(sql`
    insert into credentials (user_id, password_hash, must_change, changed_at)
    values (${userId}, ${hash}, ${input.mustChange}, ${actor.now.toISOString()})`)
  if (employee) await tx.execute(sql`update employees set user_id = ${userId} where id = ${employee.id}`)
  await record(tx, actor, 'account.opened', {
    entityId: userId,
    ...(employee && { employeeId: employee.id }),
    details: { login: input.login, name, employeeNumber: input.employeeNumber ?? null },
  })
  return { userId, login: input.login }
}

/** Ends every session at once and hands open tasks on. */
export async function disableAccount(tx: Tx, actor: Actor, input: AccountRef): Promise<{ login: string }> {
  const { account, held } = await lockAccount(tx, actor, input.userId)
  if (account.disabledAt) throw new Failure('organisation.accountDisabled', { name: account.name })
  if (held.includes('admin')) await assertAnotherAdmin(tx, actor, account.id)
  await tx.execute(sql`update users set disabled_at = ${actor.now.toISOString()} where id = ${account.id}`)
  await tx.execute(sql`select app.end_sessions(${account.id})`)
  await record(tx, actor, 'account.disabled', { entityId: account.id, details: { login: account.login } })
  await moveTasksOf(tx, account.id)
  return { login: account.login }
}

export async function enableAccount(tx: Tx, actor: Actor, input: AccountRef): Promise<{ login: string }> {
  const { account } = await lockAccount(tx, actor, input.userId)
  if (!account.disabledAt) throw new Failure('organisation.accountEnabled', { name: account.name })
  if (hasLeft(account, actor.today)) throw new Failure('organisation.leaverAccount')
  await tx.execute(sql`update users set disabled_at = null where id = ${account.id}`)
  await record(tx, actor, 'account.enabled', { entityId: account.id, details: { login: account.login } })
  return { login: account.login }
}

/** A new first password: it has to be changed at the next sign-in, and every session ends. */
export async function resetPassword(tx: Tx, actor: Actor, input: ResetPassword): Promise<{ login: string }> {
  const { account } = await lockAccount(tx, actor, input.userId)
  if (account.disabledAt) throw new Failure('organisation.accountDisabled', { name: account.name })
  assertPassword(input.password, account.login)
  const hash = await hashPassword(input.password)
  await tx.execute(sql`select app.set_password(${account.id}, ${hash})`)
  await record(tx, actor, 'password.reset', { entityId: account.id, details: { login: account.login } })
  return { login: account.login }
}

export async function grantRole(
  tx: Tx,
  actor: Actor,
  input: GrantInput,
): Promise<{ grantId: string; login: string }> {
  if (!canManageAccess(actor)) throw new Failure('input.refused')
  const startsOn = input.startsOn ?? actor.today
  if (startsOn < actor.today) throw new Failure('organisation.grantInPast', {}, 'startsOn')
  if (input.endsOn && input.endsOn <= startsOn) {
    throw new Failure('organisation.endsBeforeStart', {}, 'endsOn')
  }
  const account = await lockUser(tx, input.userId)
  if (hasLeft(account, actor.today)) throw new Failure('organisation.leaverRole')
  if (account.leftOn && (!input.endsOn || input.endsOn > account.leftOn)) {
    throw new Failure('organisation.leaverRoleEnds', { name: account.name, date: account.leftOn }, 'endsOn')
  }
  const unit = await lockUnit(tx, input.unitId)
  const held = await listHeldRoles(tx, account.id, actor.today)
  const refusal = grantRefusal(actor, { userId: account.id, role: input.role, unitKind: unit.kind }, held)
  if (refusal) {
    throw new Failure(
      `organisation.${refusal}`,
      { name: account.name, unit: unit.name },
      refusal === 'grantPlace' ? 'unitId' : 'role',
    )
  }
  const grantId = newId(actor.now)
  await tx.execute(sql`
    insert into role_grants (id, user_id, role, unit_id, starts_on, ends_on, granted_by_name, created_at)
    values (${grantId}, ${account.id}, ${input.role}, ${unit.id}, ${startsOn}, ${input.endsOn ?? null}, ${actor.name},
      ${actor.now.toISOString()})`)
  await record(tx, actor, 'role.granted', {
    entityId: account.id,
    unitId: unit.id,
    details: {
      role: titleOf(input.role, unit.kind),
      unit: unit.name,
      startsOn,
      endsOn: input.endsOn ?? null,
    },
  })
  return { grantId, login: account.login }
}

/** Ends a grant today or on a later day; what the person had to decide moves on when it takes effect. One that has not begun is taken back. */
export async function endGrant(tx: Tx, actor: Actor, input: EndGrant): Promise<{ login: string }> {
  if (!canManageAccess(actor)) throw new Failure('input.refused')
  const { rows } = await tx.execute<{
    id: string
    userId: string
    role: GrantRole
    unitId: string
    unit: string
    unitKind: string
    startsOn: string
    endsOn: string | null
  }>(sql`
    select g.id, g.user_id as "userId", g.role, g.unit_id as "unitId", u.name as unit, u.kind as "unitKind",
      g.starts_on as "startsOn", g.ends_on as "endsOn"
    from role_grants g join units u on u.id = g.unit_id where g.id = ${input.grantId}`)
  const grant = rows[0] ?? notFound()
  const refusal = endRefusal(actor, grant)
  if (refusal) throw new Failure(`organisation.${refusal}`)
  const earliest = effectiveOn(actor.today, grant.startsOn)
  const endsOn = input.endsOn ?? earliest
  if (endsOn < earliest) throw new Failure('organisation.grantEndsInPast', { date: earliest }, 'endsOn')
  const account = await lockUser(tx, grant.userId)
  if (grant.role === 'admin') await assertAnotherAdmin(tx, actor, account.id)
  const { rowCount } = await tx.execute(sql`
    update role_grants set ends_on = ${endsOn}, ended_by_name = ${actor.name}, ended_at = ${actor.now.toISOString()}
    where id = ${grant.id} and ends_on is not distinct from ${grant.endsOn}::date
      and (ends_on is null or ends_on > greatest(starts_on, ${actor.today}))`)
  if (!rowCount) throw new Failure('organisation.grantEnded', { date: grant.endsOn ?? actor.today })
  const isTakenBack = endsOn === grant.startsOn && grant.startsOn > actor.today
  await record(tx, actor, isTakenBack ? 'role.takenBack' : 'role.ended', {
    entityId: account.id,
    unitId: grant.unitId,
    details: {
      role: titleOf(grant.role, grant.unitKind),
      unit: grant.unit,
      ...(isTakenBack ? { startsOn: grant.startsOn } : { endsOn: [grant.endsOn, endsOn] }),
    },
  })
  if (endsOn <= actor.today) await moveTasksOf(tx, account.id)
  return { login: account.login }
}

function assertPassword(password: string, login: string): void {
  const fault = passwordFault(password, login)
  if (fault) throw new Failure(`account.${fault}`, {}, 'password')
}

/** Only HR may read employees; an admin opens accounts without tying them to a person's file. */
async function lockEmployee(tx: Tx, actor: Actor, number: string): Promise<{ id: string; name: string }> {
  if (actor.role !== 'hr') throw new Failure('organisation.employeeByHr', {}, 'employeeNumber')
  const { rows } = await tx.execute<{
    id: string
    name: string
    userId: string | null
    leftOn: string | null
  }>(
    sql`select id, name, user_id as "userId", left_on as "leftOn" from employees where number = ${number} for no key update`,
  )
  const employee = rows[0]
  if (!employee) throw new Failure('organisation.employeeUnknown', { number }, 'employeeNumber')
  if (employee.userId) {
    throw new Failure('organisation.employeeHasAccount', { name: employee.name }, 'employeeNumber')
  }
  if (employee.leftOn && employee.leftOn <= actor.today) {
    throw new Failure('organisation.employeeLeft', { name: employee.name }, 'employeeNumber')
  }
  return employee
}

type LockedAccount = {
  id: string
  login: string
  name: string
  disabledAt: string | null
  leftOn: string | null
}

async function lockUser(tx: Tx, userId: string): Promise<LockedAccount> {
  const { rows } = await tx.execute<LockedAccount>(sql`
    select id, login, name, disabled_at as "disabledAt", app.left_on(id) as "leftOn" from users where id = ${userId} for no key update`)
  return rows[0] ?? notFound()
}

async function lockAccount(
  tx: Tx,
  actor: Actor,
  userId: string,
): Promise<{ account: LockedAccount; held: GrantRole[] }> {
  if (!canManageAccess(actor)) throw new Failure('input.refused')
  const account = await lockUser(tx, userId)
  const held = await listHeldRoles(tx, userId, actor.today)
  const refusal = accountRefusal(actor, userId, held)
  if (refusal) throw new Failure(`organisation.${refusal}`, { name: account.name })
  return { account, held }
}

async function lockUnit(tx: Tx, id: string): Promise<{ id: string; kind: UnitKind; name: string }> {
  const { rows } = await tx.execute<{ id: string; kind: UnitKind; name: string; closedOn: string | null }>(
    sql`select id, kind, name, closed_on as "closedOn" from units where id = ${id}`,
  )
  const unit = rows[0] ?? notFound()
  if (unit.closedOn) {
    throw new Failure('organisation.unitClosed', { name: unit.name, date: unit.closedOn }, 'unitId')
  }
  return unit
}

/** Without an admin nobody could give the role back. */
async function assertAnotherAdmin(tx: Tx, actor: Actor, userId: string): Promise<void> {
  const { rowCount } = await tx.execute(sql`
    select from role_grants g join users u on u.id = g.user_id and u.disabled_at is null
    where g.role = 'admin' and g.user_id <> ${userId}
      and g.starts_on <= ${actor.today} and (g.ends_on is null or g.ends_on > ${actor.today}) limit 1`)
  if (!rowCount) throw new Failure('organisation.lastAdmin')
}
